"""Search at the desk: words of the whole text or how they begin, in every state."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom.editing.lists.bounded import MOST
from newsroom.publication.search.finding import Span, passages
from newsroom.publication.search.places import HIGHEST, day_place
from newsroom.publication.search.query import Query, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.publication.models import Publication

MOST_PASSAGES, MOST_SIFTED = MOST + 1, 3 * MOST
"""Passages that a search looks up, the newest first; more where they are narrowed further."""


LONGEST_FREQUENT = 4
"""Letters of a word that is asked whether very many hold it: “the”, “from”, “что”."""


@dataclass(frozen=True)
class Beginnings(Query):
    """Finds words by how they begin, but for the frequent ones, which are found as they are."""

    whole: frozenset[Term] = frozenset()

    def goes_on(self, term: Term) -> bool:
        return term not in self.whole and super().goes_on(term)


def beginnings(kind: type[Publication], query: Query) -> Query:
    """
    Return the query for the beginnings of its words.

    To find what begins like “the”, a base gathers every place of it, and of “there” and “their”,
    before it tells the first one; and what is cut at so many is nothing that anybody looks for.
    """
    frequent = frozenset(term for term in query.wanted if is_frequent(kind, term))
    told = (query.written, query.wanted, query.unwanted, query.required)
    return Beginnings(*told, is_open=True, is_cut=query.is_cut, whole=frequent)


def is_frequent(kind: type[Publication], term: Term) -> bool:
    if len(term.words) > 1 or len(term.words[0]) > LONGEST_FREQUENT:
        return False
    alone = Query(term.written, (term,))
    everything = kind._default_manager.all()
    return len(passages([everything], [Span()], alone, MOST_PASSAGES)) == MOST_PASSAGES


class Found(NamedTuple):
    keys: list[int]
    is_cut: bool
    """Whether older ones may hold the words as well."""


def found_in(kind: type[Publication], query: Query, span: Span, *, is_narrowed: bool) -> Found:
    """
    Return the keys of the newest publications that hold the words, within the span of places.

    What else a list is narrowed to is left to the list: to sift all that hold a frequent word
    for the few that are scheduled would read them all.
    """
    most = MOST_SIFTED if is_narrowed else MOST_PASSAGES
    some = passages([kind._default_manager.all()], [span], query, most)
    keys = list(dict.fromkeys(it.publication for it in some))
    if is_narrowed:
        return Found(keys, is_cut=len(some) == most)
    return Found(keys[:MOST], is_cut=len(some) == most or len(keys) > MOST)


def span_of(asked: Mapping[str, list[str]]) -> Span:
    """Return the places of the days to which the address of a list narrows it."""
    since, until = (days(asked.get(name, ())) for name in ("date__gte", "date__lt"))
    lowest = day_place(min(since)) if since else 0
    return Span(lowest, day_place(max(until)) - 1 if until else HIGHEST)


def days(told: list[str] | tuple[()]) -> list[datetime.date]:
    found = []
    for day in told:
        with suppress(ValueError):
            found.append(datetime.date.fromisoformat(day))
    return found
