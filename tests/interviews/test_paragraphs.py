from __future__ import annotations

import unicodedata

import hypothesis.strategies as st
import pytest
from hypothesis import given

from interviews.paragraphs import Paragraph, clean, reflow, split, tidy

TEXTS = st.one_of(st.text(), st.text(alphabet="a.—-*>1 \n\t\r\x85\u2028\u00a0\u200be\u0301"))


def test_empty_lines_part_paragraphs_and_each_knows_its_line() -> None:
    assert split("One.\n\n\n  Two.  \n \nThree.") == [
        Paragraph(1, "One."),
        Paragraph(4, "Two."),
        Paragraph(6, "Three."),
    ]


def test_long_lines_without_empty_lines_between_are_paragraphs() -> None:
    text = "24.04.2024\nA paragraph that somebody copied.\nAnother one of theirs."
    assert [it.line for it in split(text)] == [1, 2, 3]


def test_lines_broken_at_a_width_are_joined() -> None:
    wrapped = (
        "The members of the council met on Monday in the capital, where they\n"
        "spoke about the year that lies before them and about the plans that\n"
        "were made in spring.\n"
        "\n"
        "They will meet again in autumn, when the ministers of all the members\n"
        "have had time to read the report and to answer the questions in it.\n"
    )
    assert [it.line for it in split(wrapped)] == [1, 5]
    assert reflow(split(wrapped)[0].text).endswith(
        "where they spoke about the year that lies "
        "before them and about the plans that were made in spring."
    )


def test_a_short_line_ends_a_paragraph_among_broken_lines() -> None:
    wrapped = (
        "12 March 2024\n"
        "The members of the council met on Monday in the capital, where they\n"
        "spoke about the year that lies before them and about the plans that\n"
        "were made in spring.\n"
        "They left on Tuesday, and will meet again in autumn, as soon as the\n"
        "report that was asked for is ready.\n"
    )
    assert [it.line for it in split(wrapped)] == [1, 2, 5]


def test_items_of_a_list_stay_in_their_paragraph_on_lines_of_their_own() -> None:
    assert split("They agreed:\n- to meet;\n- to write.") == [
        Paragraph(1, "They agreed:\n- to meet;\n- to write.")
    ]
    assert reflow("They agreed\nsoon:\n- to meet\nagain;\n1. to write.") == (
        "They agreed soon:\n- to meet again;\n1. to write."
    )


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("e\u0301", "é"),
        ("a\u200bb\ufeffc\u2060d\xade", "abcde"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a  b\t\tc \u00a0 d", "a b c d"),
        ("24\u00a0April", "24\u00a0April"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800x", "x"),
    ],
)
def test_text_is_brought_into_one_form(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


@given(TEXTS)
def test_the_form_of_a_text_is_final(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(TEXTS)
def test_no_word_is_lost_or_moved_by_splitting(text: str) -> None:
    paragraphs = split(text)
    assert " ".join(it.text for it in paragraphs).split() == clean(text).split()
    assert tidy(text).split() == clean(text).split()
    lines = clean(text).split("\n")
    assert all(it.text.split("\n")[0] == lines[it.line - 1].strip() for it in paragraphs)
