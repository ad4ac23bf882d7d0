from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.search.folding import words
from newsroom.publication.search.marking import (
    Mark,
    excerpt,
    found_among,
    found_in,
    found_in_each,
    marked,
)
from newsroom.publication.search.query import Query


def told(pieces: tuple[str, ...]) -> str:
    return "".join(f"[{piece}]" if isinstance(piece, Mark) else piece for piece in pieces)


def test_words_are_marked_as_they_stand_in_the_text() -> None:
    query = Query.parse("policy москва")
    assert told(marked("Policies: МОСКВА, police.", query)) == "[Policies]: [МОСКВА], police."


def test_a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not() -> None:
    query = Query.parse('"special policy"')
    assert (
        told(marked("A special, policy special case", query))
        == "A [special], [policy] special case"
    )
    assert told(marked("A special\npolicy", query)) == "A [special\npolicy]"


def test_what_is_left_out_is_not_marked() -> None:
    assert told(marked("one two", Query.parse("one -two"))) == "[one] two"


def test_an_excerpt_shows_where_most_of_the_words_stand_together() -> None:
    text = "alpha here. " + "filler words " * 60 + "now alpha and beta meet. " + "more " * 60
    found = excerpt(text, Query.parse("alpha beta"))
    assert found.hits == 2
    assert "[alpha] and [beta] meet" in told(found.pieces)
    assert told(found.pieces).startswith("… ")
    assert told(found.pieces).endswith(" …")


def test_an_excerpt_of_a_text_without_the_words_is_its_beginning() -> None:
    found = excerpt("one two " * 100, Query.parse("three"))
    assert found.hits == 0
    assert told(found.pieces).startswith("one two one")


@given(st.text(), st.text())
def test_the_pieces_are_the_text_and_nothing_is_lost(text: str, typed: str) -> None:
    query = Query.parse(typed)
    assert "".join(marked(text, query)) == text


@given(st.text(alphabet="ab -é\n", max_size=600), st.sampled_from(["a", "b a", '"a b"', "é"]))
def test_an_excerpt_is_a_part_of_the_text(text: str, typed: str) -> None:
    pieces = excerpt(text, Query.parse(typed), 80).pieces
    shown = "".join(piece for piece in pieces if piece not in {"… ", " …"})
    assert shown in text


WORDS = ["policy", "Policies", "joint", "statements", "the", "Ёлка", "café", "cafe\u0301", "İ", "a"]


@given(
    st.lists(st.sampled_from([*WORDS, "-", "–", "_", "\n"]), max_size=30),
    st.lists(st.sampled_from([*WORDS, '"joint policy"', '"the the"', "-a"]), max_size=4),
)
def test_the_words_are_found_as_if_each_were_looked_at(text: list[str], typed: list[str]) -> None:
    query, written = Query.parse(" ".join(typed)), " ".join(text)
    assert found_in(written, query) == found_among(list(words(written)), query)


@given(
    st.lists(st.text(alphabet="ab é\n\0Й́", max_size=40), max_size=6),
    st.sampled_from(["a", "b a", '"a b"', '"a b" b', "é", "a -b", ""]),
)
def test_the_words_of_many_texts_are_those_of_each(texts: list[str], typed: str) -> None:
    query = Query.parse(typed)
    assert found_in_each(texts, query) == [found_in(text, query) for text in texts]
