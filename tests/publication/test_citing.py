from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from newsroom.publication.citing import CUT, LONGEST, Source, beginning, citations, nested, quoted

ITEM = Source(
    title="Summit in Minsk",
    date=datetime.date(2024, 4, 24),
    publisher="Newsroom",
    address="https://press.example.org/summit/",
)


def cited(**fields: Any) -> list[str]:
    return [citation.text for citation in citations(dataclasses.replace(ITEM, **fields))]


def test_a_publication_is_cited_in_three_styles() -> None:
    assert cited() == [
        "“Summit in Minsk”, Newsroom, 24 April 2024, https://press.example.org/summit/",
        "Newsroom. (2024, April 24). Summit in Minsk. https://press.example.org/summit/",
        "“Summit in Minsk,” Newsroom, April 24, 2024, https://press.example.org/summit/.",
    ]


@pytest.mark.parametrize(
    ("title", "apa", "chicago"),
    [
        ("A day.", "). A day. https", "“A day,” "),
        ("Why?", "). Why? https", "“Why?,” "),
        ("On the …", "). On the … https", "“On the …,” "),
        ("On the...", "). On the... https", "“On the...,” "),
        ("A “new” day", "). A “new” day. https", "“A ‘new’ day,” "),
    ],
)
def test_a_title_keeps_its_end_and_gets_no_second_full_stop(
    title: str, apa: str, chicago: str
) -> None:
    _press, in_apa, in_chicago = cited(title=title)

    assert apa in in_apa
    assert in_chicago.startswith(chicago)


def test_a_publisher_that_ends_with_a_full_stop_gets_no_second_one() -> None:
    assert "Press Ltd. (2024" in cited(publisher="Press Ltd.")[1]


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("He said “yes” twice.", "He said ‘yes’ twice."),
        ('He said "yes" twice.', "He said ‘yes’ twice."),
        ("Er sagte „ja“.", "Er sagte ‘ja’."),
        ("“He said ‘yes’ and didn’t”", "‘He said “yes” and didn’t’"),
        ("Don’t; the years’ end; ‘so’.", "Don’t; the years’ end; ‘so’."),
        ('5" and 6" wide', '5" and 6" wide'),
        ("«Так» и «этак»", "«Так» и «этак»"),
        ("An “open one", "An “open one"),
    ],
)
def test_quotation_marks_within_a_quotation_step_down(words: str, within: str) -> None:
    assert nested(words) == within


def test_a_long_text_is_quoted_to_the_end_of_a_sentence_and_says_so() -> None:
    text = "It is so. " * 100
    start = beginning(text.strip())

    assert start.endswith("It is so." + CUT)
    assert text.startswith(start.removesuffix(CUT))
    assert LONGEST // 2 < len(start) <= LONGEST + len(CUT)


def test_a_long_text_without_sentences_is_cut_at_a_word() -> None:
    text = "word " * 200

    assert beginning(text).endswith("word" + CUT)
    assert len(beginning("x" * 5000)) == LONGEST + len(CUT)


def test_a_short_text_is_quoted_whole() -> None:
    assert quoted("It is so.") == "“It is so.”"
    assert beginning("x" * LONGEST) == "x" * LONGEST


@pytest.mark.parametrize("language", ["en-gb", "de", "fr"])
def test_days_are_written_as_django_writes_them(language: str) -> None:
    days = [datetime.date(2024, month, month * 2) for month in range(1, 13)]
    with override(language):
        for day in [*days, datetime.date(987, 4, 5)]:
            press, apa, chicago = cited(date=day)
            assert f" {date_format(day, 'j F Y')}, " in press
            assert f"({date_format(day, 'Y, F j')})" in apa
            assert f" {date_format(day, 'F j, Y')}, " in chicago
