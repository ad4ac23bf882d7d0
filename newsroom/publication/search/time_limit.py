"""
Asking a base for as long as a page may take.

What two words have in common, or where they stand side by side, an index knows only after it has
gone through every text that has one of them. So it is the time that is limited, whatever somebody
thinks of asking for, and however large the archive is.
"""

from __future__ import annotations

import sqlite3
from time import thread_time
from typing import TYPE_CHECKING, Any

from django.db import OperationalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = {"sqlite": 0.05, "postgresql": 0.4}
"""
For which one question is looked through. A million texts take a hundredth, as a rule.

SQLite works in our own process, whose time is counted; it keeps others from their pages.
"""

STEPS = 200
"""Instructions of SQLite's machine after which it asks whether to go on: some millionths."""

QUERY_CANCELED = "57014"
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def rows_in_time(
    connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[Any]
) -> tuple[list[Any], bool]:
    """Return the rows that the base finds in `SECONDS`, and whether these are all."""
    ask = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    rows: list[Any] = []
    try:
        ask(connection, sql, parameters, rows)
    except OperationalError as error:
        if not is_about_time(error):
            raise
        return rows, False
    return rows, True


def is_about_time(error: OperationalError) -> bool:
    cause = error.__cause__
    interrupted = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
    return interrupted or getattr(cause, "sqlstate", None) == QUERY_CANCELED


def _on_sqlite(connection: Any, sql: str, parameters: Sequence[Any], rows: list[Any]) -> None:
    """Keep each row as it is found: those that came in time are as good as any."""
    connection.ensure_connection()
    # The time of this thread, so that a busy machine finds what an idle one does.
    end = thread_time() + SECONDS["sqlite"]
    connection.connection.set_progress_handler(lambda: thread_time() > end, STEPS)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            for row in cursor:
                rows.append(row)  # noqa: PERF402 - whatever comes after it
    finally:
        connection.connection.set_progress_handler(None, 0)


def _on_postgresql(connection: Any, sql: str, parameters: Sequence[Any], rows: list[Any]) -> None:
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
        cursor.execute(f"{begin}; SET LOCAL statement_timeout = {milliseconds:.0f}")
        try:
            cursor.execute(sql, parameters)
            rows += cursor.fetchall()
        finally:
            # Nothing was written, and the limit goes with it.
            cursor.execute(end)
