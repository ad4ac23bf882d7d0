"""
Asking a base for as long as a page may take.

What two words have in common, or where they stand side by side, an index knows only after it has
gone through every text that has one of them. So it is the time that is limited, whatever somebody
thinks of asking for, and however large the archive is.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from functools import lru_cache
from time import thread_time
from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connections

from newsroom.publication.prepared import fetched, in_words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS = {"sqlite": 0.05, "postgresql": 0.4}
"""
For which one question is looked through. A million texts take a hundredth, as a rule.

SQLite works in our own process, whose time is counted; it keeps others from their pages.
"""

STEPS, MANY_STEPS = 200, 10_000
"""
Instructions of SQLite's machine after which it asks whether to go on.

Where a single one may look through many texts, it asks after some millionths of a second; where
none does, after some thousandths, so that pages which take less are not held up by the question.
"""

FORMS = 512
"""Statements whose words are kept as the driver understands them."""

PLANNING = "SET LOCAL random_page_cost = 1.1; SET LOCAL max_parallel_workers_per_gather = 0"
"""
What PostgreSQL is told of the machine: what is searched is in memory, as good as always.

Out of the box it takes disks to turn, and would rather go through all texts in their order than
fetch a thousand by an index. And it takes longer to start a helper than to find most words.
"""

QUERY_CANCELED = "57014"
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def all_of(connection: Any, sql: str, parameters: Sequence[Any]) -> list[Any]:
    """Return the rows that the base finds, however long that takes."""
    return fetched(connection, sql, _straight(connection.alias, sql), parameters)


@lru_cache(FORMS)
def _straight(using: str, sql: str) -> str:
    return in_words_of(connections[using], sql)


def all_in_time(connection: Any, sql: str, parameters: Sequence[Any]) -> list[Any] | None:
    """Return the rows of a question that looks at nothing in vain; None: they take too long."""
    limited = _limited_on_sqlite if connection.vendor == "sqlite" else _limited_on_postgresql
    try:
        with limited(connection, MANY_STEPS):
            return all_of(connection, sql, parameters)
    except OperationalError as error:
        if not is_about_time(error):
            raise
        return None


def rows_in_time(connection: Any, sql: str, parameters: Sequence[Any]) -> tuple[list[Any], bool]:
    """Return the rows that the base finds in `SECONDS`, and whether these are all."""
    limited = _limited_on_sqlite if connection.vendor == "sqlite" else _limited_on_postgresql
    rows: list[Any] = []
    try:
        with limited(connection, STEPS), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            # Each as it is found: those that came in time are as good as any.
            for row in cursor:
                rows.append(row)  # noqa: PERF402 - whatever comes after it
    except OperationalError as error:
        if not is_about_time(error):
            raise
        return rows, False
    return rows, True


def is_about_time(error: OperationalError) -> bool:
    cause = error.__cause__
    interrupted = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
    return interrupted or getattr(cause, "sqlstate", None) == QUERY_CANCELED


@contextmanager
def _limited_on_sqlite(connection: Any, steps: int) -> Iterator[None]:
    connection.ensure_connection()
    # The time of this thread, so that a busy machine finds what an idle one does.
    end = thread_time() + SECONDS["sqlite"]
    connection.connection.set_progress_handler(lambda: thread_time() > end, steps)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


@contextmanager
def _limited_on_postgresql(connection: Any, _steps: int) -> Iterator[None]:
    """Ask within a savepoint: in the transaction of a page, a statement that fails ends it."""
    is_alone = connection.get_autocommit() and getattr(connection, "snapshot", None) is None
    begin, end = (
        ("BEGIN", "ROLLBACK")
        if is_alone
        else (
            "SAVEPOINT time_limit",
            "ROLLBACK TO SAVEPOINT time_limit; RELEASE SAVEPOINT time_limit",
        )
    )
    milliseconds = SECONDS["postgresql"] * 1000
    with connection.cursor() as cursor:
        cursor.execute(f"{begin}; SET LOCAL statement_timeout = {milliseconds:.0f}; {PLANNING}")
        try:
            yield
        finally:
            # Nothing was written, and the limit goes with it.
            cursor.execute(end)
