"""What a search asks of a shelf: which publications are on it, and all that they say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections, router

from newsroom.publication.models import State
from newsroom.publication.models.shelf import Shelf
from newsroom.publication.prepared import Columns, Statement

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf


class Asked(NamedTuple):
    """The words of a queryset, to be part of a statement, and what becomes of its rows."""

    sql: str
    """Empty where no publication can be on the shelf."""
    parameters: Sequence[Any]
    statement: Statement
    columns: Columns

    def made(
        self, rows: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper
    ) -> list[tuple[Any, Sequence[Any]]]:
        """Return the publication of each row that begins with the columns, and what follows."""
        columns, using = self.columns, self.statement.using
        read = self.statement.converted(rows, connection)
        width, made = len(columns.names), columns.made
        return [(made(row, using), row[width:]) for row in read]


def connection_of(shelf: AnyShelf) -> BaseDatabaseWrapper:
    """Return the connection by which the shelf is read."""
    return connections[router.db_for_read(shelf.model) if isinstance(shelf, Shelf) else shelf.db]


def has_most(shelf: AnyShelf) -> bool:
    """Whether nearly all publications of the days that are searched are on the shelf."""
    return isinstance(shelf, Shelf)


def keys(shelf: AnyShelf, connection: BaseDatabaseWrapper) -> Asked:
    """Ask for the primary keys alone, as `id`."""
    return _asked(shelf, connection, "their_keys")


class NotPublic(NamedTuple):
    """What readers may not see of a kind: few publications, as a rule, beside those they may."""

    drafts: Statement
    """Asks for their primary keys as `id`, and the days they bear as `date`."""
    scheduled: Statement
    """Asks for their primary keys as `id`, and is given the moment."""


@lru_cache(maxsize=64)
def not_public(model: type[Publication], _using: str) -> NotPublic:
    """Return how the base that is read asks for what is on no shelf of readers."""
    drafts, *_rest = Shelf(model).in_state(State.DRAFT).statement("their_keys_and_dates")
    scheduled, *_rest = Shelf(model).in_state(State.SCHEDULED).statement("their_keys")
    return NotPublic(drafts, scheduled)


def periods_of_all(shelf: AnyShelf) -> list[tuple[datetime.date, datetime.date]] | None:
    """
    Return in which periods, first and last day, the shelf has all that readers may see of a kind.

    None: it has what the desk may see, or is narrowed by something besides days.
    """
    steps = shelf.steps if isinstance(shelf, Shelf) else ()
    names = {name for name, _given in steps}
    if "public" not in names or names - NOT_NARROWING:
        return None
    return [(given[0], given[1]) for name, given in steps if name == "in_period"]


NOT_NARROWING = {"public", "for_lists", "in_period"}
"""Steps that leave out what readers may not see, and days."""


def whole(shelf: AnyShelf, connection: BaseDatabaseWrapper) -> Asked:
    """Ask for all that the publications on the shelf say."""
    return _asked(shelf, connection, "whole", "in_no_order")


def _asked(shelf: AnyShelf, connection: BaseDatabaseWrapper, *steps: str) -> Asked:
    if isinstance(shelf, Shelf):
        statement, columns, values = shelf.statement(*steps)
        return Asked(statement.sql, statement.given(values, connection), statement, columns)
    queryset: Any = shelf
    for step in steps:
        queryset = getattr(queryset, step)()
    statement = Statement(queryset, shelf.db)
    return Asked(statement.sql, statement.parameters, statement, Columns.of(queryset))
