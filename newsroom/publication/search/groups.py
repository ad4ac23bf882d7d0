"""What was found, by publication. No more of it is gone through than somebody wants to see."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import groupby
from operator import neg
from typing import TYPE_CHECKING, NamedTuple

from newsroom.publication.search.places import (
    DAY,
    FIRST_DAY,
    HIGHEST,
    KEY,
    MOST_PASSAGES,
    key_of,
    publication_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.publication.search.finding import Looked

MOST = 200
"""Passages of a desk that are looked up at once. Up to so many are counted, and can be ranked."""


class Group(NamedTuple):
    """The passages of one publication that were found, in the order in which they were stored."""

    newest_first: int
    desk: str
    places: list[int]

    @property
    def publication(self) -> int:
        """The primary key."""
        return key_of(self.places[0])

    @property
    def own_place(self) -> int:
        """The place of the publication itself, whether it was found or not."""
        return publication_place(self.places[0])

    @property
    def parts(self) -> list[int]:
        return [place for place in self.places if place & MOST_PASSAGES]


@dataclass(frozen=True)
class Groups:
    """The places of what each desk has, newest first; `is_all` unless there may be more."""

    places: dict[str, list[int]]
    is_all: bool = True
    is_broken_off: bool = False
    """Whether there was no time to look for more."""

    @classmethod
    def up_to_the_horizon(cls, found: Mapping[str, Looked], *, oldest_first: bool) -> Groups:
        """Leave out what lies beyond the last place of a desk that may have more to come."""
        places = {desk: its.places for desk, its in found.items()}
        to_come = [it.places for it in found.values() if len(it.places) > MOST or it.is_broken_off]
        if not to_come:
            return cls(places)
        if oldest_first:
            end = min(publication_place(its[0]) + MOST_PASSAGES if its else -1 for its in to_come)
            places = {desk: its[bisect_left(its, -end, key=neg) :] for desk, its in places.items()}
        else:
            end = max(publication_place(its[-1]) if its else HIGHEST + 1 for its in to_come)
            places = {desk: its[: bisect_right(its, -end, key=neg)] for desk, its in places.items()}
        is_broken_off = any(it.is_broken_off for it in found.values())
        return cls(places, is_all=False, is_broken_off=is_broken_off)

    def __iter__(self) -> Iterator[Group]:
        """Yield the publications of all desks, newest first."""
        some = [(desk, its) for desk, its in self.places.items() if its]
        return grouped(*some[0]) if len(some) == 1 else merge(*(grouped(*it) for it in some))

    @property
    def total(self) -> int:
        return len(self._publications)

    @property
    def dates(self) -> dict[datetime.date, int]:
        """How many publications bear each date."""
        days = Counter([publication >> DAY - KEY for publication in self._publications])
        day_of, before = datetime.date.fromordinal, FIRST_DAY.toordinal()
        return {day_of(before + day): number for day, number in days.items()}

    @cached_property
    def _publications(self) -> list[int]:
        """The publications of all desks, which share numbers; each of a desk once."""
        return [it for its in self.places.values() for it in {place >> KEY for place in its}]


def grouped(desk: str, newest_first: Sequence[int]) -> Iterator[Group]:
    for publication, its in groupby(newest_first, lambda place: place >> KEY):
        yield Group(-publication, desk, sorted(its))
