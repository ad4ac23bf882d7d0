"""Reading time, by words and by characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.reading_time import CHARACTERS, WITHOUT_SPACES, WORDS, minutes

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], 0),
        ([""], 0),
        (["word " * 219], 0),
        (["word " * 220], 1),
        (["word " * 329], 1),
        (["word " * 330], 2),
        (["слово — " * 110], 1),
        (["word " * 110, "word\n" * 110], 1),
        (["读" * 399], 0),
        (["读" * 400], 1),
        (["読む" * 600], 3),
        (["อ่าน" * 200], 2),
        (["단어 " * 220], 1),
        (["word " * 220 + "读" * 400], 2),
    ],
)
def test_reading_time_is_told_in_whole_minutes(texts: list[str], expected: int) -> None:
    assert minutes(texts) == expected


def test_a_brief_item_has_no_reading_time(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    html = client.get(make_news_item().get_absolute_url()).text

    assert "min read" not in html


@pytest.mark.parametrize("headline", ["", "A headline"])
def test_an_item_counts_its_lead_and_its_body(
    client: Client, make_news_item: Callable[..., NewsItem], headline: str
) -> None:
    item = make_news_item(headline=headline, lead="word " * 220, body="word " * 440)

    assert "3 min read" in client.get(item.get_absolute_url()).text


def test_an_interview_counts_all_it_consists_of(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2, lead="word " * 110, preamble="word " * 110)
    interview.exchanges.update(question="word " * 110, answer="word " * 220)

    assert "4 min read" in client.get(interview.get_absolute_url()).text


@given(st.lists(st.text(alphabet="a é—“ก中あ가\u3000\U00020000\ufb01\n ", max_size=40), max_size=3))
def test_no_sign_of_a_script_without_spaces_is_missed(texts: list[str]) -> None:
    told = [WITHOUT_SPACES.subn(" ", text) for text in [*texts, "word " * 600]]
    taken = sum(len(rest.split()) / WORDS + signs / CHARACTERS for rest, signs in told)

    assert minutes([*texts, "word " * 600]) == int(taken + 0.5)
