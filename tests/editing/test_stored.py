from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import content_of, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.news.models import NewsItem


def test_a_content_survives_being_written_down(make_interview: Callable[..., Interview]) -> None:
    content = content_of(make_interview())

    assert Content.of_json(content.as_json()) == content
    assert Content.of_json(content.as_json()).digest == content.digest


def test_the_content_holds_every_field_but_the_moment_of_release(
    make_news_item: Callable[..., NewsItem],
) -> None:
    told = content_of(make_news_item(lead="A lead.", slug="an-item"))

    assert dict(told.texts) == {
        "date": "2024-04-24",
        "headline": "",
        "lead": "A lead.",
        "body": "",
        "slug": "an-item",
    }


def test_what_is_put_is_what_is_read(make_interview: Callable[..., Interview]) -> None:
    interview = make_interview(exchanges=3)
    before = content_of(interview)
    first, _second, third = before.parts
    new = Part("new", {**first.texts, "question": "New?"})
    wanted = Content({**before.texts, "lead": "Another lead."}, (third, new, first))

    put(interview, wanted)

    interview.refresh_from_db()
    assert content_of(interview) == wanted
    assert [row.position for row in interview.exchanges.all()] == [10, 20, 30]


def test_putting_what_is_stored_moves_no_position(make_interview: Callable[..., Interview]) -> None:
    interview = make_interview()
    interview.exchanges.filter(key="q2").update(position=25)

    put(interview, content_of(interview))

    assert [row.position for row in interview.exchanges.all()] == [10, 25]


@pytest.mark.parametrize("key", ["q1", "new"])
def test_what_the_rules_do_not_allow_is_refused(
    make_interview: Callable[..., Interview], key: str
) -> None:
    interview = make_interview()
    content = content_of(interview)
    empty = Part(key, dict.fromkeys(content.parts[0].texts, ""))

    with pytest.raises(ValidationError, match="Write a question or an answer"):
        put(interview, replace(content, parts=(*content.parts[1:], empty)))


def test_a_text_that_its_field_cannot_hold_is_refused(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview()
    content = content_of(interview)
    long = replace(content.parts[0], texts={**content.parts[0].texts, "asked_by": "N" * 201})

    with pytest.raises(ValidationError, match="at most 200 characters"):
        put(interview, replace(content, parts=(long,)))


@pytest.mark.parametrize("exchanges", [4, 100])
def test_putting_takes_as_many_queries_for_many_parts_as_for_few(
    make_interview: Callable[..., Interview], django_assert_max_num_queries: Any, exchanges: int
) -> None:
    interview = make_interview(exchanges)
    content = content_of(interview)
    kept = [Part(it.key, {**it.texts, "answer": "Another."}) for it in content.parts[2:]]
    new = [Part(f"n{number}", it.texts) for number, it in enumerate(content.parts)]
    with django_assert_max_num_queries(30):
        put(interview, replace(content, parts=(*kept[::-1], *new)))

    assert content_of(interview).parts == (*kept[::-1], *new)
