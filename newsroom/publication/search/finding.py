"""Looking passages up: of several desks in one statement, newest first, as many as are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.publication import page_moment
from newsroom.publication.search import postgresql, shelves, sqlite
from newsroom.publication.search.index import index_of
from newsroom.publication.search.places import (
    HIGHEST,
    MOST_PASSAGES,
    day_place,
    key_of,
    last_place,
    publication_place,
)
from newsroom.publication.search.time_limit import all_in_time, all_of, rows_in_time

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

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

    def within(self, periods: Iterable[tuple[datetime.date, datetime.date]]) -> Span:
        """Return what of the span lies in all of the periods, first and last day included."""
        lowest, highest = self
        for first, last in periods:
            lowest = max(lowest, day_place(first))
            highest = min(highest, last_place(last))
        return Span(lowest, highest)


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
    index = index_of(shelf.model.desk())
    asked = DIALECTS[connection.vendor].asked(query, has_context=bool(index.context))
    found = _among_all(connection, shelf, asked, span) or _on_shelf(connection, shelf, asked, span)
    if found is None:
        return "", []
    place = found.place
    parts = f"AND ({place} & {MOST_PASSAGES}) > 0 " if parts_only else ""
    sql = (
        f"SELECT {place} AS place FROM {found.source} "
        f"WHERE {found.condition} AND {place} BETWEEN %s AND %s {parts}"
        f"ORDER BY {place} {'ASC' if oldest_first else 'DESC'} LIMIT {most:d}"
    )
    return sql, [*found.given, *found.span]


class Where(NamedTuple):
    """Where passages are looked for: the words of a statement, and what the base is given."""

    source: str
    condition: str
    place: str
    given: list[Any]
    span: Span


def _among_all(connection: Any, shelf: AnyShelf, asked: str, span: Span) -> Where | None:
    """Look among all passages, without what is not public; None: not on this shelf or base."""
    dialect, periods = DIALECTS[connection.vendor], shelves.periods_of_all(shelf)
    if periods is None or not dialect.KNOWS_WHAT_IS_NOT_PUBLIC:
        return None
    drafts, scheduled = shelves.not_public(shelf.model, connection.alias)  # type: ignore[arg-type]
    passages = index_of(shelf.model.desk()).passages
    source, condition, place = dialect.source_without(passages, drafts.sql, scheduled.sql)
    moment = page_moment.now(connection.alias)
    given = [asked, *scheduled.given([moment], connection), *drafts.parameters]
    return Where(source, condition, place, given, span.within(periods))


def _on_shelf(connection: Any, shelf: AnyShelf, asked: str, span: Span) -> Where | None:
    """Look at the publication of each passage, whatever narrows the shelf; None: it is empty."""
    keys = shelves.keys(shelf, connection)
    if not keys.sql:
        return None
    passages = index_of(shelf.model.desk()).passages
    source, condition, place = DIALECTS[connection.vendor].source(
        passages, keys.sql, has_most=shelves.has_most(shelf)
    )
    return Where(source, condition, place, [*keys.parameters, asked], span)


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
