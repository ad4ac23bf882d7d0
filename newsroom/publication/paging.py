"""Leafing through publications by their position in time, at the same cost on every page."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from newsroom.publication.models import Publication, PublicationQuerySet
    from newsroom.publication.position import Position

SIZE = 20

Shelves: TypeAlias = "Sequence[PublicationQuerySet[Any]]"


@dataclass(frozen=True)
class Page:
    """Some publications, newest first, and the positions from which to go on either way."""

    publications: list[Publication]
    older: Position | None = None
    newer: Position | None = None
    dates: Mapping[datetime.date, int] | None = None
    """How many of all that was found by words bear each date, where that is known."""


def newest(shelves: Shelves, size: int = SIZE) -> Page:
    """Return the first page of one or more querysets, each already in the order of the lists."""
    found = _first(shelves, size + 1)
    return Page(found[:size], older=_last_of(found[:size], more=len(found) > size))


def older_than(shelves: Shelves, position: Position, size: int = SIZE) -> Page:
    """Return the page that follows the position."""
    found = _first([shelf.older_than(position) for shelf in shelves], size + 1)
    shown = found[:size]
    newer = shown[0].position if shown else None
    return Page(shown, older=_last_of(shown, more=len(found) > size), newer=newer)


def newer_than(shelves: Shelves, position: Position, size: int = SIZE) -> Page:
    """Return the page that precedes the position; the very first page is always full."""
    nearest = [shelf.newer_than(position).reverse() for shelf in shelves]
    found = _first(nearest, size + 1, backwards=True)
    if len(found) <= size:
        return newest(shelves, size)
    shown = found[size - 1 :: -1]
    return Page(shown, older=shown[-1].position, newer=shown[0].position)


def _first(shelves: Shelves, size: int, *, backwards: bool = False) -> list[Publication]:
    rows: Iterable[Iterable[Publication]] = [shelf[:size] for shelf in shelves]
    ordered = merge(*rows, key=lambda row: row.position.order(), reverse=backwards)
    return list(islice(ordered, size))


def _last_of(shown: list[Publication], *, more: bool) -> Position | None:
    return shown[-1].position if more else None
