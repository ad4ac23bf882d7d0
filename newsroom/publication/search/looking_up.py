"""Looking up what is asked for, in one statement or, where that might take long, in several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.publication.search import finding
from newsroom.publication.search.finding import Span
from newsroom.publication.search.groups import MOST, Groups
from newsroom.publication.search.places import HIGHEST, day_place, last_place

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from newsroom.publication.models.shelf import AnyShelf
    from newsroom.publication.search.query import Query


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where: from one day to another, all passages or the parts alone."""

    query: Query
    first: datetime.date | None = None
    last: datetime.date | None = None
    parts_only: bool = False
    shows_words: bool = True
    """Whether each publication is told with the passages that have the words, or whole."""

    def within(self, first: datetime.date, last: datetime.date) -> Asked:
        """Return the same within these days as well."""
        return replace(
            self, first=max(self.first or first, first), last=min(self.last or last, last)
        )

    def span(self) -> Span:
        """Return the places of the days, both included."""
        lowest = day_place(self.first) if self.first else 0
        return Span(lowest, last_place(self.last) if self.last else HIGHEST)


def look_up(
    shelves: Sequence[AnyShelf], asked: Asked, spans: Sequence[Span], *, oldest_first: bool = False
) -> Groups:
    """Return what is on each shelf within its span, as far as a page can show and count it."""
    found = finding.places(
        shelves,
        spans,
        asked.query,
        MOST + 1,
        oldest_first=oldest_first,
        parts_only=asked.parts_only,
        in_time=True,
    )
    by_desk = {shelf.model.desk(): its for shelf, its in zip(shelves, found, strict=True)}
    return Groups.up_to_the_horizon(by_desk, oldest_first=oldest_first)
