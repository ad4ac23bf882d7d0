"""Web pages as paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.transcripts import read
from newsroom.intake.readers.html.reading import read_html
from newsroom.intake.source import MOST_CHARACTERS, Refusal, Source

SAMPLES = Path(__file__).resolve().parents[4] / "shared/samples"
LONG = "The harbour was busy all morning, and the ferries left on time. " * 6

PAGE = f"""<!doctype html>
<html><head><title>The harbour opens – City Press</title>
<meta property="article:published_time" content="2021-05-06T07:00:00Z">
<style>p {{ color: red }}</style><script>var a = "<p>no</p>";</script></head>
<body>
<a class="skip-link" href="#main">Skip to the text</a>
<header><nav><ul><li><a href="/">Home</a><li>News</ul></nav></header>
<main><article>
<header><h1>The harbour <em>opens</em></h1><p class="lead">Ships are <b>back</b>.</p>
<p>By Anna Berg, <time datetime="2021-05-05">5 May 2021</time></p></header>
<div class="entry-content">
<p>{LONG}</p>
<h2>What was said</h2>
<p><b>Question: </b>Why now?<br>And how?
<p><strong>Lee Park:</strong> <i>Because</i> of the <a href="https://a.example/x?a=1&amp;b=2">law</a>.
<ul><li>first<li><p>second</ul><ol start="3"><li>third</ol>
<blockquote><p>Quoted.</p></blockquote>
<figure><img src="x.jpg" alt="no"><figcaption>The harbour at noon</figcaption></figure>
<table><tr><th>Year<th>Ships<tr><td>2020<td>&nbsp;12</table>
<div class="box"><h3>See also</h3><ul><li><a href="/other">Another item</a></ul></div>
<div class="share-buttons">Share</div><p hidden>never seen</p>
<p>20<sup>th</sup> of R&amp;D&nbsp;Ltd</p>
</div></article></main>
<aside>Weather</aside><footer>© City Press</footer>
</body></html>"""


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in source.paragraphs]


def test_the_article_of_a_page_is_told_from_all_around_it() -> None:
    source = read_html(PAGE)

    assert source.headline == "The harbour opens"
    assert source.lead == "Ships are **back**."
    assert source.date == "2021-05-06T07:00:00Z"
    assert texts(source) == [
        "By Anna Berg, 5 May 2021",
        LONG.strip(),
        "## What was said",
        "**Question:** Why now?",
        "And how?",
        "**Lee Park:** *Because* of the [law](https://a.example/x?a=1&b=2).",
        "* first",
        "* second",
        "3. third",
        "> Quoted.",
        "Year | Ships",
        "2020 | 12",
        "20th of R&D\N{NO-BREAK SPACE}Ltd",
    ]


def test_what_is_left_out_says_why_and_where() -> None:
    left_out = [(it.line, it.text, it.why) for it in read_html(PAGE).left_out]

    assert left_out == [
        (6, "Skip to the text", "navigation"),
        (7, "* Home", "navigation"),
        (7, "* News", "navigation"),
        (18, "The harbour at noon", "picture"),
        (20, "### See also", "related links"),
        (20, "* Another item", "related links"),
        (21, "Share", "advertising or sharing"),
        (24, "Weather", "side column"),
        (24, "© City Press", "page footer"),
    ]


def test_paragraphs_keep_their_lines() -> None:
    lines = [paragraph.line for paragraph in read_html("<p>\n\none<p>two\r\n<p>\rthree").paragraphs]

    assert lines == [3, 3, 5]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain words", ["plain words"]),
        ("<p><b>never closed<p>next", ["**never closed**", "next"]),
        ("<b>A<br>B</b> c", ["**A**", "**B** c"]),
        ("<b><p>in bold</b> and not</p>", ["**in bold** and not"]),
        ("a < b <3 & c &unknown; &#x41;", ["a < b <3 & c &unknown; A"]),
        ("one <!-- unseen <p> -->two", ["one two"]),
        ("one <![endif]><?php x ?>two", ["one two"]),
        ("text <a href='never closed>to the end", ["text to the end"]),
        ("<script>never closed <p>but shown", ["never closed", "but shown"]),
        ("<pre>Q. One?\n\nA. Two\nand three.</pre>", ["Q. One?", "A. Two", "and three."]),
        ("<span style='font-weight: bold'>B</span> n", ["**B** n"]),
        ("<a href='javascript:x'>one</a> <a>two</a>", ["one two"]),
        ("</p></div>text</body>", ["text"]),
        ("<p>Tel <span class=tooltip>no</span>now", ["Tel now"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1. a", "* b", "2. c"]),
        ("<p>A <button>Copy</button> line", ["A line"]),
    ],
)
def test_tag_soup_is_read_as_a_browser_reads_it(html: str, expected: list[str]) -> None:
    assert texts(read_html(html)) == expected


def test_a_table_that_only_places_things_is_no_row() -> None:
    page = "<table><tr><td><p>One.</p><p>Two.</p></td><td></td></tr></table>"

    assert texts(read_html(page)) == ["One.", "Two."]


def test_the_article_is_found_in_a_form_or_a_side_column() -> None:
    page = f"<form><div role=complementary><p>{LONG}</p></div></form><footer>End</footer>"

    assert texts(read_html(page)) == [LONG.strip()]


def test_small_articles_beside_the_text_are_not_taken_for_it() -> None:
    page = f"<div><p>{LONG}</p></div><article>A teaser</article>"

    assert texts(read_html(page)) == [LONG.strip(), "A teaser"]


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<title>Ships | City Press</title>", "Ships"),
        ("<title>Ships - and the sea</title>", "Ships - and the sea"),
        ('<title>T</title><meta property="og:title" content="Ships">', "Ships"),
        (
            '<meta property="og:site_name" content="X Y"><title>Sea – not X — X Y</title>',
            "Sea – not X",
        ),
    ],
)
def test_without_a_heading_the_headline_is_that_of_the_page(head: str, headline: str) -> None:
    assert read_html(f"<head>{head}</head><p>Text.").headline == headline


def test_a_date_beside_the_article_is_not_its_date() -> None:
    page = (
        f"<article><p>{LONG}<div class=related><time datetime=2001-01-01>1</time></div></article>"
    )

    assert not read_html(page).date


@pytest.mark.parametrize("html", ["", " \n ", "<p></p>", "<nav>Home</nav>", "<!-- a -->"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(Refusal, match="holds no text"):
        read_html(html)


def test_a_page_beyond_the_limits_is_refused() -> None:
    for page in ("a" * (MOST_CHARACTERS + 1), "<p>a" * 70_000):
        with pytest.raises(Refusal, match="too large"):
            read_html(page)


HOSTILE = (
    '<! <!-- <![CDATA[ <? </ <a|href=" <script> <title> & &# &#9 <b> <i> [ * _a ` \\ < <div> <li> '
    "<td> <table><tr><td> <div|class=share>a <a|href=http://a>b </b> [a]( &amp"
).split()


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_pages_end(unit: str) -> None:
    unit = unit.replace("|", " ")
    for end in ("", ">"):
        try:
            read_html("<p>Text.</p>" + unit * (200_000 // len(unit)) + end)
        except Refusal as refusal:
            assert "too large" in str(refusal)  # noqa: PT017 - some are read, some are not


def test_heaps_of_combining_signs_end() -> None:
    heap = "\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT BELOW}" * 100_000

    for page in (f"<p>a{heap}", f"<pre>a{heap}"):
        assert texts(read_html(page))[0].count("\N{COMBINING ACUTE ACCENT}") > 99_000


def test_a_number_that_no_character_has_stays_as_it_is() -> None:
    assert texts(read_html(f"&#{'9' * 5000};"))[0].startswith("&#999")


SOUP = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <i> </i> <br> <ul> <li> </ul> <table> <tr> <td> </table> <h1> </h1> "
        "<article> </article> <nav> </nav> <pre> </pre> <a|href=http://a> </a> <script> </script> "
        '<! <!-- --> <a|b=" \' " > < & &amp; &#65; word two * _ [x](y) \n <blockquote>'.split(" ")
    ),
    max_size=40,
).map(lambda parts: "".join(part.replace("|", " ") for part in parts))


@settings(max_examples=100, deadline=None)
@given(SOUP | st.text())
def test_no_page_raises_more_than_a_refusal(page: str) -> None:
    try:
        source = read_html(page)
    except Refusal:
        return
    assert all(text and "\n" not in text for text in texts(source))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, len(PAGE)), st.integers(0, 40), st.sampled_from(["", "<", ">", '"', "&", "</"])
)
def test_a_damaged_page_raises_no_more_than_a_refusal(place: int, length: int, sign: str) -> None:
    damaged = PAGE[:place] + sign + PAGE[place + length :]
    try:
        read_html(damaged)
    except Refusal:
        return


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "<b>", "</b>", "<td>", "<li>", "one", "two ", "<nav>", "<h2>"])
    )
)
def test_no_word_is_lost(parts: list[str]) -> None:
    expected = "".join(part for part in parts if "<" not in part).replace(" ", "")
    try:
        source = read_html("".join(parts))
    except Refusal:
        return
    blocks = sorted([*source.paragraphs, *(it[:2] for it in source.left_out)])
    found = "".join(sign for it in blocks for sign in it[1] if sign.isalpha())
    assert sorted(found) == sorted(expected)


def sample(start: str) -> Source:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not here")
    return read_html(next(SAMPLES.glob(f"{start}*.html")).read_text("utf-8"))


@pytest.mark.parametrize(
    ("start", "turns", "questions", "exchanges"),
    [("03", 36, 17, 15), ("04", 22, 11, 11), ("07", 10, 2, 2)],
)
def test_the_turns_of_real_pages_are_all_there(
    start: str, turns: int, questions: int, exchanges: int
) -> None:
    read_sample = read(sample(start).paragraphs)

    assert (read_sample.turns, read_sample.questions) == (turns, questions)
    assert len(read_sample.exchanges) == exchanges


def test_a_whole_saved_page_yields_its_article() -> None:
    source = sample("07")
    whys = {it.why for it in source.left_out}
    labels = {text.split("**")[1] for text in texts(source) if text.startswith("**")}

    assert (source.headline, source.date) == ("Answers to media questions", "2019-02-15")
    assert source.lead
    assert source.lead not in texts(source)
    assert {"Question", "Question:", "Vladimir Putin:"} <= labels
    assert any("[Alexander Lukashenko](http" in label for label in labels)
    assert {"navigation", "page footer", "related links", "tags", "publication status"} <= whys


def test_a_fragment_takes_its_headline_and_date_from_its_video() -> None:
    source = sample("04")

    assert "incomes" in source.headline
    assert source.date == "2020-03-18"
    assert [it.why for it in source.left_out] == ["video", *["related links"] * 3]
