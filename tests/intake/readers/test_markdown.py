"""Markdown as people and generators of pages write it, with no word lost."""

from __future__ import annotations

import builtins
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.paragraphs import Doubt, LeftOut, Paragraph, clean
from newsroom.intake.readers.front_matter import UNREAD
from newsroom.intake.readers.markdown import read_markdown
from newsroom.intake.source import Source

SAMPLE = """\
---
title: "A visit to\\_Minsk"
date: 2021-06-15
summary: What was said.
---

Who came?
=========

See [the list][People] and [Minutes][].

[people]: https://example.org/people "All of them"
[MINUTES]: <https://example.org/minutes>
[old]: /old
"""


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in source.paragraphs]


def reasons(source: Source) -> list[tuple[int, str]]:
    return [(left_out.line, left_out.why) for left_out in source.left_out]


def test_a_page_is_read_with_what_it_says_about_itself() -> None:
    source = read_markdown(SAMPLE)

    assert source.headline == "A visit to\N{NO-BREAK SPACE}Minsk"
    assert (source.date, source.lead) == ("2021-06-15", "What was said.")
    assert source.paragraphs == (
        Paragraph(7, "# Who came?"),
        Paragraph(
            10,
            'See [the list](https://example.org/people "All of them")'
            " and [Minutes](<https://example.org/minutes>).",
        ),
    )
    assert reasons(source) == [
        (1, "front matter (headline, date, lead taken)"),
        (12, "link definition, written into the text"),
        (13, "link definition, written into the text"),
        (14, "link definition that nothing uses"),
    ]


@pytest.mark.parametrize(
    ("entry", "date"),
    [
        ("date: '2021-06-15'", "2021-06-15"),
        ("Published: 2021-06-15 08:10:05-04:00", "2021-06-15 08:10:05-04:00"),
        ("published_at: 15 June 2021", "15 June 2021"),
        ("date: 2021-13-45", "2021-13-45"),
        ("date: null\npublished: 2021-06-15", "2021-06-15"),
        ("date: [2021, 6, 15]", ""),
    ],
)
def test_a_date_stays_as_it_is_written(entry: str, date: str) -> None:
    assert read_markdown(f"---\n{entry}\n---\nText").date == date


BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghijkl", "bcdefghijklm", strict=True)
)


@pytest.mark.parametrize(
    "block",
    [
        "- one\n- two",
        "only words",
        "a: [",
        "a: b: c",
        "x: " + "[" * 60_000,
        "x: *nowhere",
        "title: !!python/object:os.system x\n\ta: b",
        "title: " + "x" * 70_000,
    ],
)
def test_front_matter_that_cannot_be_read_is_left_out_with_a_doubt(block: str) -> None:
    source = read_markdown(f"---\n{block}\n---\n\nText")

    assert source.doubts == (Doubt(1, UNREAD),)
    assert source.left_out == (LeftOut(1, f"---\n{block}\n---", "front matter"),)
    assert texts(source) == ["Text"]


def test_front_matter_in_toml_is_read_and_its_dates_are_texts() -> None:
    text = '+++\ntitle = "A meeting"\ndate = 2024-03-12T10:00:00+03:00\ntags = ["a"]\n+++\n\nText.'
    source = read_markdown(text)

    assert (source.headline, source.date[:10]) == ("A meeting", "2024-03-12")
    assert source.paragraphs == (Paragraph(7, "Text."),)
    assert read_markdown("+++\ntitle = \n+++\n\nText.").doubts == (Doubt(1, UNREAD),)


def test_front_matter_that_would_grow_without_end_is_read_at_once() -> None:
    assert read_markdown(f"---\ntitle: Bomb\n{BOMB}---\nText").headline == "Bomb"


def test_without_a_reader_of_yaml_the_front_matter_is_left_out_with_a_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = builtins.__import__

    def missing(name: str, *others: Any, **named: Any) -> Any:
        if name == "yaml":
            raise ImportError
        return really(name, *others, **named)

    monkeypatch.setattr(builtins, "__import__", missing)

    assert read_markdown("---\ntitle: A\n---\nText").doubts == (Doubt(1, UNREAD),)


