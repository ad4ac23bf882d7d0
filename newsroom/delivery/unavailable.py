"""
A base that does not answer is no fault of the code: the page says so, and when to come again.

Django asks its `handler500` about whatever went wrong anywhere, in a view, a template or
another middleware, and logs the answer once as an error. So it is here that a failure is
told from a fault: 503 with Retry-After (RFC 9110, sections 15.6.4 and 10.2.3) and 500.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER = 60
"""Seconds after which the page asks its readers, and machines, to come again."""

SQLITE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
"""The primary result codes (https://www.sqlite.org/rescode.html) that blame no statement."""

POSTGRESQL = {"08", "40", "53", "55", "57", "58"}
"""
The classes of errors (https://www.postgresql.org/docs/current/errcodes-appendix.html) that
blame no statement: connection, rolled back, no room, not in this state, shut down, system.
"""


def failed(request: HttpRequest) -> HttpResponse:
    """Answer with 503 where the base does not answer, with 500 otherwise (`handler500`)."""
    error = sys.exc_info()[1]
    if not does_not_answer(error) and not (isinstance(error, DatabaseError) and is_taken_away()):
        return server_error(request)
    let_go()
    response = HttpResponse(
        render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)}
    )
    add_never_cache_headers(response)
    return response


def does_not_answer(error: BaseException | None) -> bool:
    """Whether it is the base that fails, and not a statement that asks it for nonsense."""
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # The lowest byte is the primary code.
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return code in SQLITE
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    state = getattr(cause, "sqlstate", None)
    # PostgreSQL gives no code where no connection comes about.
    return state is None or state[:2] in POSTGRESQL


def is_taken_away() -> bool:
    """
    Whether the base is an empty one: its file has gone, and SQLite has made another.

    A base that anybody has ever made a table in has a version of its schema
    (https://www.sqlite.org/pragma.html#pragma_schema_version).
    """
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA schema_version")
            return cursor.fetchone() == (0,)  # type: ignore[no-any-return]
    except DatabaseError:
        return True


def let_go() -> None:
    """Have the next question ask a connection of its own: the file may be another one by then."""
    for connection in connections.all(initialized_only=True):
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            connection.close()
