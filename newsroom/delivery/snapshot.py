"""The base as it stands at one moment, however often it is asked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.http import HttpRequest, HttpResponseBase

BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def snapshot(using: str = "default") -> Iterator[None]:
    """
    Have every query within see the same base, that of the first one.

    Nobody waits for it: a transaction of Django's own would shut out those who write to SQLite.
    Nothing may be written within. Inside a transaction of somebody else, that one holds.
    """
    connection = connections[using]
    is_held = any(isinstance(it, FirstQuery) for it in connection.execute_wrappers)
    if is_held or connection.in_atomic_block or connection.vendor not in BEGIN:
        yield
        return
    first = FirstQuery(connection)
    try:
        with connection.execute_wrapper(first):
            yield
    finally:
        if first.was_asked:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


class FirstQuery:
    """Begins the transaction with the first query: what asks the base nothing costs it nothing."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection, self.was_asked = connection, False

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        if not self.was_asked:
            self.was_asked = True
            self.begin()
        return execute(*query)

    def begin(self) -> None:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(BEGIN[self.connection.vendor])
        except DatabaseError:
            self.was_asked = False
            raise


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
