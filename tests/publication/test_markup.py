from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.publication.markup import (
    Texts,
    is_paragraphs,
    number_of_words,
    of_paragraphs,
    on_one_line,
    opening,
    plain,
    plain_each,
    render,
    washed,
    words_on_a_line,
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("*em* and **strong**", "<p><em>em</em> and <strong>strong</strong></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("line  \nnext", "<p>line<br>\nnext</p>"),
        ("", ""),
    ],
)
def test_the_markdown_of_the_desk_becomes_html(text: str, html: str) -> None:
    assert render(text) == html


def test_a_link_leads_out_without_telling_from_where() -> None:
    html = render("[words](https://example.org/ 'title')")

    assert 'href="https://example.org/"' in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    "text", ["# no heading", "    no code", "`no code`", "AT&T &copy; 5 < 6", "text\n---", "***"]
)
def test_what_looks_like_markup_but_is_not_ours_is_shown_as_typed(text: str) -> None:
    assert "<h" not in render(text)
    assert plain(text).split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](https://example.org/x.png)",
        "<https://example.org/?\"onmouseover='alert(1)'>",
        '[x](https://example.org "\\" onclick=alert(1)")',
    ],
)
def test_nothing_that_runs_or_loads_comes_through(text: str) -> None:
    html = render(text)

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert " onclick=" not in html.replace("&quot; onclick=", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One *two*three.\n\nFour", "One twothree. Four"),
        ("[words](https://example.org)", "words"),
        ("24. April was\n5. May", "24. April was 5. May"),
        ("a\\\nb", "a b"),
    ],
)
def test_plain_text_keeps_the_words_and_drops_the_signs(text: str, words: str) -> None:
    assert plain(text) == words


@given(st.text(alphabet="ab—é \n", max_size=200))
def test_text_without_signs_keeps_every_word(text: str) -> None:
    assert plain(text).split() == text.split()


@given(st.text(max_size=300))
def test_any_text_can_be_shown(text: str) -> None:
    assert "<script" not in render(text)
    plain(text)


@given(st.text(max_size=100), st.integers(min_value=1, max_value=30))
def test_an_opening_is_short_and_loses_no_word(text: str, length: int) -> None:
    line = plain(text)
    start, rest = opening(line, length)

    assert len(start) <= length
    assert (start + rest).replace(" ", "") == line.replace(" ", "")


# Letters, what Markdown and HTML read as more than that, and blanks of every kind.
SIGNS = (
    "ab1.)-+>*_[]()<&;\\ \n\t\r\xa0\u2028\x85\x0b\x0c\x1c\u3000"
    "é#~`!\"'|{}=:/\u200b\xad\x00\x7f\ufeff"
)
texts = st.one_of(st.text(alphabet=SIGNS, max_size=40), st.text(max_size=80))


@settings(max_examples=1500)
@given(texts)
def test_what_is_written_without_the_parser_is_what_the_parser_writes(text: str) -> None:
    assert render(text) == washed(text)
    assert plain(text) == words_on_a_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "A summit.\n\nIt ends\nin 2024. On—and on…",
        "Цена: 5 > 3 & 2\xa0%",
        "In 2024. Then",
        "a\n\n\n\nb",
    ],
)
def test_ordinary_paragraphs_need_no_parser(text: str) -> None:
    assert is_paragraphs(text)
    assert of_paragraphs(text) == washed(text)


@given(texts)
def test_a_text_on_one_line_has_the_same_words(text: str) -> None:
    assert on_one_line(text) == " ".join(text.split())
    assert number_of_words(text) == len(text.split())


@settings(max_examples=600)
@given(st.lists(texts, max_size=5), texts)
def test_texts_that_are_looked_at_together_read_as_each_alone(told: list[str], other: str) -> None:
    read = Texts(told)

    for text in [*told, other]:
        assert read[text].html == render(text)
        assert read[text].line == plain(text)
        assert read[text].words == len(plain(text).split())
        assert read.number_in(text) == number_of_words(text)
    assert read.number_of_words == sum(len(plain(text).split()) for text in told)


@pytest.mark.parametrize(
    ("told", "are_paragraphs"),
    [
        (["One.\n\nTwo & three.", "", "Vier – fünf."], True),
        (["One.", "*Two*."], False),
        (["One.\n", "Two."], False),
        ([], False),
    ],
)
def test_texts_are_paragraphs_all_or_none(told: list[str], are_paragraphs: bool) -> None:
    read = Texts(told)

    assert read.are_paragraphs is are_paragraphs
    assert [read[text].html for text in told] == [render(text) for text in told]


@settings(max_examples=600)
@given(st.lists(texts | st.sampled_from(["", "One line.", "One.\n\nTwo\nlines."]), max_size=5))
def test_texts_that_are_put_on_lines_together_read_as_each_alone(told: list[str]) -> None:
    assert plain_each(told) == [plain(text) for text in told]
