"""Reading what was found: the publications, and of their parts those that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.publication.search import shelves
from newsroom.publication.search.finding import DIALECTS, Part
from newsroom.publication.search.index import index_of
from newsroom.publication.search.places import key_of
from newsroom.publication.search.time_limit import all_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf
    from newsroom.publication.search.index import Parts, SearchIndex


class Found(NamedTuple):
    """A publication, and what was found of its parts, in the order in which they are read."""

    publication: Publication
    parts: list[Part]


def publications_at(shelf: AnyShelf, places: Sequence[int]) -> dict[int, Found]:
    """Return what is at the places, as far as it is on the shelf, by its primary key."""
    connection, index = shelves.connection_of(shelf), index_of(shelf.model.desk())
    whole = shelves.whole(shelf, connection)
    if not whole.sql:
        return {}
    statement, numbers = _statement(index, whole.sql, connection.vendor, places)
    rows = all_of(connection, statement, [*whole.parameters, numbers])
    made = whole.made(rows, connection)
    if not index.parts:
        return {publication.pk: Found(publication, []) for publication, _its in made}
    found: dict[int, Found] = {}
    for publication, its in _in_order(made, index.parts):
        told = found.setdefault(publication.pk, Found(publication, []))
        if its[0]:
            told.parts.append(Part(*its[: len(index.parts.shown)]))
    return found


def _statement(
    index: SearchIndex, rows: str, vendor: str, places: Sequence[int]
) -> tuple[str, Any]:
    """Return the statement for what is at the places, and the numbers that it is given."""
    if not index.parts:
        # Which publication it is, the place itself says.
        among, numbers = DIALECTS[vendor].among("v.id", [key_of(place) for place in places])
        return f"SELECT v.* FROM ({rows}) v WHERE {among}", numbers  # noqa: S608 - our own names
    columns = [f"e.{column}" for column in (*index.parts.shown, *index.parts.order)]
    among, numbers = DIALECTS[vendor].among("p.id", places)
    source = (
        f"{index.passages} p JOIN ({rows}) v ON v.id = p.publication_id "
        f"LEFT JOIN {index.parts.table} e ON e.id = p.exchange_id"
    )
    return f"SELECT v.*, {', '.join(columns)} FROM {source} WHERE {among}", numbers  # noqa: S608


def _in_order(made: list[tuple[Any, Sequence[Any]]], parts: Parts) -> list[Any]:
    begin = len(parts.shown)
    # Without a part, there is no order.
    made.sort(key=lambda row: tuple(row[1][begin:]) if row[1][0] else ())
    return made
