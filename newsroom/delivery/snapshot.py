"""The base as it stands at one moment, however often it is asked."""

from __future__ import annotations

from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from django.http import HttpRequest, HttpResponseBase

BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


class Making(local):
    """What this thread is making pages of: the snapshot of the base "default", if there is one."""

    snapshot: Snapshot | None = None


# Whoever asks for it need not ask the connection, which takes Django far longer to find.
connections.making = Making()  # type: ignore[attr-defined]


@contextmanager
def snapshot(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """
    Have every query within see the same base, that of the first one.

    Nobody waits for it: a transaction of Django's own would shut out those who write to SQLite.
    Nothing may be written within. Inside a transaction of somebody else, that one holds.
    """
    connection: Any = connections[using]
    is_held = getattr(connection, "snapshot", None) is not None
    if is_held or connection.in_atomic_block or connection.vendor not in BEGIN:
        yield
        return
    held = Snapshot(connection)
    leave_at(connection, held)
    try:
        yield
    finally:
        leave_at(connection, None)
        held.end()


def leave_at(connection: Any, held: Snapshot | None) -> None:
    """Let whoever asks the base find the snapshot to ask, or find that there is none."""
    connection.snapshot = held
    if connection.alias == DEFAULT_DB_ALIAS:
        connections.making.snapshot = held  # type: ignore[attr-defined]


class Snapshot:
    """
    The moment of a snapshot, and what is known of it; the attribute `snapshot` of its connection.

    The transaction begins with the first query: what asks the base nothing costs it nothing.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.moment = timezone.now()
        self.known: dict[Hashable, Any] = {}
        connection.execute_wrappers.append(self.begin)

        self.is_open = False

    def begin(self, execute: Callable[..., Any], *query: Any) -> Any:
        self.have_begun()
        return execute(*query)

    def have_begun(self) -> None:
        """Begin the transaction, unless it has: the next question is the first one."""
        if self.is_open:
            return
        # Past Django's cursor, which would take as long for this as for a real question.
        with self.connection.wrap_database_errors:
            self.connection.connection.cursor().execute(BEGIN[self.connection.vendor])
        self.connection.execute_wrappers.remove(self.begin)
        self.is_open = True

    def end(self) -> None:
        if not self.is_open:
            self.connection.execute_wrappers.remove(self.begin)
        elif self.connection.connection is not None:
            self.roll_back()

    def roll_back(self) -> None:
        """End the transaction; where the base has gone meanwhile, that has ended it."""
        try:
            with self.connection.wrap_database_errors:
                self.connection.connection.rollback()
        except DatabaseError:
            self.connection.close()


class AnswersAsOfOneMoment:
    """
    Let a page for readers tell of one moment, whoever writes while it is made.

    A list is several queries: the publications, the chart of the archive, the filter. Whatever
    is stored between two of them, an import say, would be in one part of the page and not in
    another. The desk is left out (`NEWSROOM_WRITING_PATHS`): it writes, and locks what it reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        writes = request.path_info.startswith(settings.NEWSROOM_WRITING_PATHS)
        if writes or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with snapshot():
            return self.get_response(request)
