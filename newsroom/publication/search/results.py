"""A page of what was found: publications, each with the passages that have the words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsroom.publication.paging import SIZE, Page
from newsroom.publication.search.finding import Span
from newsroom.publication.search.groups import MOST
from newsroom.publication.search.hits import ToShow, best_of, hits_of, texts_of
from newsroom.publication.search.looking_up import Asked, look_up
from newsroom.publication.search.places import (
    HIGHEST,
    MOST_PASSAGES,
    place_of,
)
from newsroom.publication.search.ranking import score
from newsroom.publication.search.reading import publications_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf
    from newsroom.publication.position import Position
    from newsroom.publication.search.groups import Group, Groups
    from newsroom.publication.search.hits import Hit
    from newsroom.publication.search.reading import Found

    Shelves = Sequence[AnyShelf]

SHOWN = 3
"""Passages that are shown of one publication."""


@dataclass(frozen=True)
class FoundPage(Page):
    """Publications with their hits. `total` is None where there were too many to count."""

    hits: list[Hit] = field(default_factory=list)
    total: int | None = None
    is_ranked: bool = False
    is_broken_off: bool = False
    """Whether the page is not full because there was no time to look for more."""


def page(shelves: Shelves, asked: Asked, places: Mapping[str, Any]) -> FoundPage:
    """Return the page at the position `older` or `newer` of the places, or else the first one."""
    if places["older"]:
        return older_than(shelves, asked, places["older"])
    if places["newer"]:
        return newer_than(shelves, asked, places["newer"])
    return best(shelves, asked) if places["order"] else newest(shelves, asked)


def newest(shelves: Shelves, asked: Asked) -> FoundPage:
    """Return the first page, newest first."""
    return _newest_of(look_up(shelves, asked, [asked.span()] * len(shelves)), shelves, asked)


def best(shelves: Shelves, asked: Asked) -> FoundPage:
    """Return the best matches on one page; the newest where there are too many to compare."""
    found = look_up(shelves, asked, [asked.span()] * len(shelves))
    if not found.is_all:
        return _newest_of(found, shelves, asked)
    hits = [best_of(hit, asked.query, SHOWN) for hit in _hits(shelves, asked, found, MOST)]
    hits.sort(key=lambda hit: -score(hit.publication.label, texts_of(hit), asked.query))
    return FoundPage(
        [hit.publication for hit in hits[:SIZE]],
        dates=found.dates,
        hits=hits[:SIZE],
        total=found.total,
        is_ranked=True,
    )


def older_than(shelves: Shelves, asked: Asked, position: Position) -> FoundPage:
    """Return the page that follows the position."""
    place, whole = place_of(position.date, position.pk), asked.span()
    highest = [
        place + MOST_PASSAGES if shelf.model.desk() > position.kind else place - 1
        for shelf in shelves
    ]
    spans = [Span(whole.lowest, min(whole.highest, it)) for it in highest]
    return _page_of(look_up(shelves, asked, spans), shelves, asked, is_first=False)


def newer_than(shelves: Shelves, asked: Asked, position: Position) -> FoundPage:
    """Return the page that precedes the position; the very first page is always full."""
    place, whole = place_of(position.date, position.pk), asked.span()
    lowest = [
        place if shelf.model.desk() < position.kind else min(place + MOST_PASSAGES + 1, HIGHEST)
        for shelf in shelves
    ]
    spans = [Span(max(whole.lowest, it), whole.highest) for it in lowest]
    found = look_up(shelves, asked, spans, oldest_first=True)
    groups = list(found)
    if found.is_all and len(groups) <= SIZE:
        return newest(shelves, asked)
    told = _page(shelves, asked, groups[-SIZE:], goes_on=True, is_first=False)
    return replace(told, is_broken_off=found.is_broken_off and len(groups) < SIZE)


# --- How a page is made --------------------------------------------------------------------


def _newest_of(found: Groups, shelves: Shelves, asked: Asked) -> FoundPage:
    told = _page_of(found, shelves, asked)
    return replace(told, total=found.total, dates=found.dates) if found.is_all else told


def _page_of(found: Groups, shelves: Shelves, asked: Asked, *, is_first: bool = True) -> FoundPage:
    groups = list(islice(found, SIZE + 1))
    goes_on = len(groups) > SIZE or not found.is_all
    told = _page(shelves, asked, groups[:SIZE], goes_on=goes_on, is_first=is_first)
    return (
        replace(told, is_broken_off=True) if found.is_broken_off and len(groups) <= SIZE else told
    )


def _page(
    shelves: Shelves, asked: Asked, groups: list[Group], *, goes_on: bool, is_first: bool
) -> FoundPage:
    hits = _hits(shelves, asked, groups) if asked.shows_words else []
    shown = [hit.publication for hit in hits] or _publications(shelves, groups)
    return FoundPage(
        shown,
        older=shown[-1].position if shown and goes_on else None,
        newer=shown[0].position if shown and not is_first else None,
        hits=hits,
    )


def _publications(shelves: Shelves, groups: Iterable[Group]) -> list[Publication]:
    """Return the publications alone, one statement a desk."""
    found = _fetched(shelves, groups, lambda group: [group.own_place])
    return [its.publication for _group, its in found]


def _hits(shelves: Shelves, asked: Asked, groups: Iterable[Group], most: int = SHOWN) -> list[Hit]:
    """Fetch the publications with so many of the passages found in each, and mark the words."""
    found = _fetched(shelves, groups, lambda group: group.parts[:most] or [group.own_place])
    told = [
        ToShow(its.publication, its.parts, len(group.parts) - len(its.parts))
        for group, its in found
    ]
    return hits_of(told, asked.query)


def _fetched(
    shelves: Shelves, groups: Iterable[Group], places: Callable[[Group], list[int]]
) -> list[tuple[Group, Found]]:
    """Return each group with what stands at those places of it, in the order of the groups."""
    groups = list(groups)
    fetched: dict[str, dict[int, Found]] = {}
    for shelf in shelves:
        desk = shelf.model.desk()
        wanted = [place for group in groups if group.desk == desk for place in places(group)]
        fetched[desk] = publications_at(shelf, wanted) if wanted else {}
    told = [(group, fetched[group.desk].get(group.publication)) for group in groups]
    return [(group, found) for group, found in told if found]
