"""Looking passages up: of several desks in one statement, newest first, as many as are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections

from newsroom.publication.search import postgresql, shelves, sqlite
from newsroom.publication.search.index import index_of
from newsroom.publication.search.places import HIGHEST, MOST_PASSAGES, key_of, publication_place
from newsroom.publication.search.time_limit import rows_in_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.search.query import Query

    Told = tuple[str, list[Any]]
    from newsroom.publication.models.shelf import AnyShelf

DIALECTS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class Passage(NamedTuple):
    """A hit: where it stands in the index of its desk."""

    kind: str
    place: int

    @property
    def publication(self) -> int:
        """The primary key of the publication that it is, or belongs to."""
        return key_of(self.place)

    def order(self) -> tuple[int, str, int]:
        """Return what sorts passages newest first, those of one publication together."""
        return (-publication_place(self.place), self.kind, -self.place)


class Part(NamedTuple):
    """A part of a publication as its desk hands it over; the fragment leads to it on its page."""

    fragment: str
    heading: str
    text: str


class Span(NamedTuple):
    """The places from `lowest` to `highest`, both included."""

    lowest: int = 0
    highest: int = HIGHEST


class Looked(NamedTuple):
    """The places that were found on a shelf, newest first."""

    places: list[int]
    is_broken_off: bool = False
    """Whether there was no time to look further."""


def passages(
    some: Sequence[AnyShelf], spans: Sequence[Span], query: Query, most: int, **how: bool
) -> list[Passage]:
    """Return what `places` finds on all of the shelves together, newest first."""
    by_shelf = zip(some, places(some, spans, query, most, **how), strict=True)
    found = [Passage(shelf.model.desk(), place) for shelf, its in by_shelf for place in its.places]
    return sorted(found, key=Passage.order)


def places(  # noqa: PLR0913
    some: Sequence[AnyShelf],
    spans: Sequence[Span],
    query: Query,
    most: int,
    *,
    oldest_first: bool = False,
    parts_only: bool = False,
    in_time: bool = False,
) -> list[Looked]:
    """
    Return the places of at most so many passages of each shelf, each within its span.

    They are the newest ones, or the oldest, and come newest first. The shelves say which
    publications count: visibility and every filter are theirs. What may take long can be asked
    to be there `in_time`; a single word takes none that is worth limiting.
    """
    connection = connections[shelves.base_of(some[0])]
    told = [
        _statement(*its, query, most, oldest_first=oldest_first, parts_only=parts_only)
        for its in zip(some, spans, strict=True)
    ]
    if query.is_one_word or not in_time:
        return _all_at_once(connection, told)
    return [_in_time(connection, *its) for its in told]


def _statement(  # noqa: PLR0913
    shelf: AnyShelf, span: Span, query: Query, most: int, *, oldest_first: bool, parts_only: bool
) -> Told:
    dialect = DIALECTS[connections[shelves.base_of(shelf)].vendor]
    keys, index = shelves.keys(shelf), index_of(shelf.model.desk())
    if not keys.sql:
        return "", []
    source, condition, place = dialect.source(index.passages, keys.sql)
    parts = f"AND ({place} & {MOST_PASSAGES}) > 0 " if parts_only else ""
    sql = (
        f"SELECT {place} AS place FROM {source} "
        f"WHERE {condition} AND {place} BETWEEN %s AND %s {parts}"
        f"ORDER BY {place} {'ASC' if oldest_first else 'DESC'} LIMIT {most:d}"
    )
    return sql, [*keys.parameters, dialect.asked(query, has_context=bool(index.context)), *span]


def _all_at_once(connection: Any, told: Sequence[Told]) -> list[Looked]:
    parts = [
        f"SELECT {number:d}, place FROM ({sql}) AS found"
        for number, (sql, _parameters) in enumerate(told)
        if sql
    ]
    found: list[list[int]] = [[] for _its in told]
    if parts:
        with connection.cursor() as cursor:
            parameters = [it for _sql, parameters in told for it in parameters]
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for number, place in cursor.fetchall():
                found[number].append(place)
    return [Looked(sorted(its, reverse=True)) for its in found]


def _in_time(connection: Any, sql: str, parameters: Sequence[Any]) -> Looked:
    rows, is_all = rows_in_time(connection, sql, parameters) if sql else ([], True)
    return Looked(sorted((place for (place,) in rows), reverse=True), is_broken_off=not is_all)
