"""Reading what was found: the publications, and of their parts those that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections

from newsroom.publication.search import shelves
from newsroom.publication.search.finding import DIALECTS, Part
from newsroom.publication.search.index import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf
    from newsroom.publication.search.index import SearchIndex


@dataclass(frozen=True)
class Found:
    """A publication, and what was found of its parts, in the order in which they are read."""

    publication: Publication
    parts: list[Part]


def publications_at(shelf: AnyShelf, places: Sequence[int]) -> dict[int, Found]:
    """Return what is at the places, as far as it is on the shelf, by its primary key."""
    whole, index = shelves.whole(shelf), index_of(shelf.model.desk())
    if not whole.sql:
        return {}
    connection = connections[shelves.base_of(shelf)]
    among, listed = DIALECTS[connection.vendor].among("p.id", places)
    with connection.cursor() as cursor:
        cursor.execute(_statement(index, whole.sql, among), [*whole.parameters, listed])
        rows = cursor.fetchall()
    found: dict[int, Found] = {}
    for publication, its in _in_order(whole.made(rows), index):
        told = found.setdefault(publication.pk, Found(publication, []))
        if index.parts and its[0]:
            told.parts.append(Part(*its[: len(index.parts.shown)]))
    return found


def _statement(index: SearchIndex, rows: str, among: str) -> str:
    source = f"{index.passages} p JOIN ({rows}) v ON v.id = p.publication_id"
    columns = ["v.*"]
    if parts := index.parts:
        columns += [f"e.{column}" for column in (*parts.shown, *parts.order)]
        source += f" LEFT JOIN {parts.table} e ON e.id = p.exchange_id"
    return f"SELECT {', '.join(columns)} FROM {source} WHERE {among}"  # noqa: S608 - our own names


def _in_order(made: list[tuple[Any, Sequence[Any]]], index: SearchIndex) -> list[Any]:
    if index.parts:
        begin = len(index.parts.shown)
        # Without a part, there is no order.
        made.sort(key=lambda row: tuple(row[1][begin:]) if row[1][0] else ())
    return made
