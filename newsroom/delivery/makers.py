"""
Few pages are made at a time, however many are asked for.

Threads of one interpreter take turns. Where many make pages at once, much of the processor's time
goes into taking turns, and each of them holds a connection to the base of its own. So those who
make a page sit down at one of a few seats, with a connection that stays there, and the others wait
until one is free. All of them are served sooner so.
"""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from django.db.backends.base.base import BaseDatabaseWrapper

SLOW = 0.02
"""Seconds from which on a page holds up the others, who then get a further seat."""

PATIENCE = 10.0
"""Seconds that somebody waits for a seat; few readers wait any longer for a page."""

RETRY_AFTER = 5
"""Seconds after which who found no seat is asked to come again."""


class Room(NamedTuple):
    """How many seats there are: as a rule, and where pages take long."""

    usual: int
    most: int


AT_ONCE = {"sqlite": Room(1, 4), "postgresql": Room(3, 8)}
"""SQLite works in this very process. While another server does, somebody else can go on here."""


class Seat:
    """
    Connections to the bases, for one thread after the other.

    Within a `with` block a thread works with these instead of its own.
    """

    def __init__(self) -> None:
        self.connections: dict[str, BaseDatabaseWrapper] = {}
        self.put_by: Sequence[BaseDatabaseWrapper] = ()

    def __enter__(self) -> None:
        ready = [(alias, self.connection(alias)) for alias in connections]
        self.put_by = connections.all(initialized_only=True)
        for alias, connection in ready:
            connections[alias] = connection

    def __exit__(self, *_failure: object) -> None:
        for alias in connections:
            del connections[alias]
        for own in self.put_by:
            connections[own.alias] = own

    def connection(self, alias: str) -> BaseDatabaseWrapper:
        found = self.connections.get(alias)
        if found is None:
            found = self.connections[alias] = connections.create_connection(alias)
            # One at a time, but each time another thread.
            found.inc_thread_sharing()
        # As Django does at the beginning of each request, for the connections of a thread.
        found.queries_log.clear()
        found.close_if_unusable_or_obsolete()
        return found


class NoSeat(Exception):
    """No seat became free for as long as somebody waits."""


class Seats:
    """The seats of a process."""

    def __init__(self, room: Room) -> None:
        self.free, self.further = SimpleQueue[Seat](), SimpleQueue[Seat]()
        for number in range(room.most):
            (self.free if number < room.usual else self.further).put(Seat())
        self.next, self.taken_at = Lock(), 0.0

    def take(self) -> tuple[Seat, SimpleQueue[Seat]]:
        """
        Return a seat as soon as there is one, and where it is to be put back.

        Raises NoSeat where that takes too long.
        """
        until = monotonic() + PATIENCE
        # Of all who wait, one looks at the clock; a hundred who did would keep everybody busy.
        if not self.next.acquire(timeout=PATIENCE):
            raise NoSeat
        try:
            found = self.found(until)
            self.taken_at = monotonic()
        finally:
            self.next.release()
        return found

    def found(self, until: float) -> tuple[Seat, SimpleQueue[Seat]]:
        while (now := monotonic()) < until:
            with suppress(Empty):
                return self.free.get(timeout=SLOW), self.free
            with suppress(Empty):
                if now > self.taken_at:
                    return self.further.get_nowait(), self.further
        raise NoSeat


class Makers:
    """A WSGI application (PEP 3333) that few threads work at, at the same time."""

    def __init__(self, application: WSGIApplication, room: Room) -> None:
        self.application, self.seats = application, Seats(room)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            seat, row = self.seats.take()
        except NoSeat:
            return busy(start_response)
        try:
            with seat:
                return self.application(environ, start_response)
        finally:
            row.put(seat)


def busy(start_response: StartResponse) -> Iterable[bytes]:
    """Ask to come again (RFC 9110, sections 15.6.4 and 10.2.3)."""
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Retry-After", str(RETRY_AFTER)),
        ],
    )
    return [b"Too many pages are asked for at once. Please come again in a few seconds.\n"]


def at_a_seat(ask: Callable[[], Any]) -> Callable[[], Any]:
    """Return the question, asked at a seat of its own; one thread at a time may ask it."""
    seat = Seat()

    def asked() -> Any:
        with seat:
            return ask()

    return asked