@pytest.mark.parametrize(
    "text", ["---\n\nA part\n\n---\n\nB", "\n---\ntitle: A\n---\n", "---\ntitle: A"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    source = read_markdown(text)

    assert source.headline == ""
    assert "---" in texts(source)[0] + texts(source)[-1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[A][x]", "[A](/u)"),
        ("[A] [x]", "[A] [x](/u)"),
        ("[x][]", "[x](/u)"),
        ("[ẞ]", "[ẞ](/s)"),
        ("[ two  words ]", "[ two words ](/t)"),
        ("[A [b] c][X]", "[A [b] c](/u)"),
        ("[A [x] c][x]", "[A [x](/u) c][x](/u)"),
        ("![A][x]", "![A](/u)"),
        ("[![A][x]][x]", "[![A](/u)](/u)"),
        ("[x](/other)", "[x](/other)"),
        (r"\[x] and [x\]", r"\[x] and [x\]"),
        ("[unknown], [A][unknown], [^x], [], [ ]", "[unknown], [A][unknown], [^x], [], [ ]"),
    ],
)
def test_references_become_links(text: str, written: str) -> None:
    definitions = "[x]: /u\n[SS]: /s\n[Two   Words]: /t\n[^x]: a note"

    assert texts(read_markdown(f"{text}\n\n{definitions}"))[0] == written


def test_the_first_definition_of_a_label_counts() -> None:
    source = read_markdown("[a]: /1 'One'\n[A]: /2\n\n[a]")

    assert texts(source) == ["[a](/1 'One')"]
    assert reasons(source) == [
        (1, "link definition, written into the text"),
        (2, "link definition that nothing uses"),
    ]


def test_a_name_in_brackets_before_words_is_no_definition() -> None:
    source = read_markdown('[Question]: Why?\n\n[Answer]: Because it is so.\n\n[a]: "Yes" he said')

    assert source.left_out == ()


def test_a_title_on_the_next_line_belongs_to_a_definition_if_it_is_indented() -> None:
    source = read_markdown('[a]\n\n[a]: /u\n   "Title"\n\n[b]: /v\n"So he said."')

    assert texts(source) == ['[a](/u "Title")', '"So he said."']
    assert source.left_out[0].text == '[a]: /u\n   "Title"'


def test_addresses_are_not_written_into_the_text_without_end() -> None:
    source = read_markdown("[a]: /" + "u" * 100_000 + "\n\nSee " + "[a] " * 10_000)

    assert len(texts(source)[0]) < 1_000_000
    assert [doubt.line for doubt in source.doubts] == [3]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Title\n---\nText", ["## Title", "Text"]),
        ("Title\n======\n\nText", ["# Title", "Text"]),
        ("Text.\n\n---\n\nMore", ["Text.", "---", "More"]),
        ("Text.\n\n***\n\nMore", ["Text.", "***", "More"]),
        ("- item\n---\nMore", ["- item", "More"]),
        ("The end.\n---\nMore", ["The end.", "More"]),
    ],
)
def test_underlined_lines_are_headings_and_rules_are_not(text: str, paragraphs: list[str]) -> None:
    assert texts(read_markdown(text)) == paragraphs


def test_comments_and_place_holders_are_left_out_and_lines_stay_true() -> None:
    source = read_markdown(
        "One <!-- a\nb --> two\n\n{{< youtube x >}}\n{% include a %} {{% b %}}\n\nThree {{< ref >}}"
    )

    assert source.paragraphs == (
        Paragraph(1, "One"),
        Paragraph(2, "two"),
        Paragraph(7, "Three {{< ref >}}"),
    )
    assert reasons(source) == [
        (1, "comment"),
        (4, "place-holder of the page it came from"),
        (5, "place-holder of the page it came from"),
    ]


LONG = {
    "brackets": "[" * 1_000_000,
    "nested brackets": "[" * 500_000 + "]" * 500_000,
    "pairs of brackets": "[]" * 500_000,
    "escapes": "\\[" * 500_000,
    "definitions": "\n".join(f"[l{number}]: /{number}" for number in range(200_000)),
    "open comments": "<!--" * 250_000,
    "open place-holders": "{{<" * 300_000,
    "open links": "[a](" * 250_000,
    "rules": "---\n" * 200_000,
    "blanks": " " * 1_000_000 + "x\n---",
    "titles": '[x]: "' * 150_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_are_read_to_their_end(text: str) -> None:
    assert isinstance(read_markdown(text), Source)


TOKENS = """
--- === ... title: date: [a] [b]:/u [b]: /u 'T' <!-- --> {{< >}} {%y%} [ ] ( ) \\ " - > # ! |
"""
BREAKS = ["\n", "\n\n", "\r\n", "\x85", "\u2028", "\n---\n", "---\ntitle: a\n---\n", "[a]: /u\n"]
SIGNS = [" ", "\t", "one", "two ", "два ", "\ufeff", "Ꮳ", "é", "e\u0301"]
PIECES = st.sampled_from([*TOKENS.split(), *BREAKS, *SIGNS])


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", clean(text).casefold()))


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_every_word_is_kept_or_left_out(text: str) -> None:
    source = read_markdown(text)
    parts = [*(it.text for it in source.paragraphs), *(it.text for it in source.left_out)]

    assert words(text) <= words(" \n".join([*parts, source.headline, source.date, source.lead]))


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_paragraph_stands_on_its_line(text: str) -> None:
    lines = [clean(line) for line in re.split(r"\r\n|[\n\r\u2028\u2029\u0085]", text)]

    for paragraph in read_markdown(text).paragraphs:
        first = words(paragraph.text.split("\n")[0].split("](")[0])
        assert first <= words(lines[paragraph.line - 1])
