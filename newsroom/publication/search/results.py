"""A page of what was found: publications, each with the passages that have the words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from newsroom.publication.paging import SIZE, Page
from newsroom.publication.search import finding
from newsroom.publication.search.finding import Part, Passage, Span
from newsroom.publication.search.hits import Hit, best_of, hit_of, texts_of
from newsroom.publication.search.places import (
    HIGHEST,
    MOST_PASSAGES,
    date_of,
    day_place,
    last_place,
    place_of,
)
from newsroom.publication.search.ranking import score

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.publication.models import Publication, PublicationQuerySet
    from newsroom.publication.position import Position
    from newsroom.publication.search.query import Query

MOST = 200
"""Passages of a desk that are looked up at once. Up to so many are counted, and can be ranked."""

SHOWN = 3
"""Passages that are shown of one publication."""


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where: from one day to another, all passages or the parts alone."""

    query: Query
    first: datetime.date | None = None
    last: datetime.date | None = None
    parts_only: bool = False

    def within(self, first: datetime.date, last: datetime.date) -> Asked:
        """Return the same within these days as well."""
        return replace(
            self, first=max(self.first or first, first), last=min(self.last or last, last)
        )

    def span(self) -> Span:
        """Return the places of the days, both included."""
        lowest = day_place(self.first) if self.first else Span.lowest
        highest = last_place(self.last) if self.last else Span.highest
        return Span(lowest, highest)


@dataclass(frozen=True)
class FoundPage(Page):
    """Publications with their hits. `total` is None where there were too many to count."""

    hits: list[Hit] = field(default_factory=list)
    total: int | None = None
    is_ranked: bool = False


def page(
    shelves: Sequence[PublicationQuerySet[Any]], asked: Asked, places: Mapping[str, Any]
) -> FoundPage:
    """Return the page at the position `older` or `newer` of the places, or else the first one."""
    if places["older"]:
        return older_than(shelves, asked, places["older"])
    if places["newer"]:
        return newer_than(shelves, asked, places["newer"])
    return best(shelves, asked) if places["order"] else newest(shelves, asked)


def newest(shelves: Sequence[PublicationQuerySet[Any]], asked: Asked) -> FoundPage:
    """Return the first page, newest first."""
    return _page(shelves, asked, [asked.span() for _shelf in shelves])


def best(shelves: Sequence[PublicationQuerySet[Any]], asked: Asked) -> FoundPage:
    """Return the best matches on one page; the newest where there are too many to compare."""
    spans = [asked.span() for _shelf in shelves]
    found = _look_up(shelves, asked, spans)
    if not found.is_all:
        return _page(shelves, asked, spans, found=found)
    hits = [best_of(hit, asked.query, SHOWN) for hit in _hits(shelves, asked, found.groups, MOST)]
    hits.sort(key=lambda hit: -score(hit.publication.label, texts_of(hit), asked.query))
    return _told(hits[:SIZE], found, is_ranked=True)


def older_than(
    shelves: Sequence[PublicationQuerySet[Any]], asked: Asked, position: Position
) -> FoundPage:
    """Return the page that follows the position."""
    place, whole = place_of(position.date, position.pk), asked.span()
    highest = [
        place + MOST_PASSAGES if shelf.model.desk() > position.kind else place - 1
        for shelf in shelves
    ]
    spans = [Span(whole.lowest, min(whole.highest, it)) for it in highest]
    return _page(shelves, asked, spans, is_first=False)


def newer_than(
    shelves: Sequence[PublicationQuerySet[Any]], asked: Asked, position: Position
) -> FoundPage:
    """Return the page that precedes the position; the very first page is always full."""
    place, whole = place_of(position.date, position.pk), asked.span()
    lowest = [
        place if shelf.model.desk() < position.kind else min(place + MOST_PASSAGES + 1, HIGHEST)
        for shelf in shelves
    ]
    spans = [Span(max(whole.lowest, it), whole.highest) for it in lowest]
    found = _look_up(shelves, asked, spans, oldest_first=True)
    if found.is_all and len(found.groups) <= SIZE:
        return newest(shelves, asked)
    nearest = _Found(found.groups[-SIZE:], is_all=False)
    return _page(shelves, asked, spans, found=nearest, is_first=False, goes_on=True)


