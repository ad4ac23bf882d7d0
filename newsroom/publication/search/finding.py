"""Looking passages up: of several desks in one statement, newest first, as many as are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections

from newsroom.publication.search import postgresql, sqlite
from newsroom.publication.search.places import HIGHEST, publication_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.models import PublicationQuerySet
    from newsroom.publication.search.query import Query

DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


@dataclass(frozen=True)
class Passage:
    """A hit: `part` is the exchange's primary key, None for the publication itself."""

    kind: str
    place: int
    publication: int
    part: int | None

    @property
    def publication_place(self) -> int:
        return publication_place(self.place)

    def order(self) -> tuple[int, str, int]:
        """Return what sorts passages newest first, those of one publication together."""
        return (-self.publication_place, self.kind, -self.place)


@dataclass(frozen=True)
class Part:
    """A part of a publication as its desk hands it over; the fragment leads to it on its page."""

    fragment: str
    heading: str
    text: str


@dataclass(frozen=True)
class Span:
    """The places from `lowest` to `highest`, both included."""

    lowest: int = 0
    highest: int = HIGHEST


def passages(  # noqa: PLR0913
    shelves: Sequence[PublicationQuerySet[Any]],
    spans: Sequence[Span],
    query: Query,
    most: int,
    *,
    oldest_first: bool = False,
    parts_only: bool = False,
) -> list[Passage]:
    """
    Return at most so many passages of each shelf, each within its span, in order.

    The shelves say which publications count: visibility and every filter are theirs.
    """
    connection = connections[shelves[0].db]
    dialect = DIALECTS[connection.vendor]
    order = "ASC" if oldest_first else "DESC"
    told, parameters = list[str](), list[Any]()
    for shelf, span in zip(shelves, spans, strict=True):
        desk = shelf.model.desk()
        source, condition, place = dialect.source(f"{desk}_passage")
        rows, row_parameters = shelf.order_by().values("id").query.sql_with_params()
        parts = "AND p.exchange_id IS NOT NULL " if parts_only else ""
        told.append(
            f"SELECT * FROM (SELECT '{desk}', p.id, p.publication_id, p.exchange_id "
            f"FROM {source} JOIN ({rows}) v ON v.id = p.publication_id "
            f"WHERE {condition} AND {place} BETWEEN %s AND %s {parts}"
            f"ORDER BY {place} {order} LIMIT {most:d}) AS {desk}"
        )
        asked = dialect.asked(query, has_context=bool(shelf.model.parts))
        parameters += [*row_parameters, asked, span.lowest, span.highest]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(told), parameters)
        found = [Passage(*row) for row in cursor.fetchall()]
    return sorted(found, key=Passage.order)
