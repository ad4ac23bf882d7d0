from newsroom.publication.search.query import Query
from newsroom.publication.search.ranking import score


def test_a_word_in_the_headline_counts_more_than_one_below() -> None:
    query = Query.parse("summit")
    assert score("Summit", ["of states"], query) > score("Other", ["a summit of states"], query)


def test_a_passage_with_all_words_counts_more_than_several_with_one_each() -> None:
    query = Query.parse("border policy")
    together, apart = ["border policy"], ["border border", "policy policy"]
    assert score("", together, query) > score("", apart, query)


def test_saying_a_word_again_and_again_counts_less_each_time() -> None:
    query = Query.parse("border")
    once, often = score("", ["border"], query), score("", ["border " * 10], query)
    assert once < often < 5 * once
