"""Words with their type face as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsroom.intake.readers.escaping import address
from newsroom.intake.readers.pieces import BOLD, ITALIC, Piece, markdown, words

B, SLANTED = frozenset({BOLD}), frozenset({ITALIC})
COMMONMARK = MarkdownIt("commonmark")


def shown(text: str) -> tuple[str, str]:
    """Return the words that CommonMark shows, and which signs of them are bold."""
    plain, bold, is_bold = "", "", 0
    for token in COMMONMARK.parseInline(text)[0].children or ():
        is_bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        content = token.content if token.type in {"text", "text_special"} else ""
        assert content or token.type.startswith(("strong", "em", "link", "text")), token
        plain += content
        bold += content if is_bold else ""
    return plain, bold


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([Piece("Anna Berg: ", B), Piece("Yes.")], "**Anna Berg:** Yes."),
        ([Piece("Anna Berg:", B), Piece("Yes.")], "**Anna Berg:** Yes."),
        ([Piece("Question", B), Piece(": Why?")], "**Question**: Why?"),
        ([Piece("A", B), Piece("B", B)], "**AB**"),
        ([Piece("MR.", B), Piece(" "), Piece("LEE:", B)], "**MR. LEE:**"),
        ([Piece("a"), Piece(" ", B), Piece("", SLANTED), Piece("b")], "a b"),
        ([Piece("in"), Piece("dee", SLANTED), Piece("d")], "in*dee*d"),
        ([Piece("he said"), Piece(" “no”", B), Piece("once")], "he said **“no**”once"),
        ([Piece("!", B), Piece("a")], "!a"),
        ([Piece("both", B | SLANTED)], "***both***"),
        (
            [Piece("President ", B), Piece("Lee", B, "http://a.b/c (d)"), Piece(":", B)],
            "**President [Lee](http://a.b/c%20%28d%29):**",
        ),
        ([Piece("see "), Piece(" here ", href="javascript:alert(1)")], "see here"),
        ([Piece("Look!"), Piece("here", href="http://a.b")], r"Look\![here](http://a.b)"),
    ],
)
def test_emphasis_hugs_its_words(pieces: list[Piece], expected: str) -> None:
    assert markdown(pieces) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a note* and no more", "a note* and no more"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("*not slanted*", r"\*not slanted\*"),
        ("_not slanted_", r"\_not slanted\_"),
        ("[applause] thanks", "[applause] thanks"),
        ("[no](link)", r"[no\](link)"),
        ("a <b> c < d", r"a \<b> c < d"),
        ("R&D &amp; more", r"R&D \&amp; more"),
        ("# 5 is the number", r"\# 5 is the number"),
        ("> larger", r"\> larger"),
        ("- A turn", "- A turn"),
        ("___________", "___________"),
        (r"a\*b and c\d", r"a\\*b and c\d"),
    ],
)
def test_signs_are_escaped_only_where_they_would_be_markup(text: str, expected: str) -> None:
    assert markdown([Piece(text)]) == expected


def test_only_addresses_of_pages_and_mail_become_links() -> None:
    assert address(" HTTPS://a.b/ü?x=1&y=(2) ") == "HTTPS://a.b/%C3%BC?x=1&y=%282%29"
    assert address("mailto:a@b.c") == "mailto:a@b.c"
    for href in ("java\nscript:x", "data:text/html,x", "../62997.html", "#top", "//a.b", "ftp://a"):
        assert not address(href)


TEXT = st.text(st.sampled_from("ab:(“*_[]`! \xa0\\<&"), max_size=6)
PIECES = st.lists(
    st.builds(
        Piece,
        TEXT,
        st.sampled_from([frozenset(), frozenset(), B, SLANTED, B | SLANTED]),
        st.sampled_from(["", "", "http://a.b/c"]),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_commonmark_shows_the_same_words(pieces: list[Piece]) -> None:
    plain, _ = shown(markdown(pieces))
    assert "".join(plain.split()) == "".join(words(pieces).split())


def test_a_label_between_letters_stays_bold() -> None:
    assert markdown([Piece("a"), Piece(":bc:", B), Piece("d")]) == "a:**bc:** d"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text("ab:(. ", max_size=5), st.booleans()), max_size=6))
def test_nothing_becomes_bold_that_was_not(texts: list[tuple[str, bool]]) -> None:
    pieces = [Piece(text, B if is_bold else frozenset()) for text, is_bold in texts]
    _, bold = shown(markdown(pieces))
    letters = [sign for text, is_bold in texts if is_bold for sign in text if sign in "ab"]
    assert [sign for sign in bold if sign in "ab"] == letters or len(letters) > len(bold)
