"""Looking passages up: of several desks in one statement, newest first, as many as are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.publication.search import postgresql, shelves, sqlite
from newsroom.publication.search.index import index_of
from newsroom.publication.search.places import HIGHEST, MOST_PASSAGES, key_of, publication_place
from newsroom.publication.search.time_limit import all_in_time, all_of, rows_in_time

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
    publications count: visibility and every filter are theirs.

    What may take long can be asked to be there `in_time`. A single word takes next to none where
    readers may see what has it. Where they may not, the shelves are looked through one by one,
    so that each shows what was found of it.
    """
    connection = shelves.connection_of(some[0])
    told = [
        _statement(connection, *its, query, most, oldest_first=oldest_first, parts_only=parts_only)
        for its in zip(some, spans, strict=True)
    ]
    found = None
    if query.is_one_word or not in_time:
        found = _all_at_once(connection, told, in_time=in_time)
    return [_in_time(connection, *its) for its in told] if found is None else found


def _statement(  # noqa: PLR0913
    connection: Any,
    shelf: AnyShelf,
    span: Span,
    query: Query,
    most: int,
    *,
    oldest_first: bool,
    parts_only: bool,
) -> Told:
    dialect = DIALECTS[connection.vendor]
    keys, index = shelves.keys(shelf, connection), index_of(shelf.model.desk())
    if not keys.sql:
        return "", []
    has_most = shelves.has_most(shelf)
    source, condition, place = dialect.source(index.passages, keys.sql, has_most=has_most)
    parts = f"AND ({place} & {MOST_PASSAGES}) > 0 " if parts_only else ""
    sql = (
        f"SELECT {place} AS place FROM {source} "
        f"WHERE {condition} AND {place} BETWEEN %s AND %s {parts}"
        f"ORDER BY {place} {'ASC' if oldest_first else 'DESC'} LIMIT {most:d}"
    )
    return sql, [*keys.parameters, dialect.asked(query, has_context=bool(index.context)), *span]


def _all_at_once(connection: Any, told: Sequence[Told], *, in_time: bool) -> list[Looked] | None:
    """Return what is on all shelves by one statement; None where there is no time for that."""
    dialect = DIALECTS[connection.vendor]
    # The places of a shelf come in one row: to fetch hundreds takes longer than to find them.
    parts = [
        f"SELECT {number:d}, {dialect.gathered('place')} FROM ({sql}) AS found"
        for number, (sql, _parameters) in enumerate(told)
        if sql
    ]
    parameters = [it for _sql, parameters in told for it in parameters]
    ask = all_in_time if in_time else all_of
    rows = ask(connection, " UNION ALL ".join(parts), parameters) if parts else []
    if rows is None:
        return None
    found = {number: dialect.places(gathered) for number, gathered in rows}
    return [Looked(sorted(found.get(number, ()), reverse=True)) for number in range(len(told))]


def _in_time(connection: Any, sql: str, parameters: Sequence[Any]) -> Looked:
    rows, is_all = rows_in_time(connection, sql, parameters) if sql else ([], True)
    return Looked(sorted((place for (place,) in rows), reverse=True), is_broken_off=not is_all)
