from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.search.query import LONGEST, MOST_TERMS, MOST_WORDS, Query


def wanted(typed: str) -> list[tuple[str, ...]]:
    return [term.words for term in Query.parse(typed).wanted]


def unwanted(typed: str) -> list[tuple[str, ...]]:
    return [term.words for term in Query.parse(typed).unwanted]


def test_words_are_wanted_each_and_phrases_as_a_whole() -> None:
    assert wanted('Special "Interstate  Policy"') == [("special",), ("interstate", "policy")]
    assert wanted("«две войны» “a b” „c d“") == [("две", "воины"), ("a", "b"), ("c", "d")]


def test_what_punctuation_joins_is_a_phrase() -> None:
    assert wanted("Tajik-Afghan U.S. 24.04.2024") == [
        ("tajik", "afghan"),
        ("u", "s"),
        ("24", "04", "2024"),
    ]


def test_a_minus_before_a_word_or_a_phrase_leaves_it_out() -> None:
    typed = 'border -armenia -"special policy" - well-known'
    assert wanted(typed) == [("border",), ("well", "known")]
    assert unwanted(typed) == [("armenia",), ("special", "policy")]


@pytest.mark.parametrize("typed", ["", " ", '"', '""', "*", "-", "()", "\0", "— …", '"" -""'])
def test_what_has_no_words_asks_for_nothing(typed: str) -> None:
    assert not Query.parse(typed)


def test_the_words_of_other_query_languages_are_words() -> None:
    assert wanted("AND OR NOT NEAR( a* text:b") == [
        ("and",),
        ("or",),
        ("not",),
        ("near",),
        ("a",),
        ("text", "b"),
    ]


def test_a_long_query_is_cut_and_says_so() -> None:
    many = Query.parse(" ".join(f"w{number}" for number in range(1500)))
    assert len(many.wanted) == MOST_TERMS
    assert many.is_cut
    assert len(Query.parse("x" * 60_000).written) == LONGEST
    assert not Query.parse("short").is_cut
    assert not Query.parse("again " * 20).is_cut


@given(st.text())
def test_any_string_is_understood_within_bounds(typed: str) -> None:
    query = Query.parse(typed)
    terms = query.wanted + query.unwanted
    assert len(terms) <= MOST_TERMS
    assert sum(len(term.words) for term in terms) <= MOST_WORDS
    assert all(word.isprintable() and " " not in word for term in terms for word in term.words)


@given(st.text())
def test_a_query_is_understood_the_same_when_it_is_read_back(typed: str) -> None:
    query = Query.parse(typed)
    again = Query.parse(query.written)
    assert (again.wanted, again.unwanted) == (query.wanted, query.unwanted)


def test_a_term_can_be_dropped() -> None:
    query = Query.parse('special "interstate policy" -armenia')
    assert query.without(query.wanted[0]) == '"interstate policy" -armenia'
    assert query.without(query.unwanted[0]) == 'special "interstate policy"'


def test_what_is_required_is_no_part_of_what_is_wanted() -> None:
    query = Query.parse("sip").requiring(["TASS agency", "—"])
    assert [term.words for term in query.required] == [("tass", "agency")]
    assert query.stems == {"sip"}


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [("peace", True), ("peace talks", False), ("24.04.2024", False), ("peace -war", False)],
)
def test_one_word_alone_is_known_as_such(typed: str, is_one: bool) -> None:
    assert Query.parse(typed).is_one_word == is_one
    assert not Query.parse(typed).requiring(["TASS"]).is_one_word