# --- How a page is made --------------------------------------------------------------------


@dataclass(frozen=True)
class _Found:
    """Passages by publication, in order; `is_all` unless a desk had more of them."""

    groups: list[list[Passage]]
    is_all: bool


def _look_up(
    shelves: Sequence[PublicationQuerySet[Any]],
    asked: Asked,
    spans: Sequence[Span],
    *,
    oldest_first: bool = False,
) -> _Found:
    found = finding.passages(
        shelves,
        spans,
        asked.query,
        MOST + 1,
        oldest_first=oldest_first,
        parts_only=asked.parts_only,
    )
    kept = _up_to_the_horizon(found, oldest_first=oldest_first)
    groups = [
        sorted(group, key=lambda it: it.place)
        for _key, group in groupby(kept, key=lambda it: (it.publication_place, it.kind))
    ]
    return _Found(groups, is_all=len(kept) == len(found) and not _too_many(found))


def _too_many(found: Iterable[Passage]) -> dict[str, list[int]]:
    """Return the places of each desk that had more than was looked up."""
    places: dict[str, list[int]] = {}
    for passage in found:
        places.setdefault(passage.kind, []).append(passage.publication_place)
    return {kind: some for kind, some in places.items() if len(some) > MOST}


def _up_to_the_horizon(found: list[Passage], *, oldest_first: bool) -> list[Passage]:
    """Leave out what lies beyond the last passage of a desk that has more to come."""
    ends = _too_many(found).values()
    if oldest_first:
        horizon = min((max(some) for some in ends), default=Span.highest)
        return [it for it in found if it.publication_place <= horizon]
    horizon = max((min(some) for some in ends), default=Span.lowest)
    return [it for it in found if it.publication_place >= horizon]


def _page(  # noqa: PLR0913
    shelves: Sequence[PublicationQuerySet[Any]],
    asked: Asked,
    spans: Sequence[Span],
    *,
    found: _Found | None = None,
    is_first: bool = True,
    goes_on: bool = False,
) -> FoundPage:
    found = found or _look_up(shelves, asked, spans)
    hits = _hits(shelves, asked, found.groups[:SIZE])
    goes_on = goes_on or len(found.groups) > SIZE or not found.is_all
    return _told(hits, found, goes_on=goes_on, is_first=is_first)


def _told(
    hits: list[Hit],
    found: _Found,
    *,
    goes_on: bool = False,
    is_first: bool = True,
    is_ranked: bool = False,
) -> FoundPage:
    shown = [hit.publication for hit in hits]
    is_known = found.is_all and is_first
    return FoundPage(
        shown,
        older=shown[-1].position if shown and goes_on else None,
        newer=shown[0].position if shown and not is_first else None,
        hits=hits,
        dates=[date_of(group[0].place) for group in found.groups] if is_known else None,
        total=len(found.groups) if is_known else None,
        is_ranked=is_ranked,
    )


def _hits(
    shelves: Sequence[PublicationQuerySet[Any]],
    asked: Asked,
    groups: list[list[Passage]],
    most: int = SHOWN,
) -> list[Hit]:
    """Fetch the publications of the groups, one statement a desk, and mark the words."""
    fetched: dict[tuple[str, int], tuple[Publication, list[Part]]] = {}
    for shelf in shelves:
        desk = shelf.model.desk()
        ours = [group for group in groups if group[0].kind == desk]
        parts = [it.part for group in ours for it in _parts(group)[:most] if it.part]
        if ours:
            rows = shelf.with_parts([group[0].publication for group in ours], parts)
            fetched |= {(desk, publication.pk): (publication, told) for publication, told in rows}
    told = []
    for group in groups:
        if found := fetched.get((group[0].kind, group[0].publication)):
            further = len(_parts(group)) - len(found[1])
            told.append(hit_of(*found, further, asked.query))
    return told


def _parts(group: list[Passage]) -> list[Passage]:
    return [it for it in group if it.part]
