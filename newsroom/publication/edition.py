"""
An edition is what readers see between two changes.

It ends with a write to what they see (see `content_version`), with the next release, which comes
about by the clock alone, and with the day, because pages speak of this week. What is made for an
edition is right for all of it.
"""

from __future__ import annotations

import datetime
from functools import cache, wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from newsroom.publication import page_moment
from newsroom.publication.content_version import READ
from newsroom.publication.models import State, kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from django.db.backends.base.base import BaseDatabaseWrapper

Asked = ParamSpec("Asked")
Made = TypeVar("Made")

NOTHING = object()

NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)

AS_STORED = {"sqlite": "({}) || ''", "postgresql": "({})"}
"""Left to itself, Python's SQLite makes moments of texts, and fails where they are none."""

EDITIONS = 2
"""Of so many editions is something kept: pages of the last one may still be in the making."""


class Edition(NamedTuple):
    """
    What readers see is the same while the `version` is, `until` the moment.

    Versions know no order. Those of equal content may differ, those of other content always do.
    """

    version: int
    until: datetime.datetime


def current(using: str = "default") -> Edition:
    """
    Read the edition of this moment, in one statement.

    A connection that has died since it was used last is opened anew. Raises DatabaseError where
    the base does not answer; whoever asks next then opens another connection.
    """
    connection = connections[using]
    moment = page_moment.now(using)
    try:
        version, *releases = _read(connection, moment)
    except DatabaseError:
        if connection.in_atomic_block or page_moment.snapshot(using):
            raise
        has_died = connection.connection is not None and not connection.is_usable()
        connection.close()
        if not has_died:
            raise
        version, *releases = _read(connection, moment)
    return Edition(version, min([_end_of_day(moment), *map(_moment, filter(None, releases))]))


def of_this_page(using: str = "default") -> Edition | None:
    """
    Return the edition of the page that is being made; None outside of a snapshot of the base.

    It is of the very snapshot that the rest of the page is read from, and read once.
    """
    held = page_moment.snapshot(using)
    if held is None:
        return None
    edition: Edition | None = held.known.get("edition")
    if edition is None:
        edition = held.known["edition"] = current(using)
    return edition


def for_the_edition(most: int) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """
    Remember what the function returns for so many different arguments, until the edition ends.

    What it returns must be nothing but what every reader may see, read from the base "default";
    it is shared between threads, so nobody may change it. Where no page is being made of a
    snapshot, as at the desk, it is called each time.
    """

    def remembering(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
        kept = _Kept(most)

        @wraps(make)
        def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Made:
            edition = of_this_page()
            if edition is None:
                return make(*asked, **named)
            key = (asked, *sorted(named.items())) if named else asked
            shelf = kept.of(edition)
            found = shelf.get(key, NOTHING)
            if found is NOTHING:
                found = make(*asked, **named)
                kept.add(shelf, key, found, edition)
            return found  # type: ignore[no-any-return]

        return remembered

    return remembering


class _Kept:
    """What is remembered of the last editions, by what was asked."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.editions: dict[Edition, dict[Hashable, Any]] = {}
        self.lock = Lock()

    def of(self, edition: Edition) -> dict[Hashable, Any]:
        """Return what is kept of the edition."""
        shelf = self.editions.get(edition)
        if shelf is None:
            with self.lock:
                shelf = self.editions.setdefault(edition, {})
                while len(self.editions) > EDITIONS:
                    del self.editions[next(iter(self.editions))]
        return shelf

    def add(self, shelf: dict[Hashable, Any], key: Hashable, made: Any, edition: Edition) -> None:
        """Keep what was made, unless the edition ended meanwhile; the oldest makes room."""
        if timezone.now() >= edition.until:
            return
        with self.lock:
            while len(shelf) >= self.most:
                del shelf[next(iter(shelf))]
            shelf[key] = made


# --- The reading ---------------------------------------------------------------------------


@cache
def _statement(using: str, vendor: str) -> tuple[str, int]:
    """Return the statement, and how many parameters it has: each of them is the moment."""
    parts, number = list[str](), 0
    for model in kinds():
        waiting = model._default_manager.using(using).in_state(State.SCHEDULED)
        # By the index of releases, whose first row is the answer.
        soonest = waiting.order_by("published_at").values("published_at")[:1]
        sql, parameters = soonest.query.get_compiler(using).as_sql()
        parts.append(AS_STORED[vendor].format(sql))
        number += len(parameters)
    return f"SELECT ({READ[vendor]}), {', '.join(parts)}", number


def _read(connection: BaseDatabaseWrapper, moment: datetime.datetime) -> tuple[Any, ...]:
    sql, number = _statement(connection.alias, connection.vendor)
    told = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(sql, [told] * number)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def _moment(stored: str | datetime.datetime) -> datetime.datetime:
    """Return a moment as Python has it, which SQLite gives as the text that somebody wrote."""
    if isinstance(stored, datetime.datetime):
        return stored
    try:
        moment = parse_datetime(stored)
    except ValueError:
        moment = None
    # Nothing is kept while something waits for what is no moment.
    return moment.replace(tzinfo=moment.tzinfo or datetime.UTC) if moment else NEVER


def _end_of_day(moment: datetime.datetime) -> datetime.datetime:
    """Return the midnight after the moment, where the clocks of the desk are."""
    zone = timezone.get_current_timezone()
    tomorrow = moment.astimezone(zone).date() + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(tomorrow, datetime.time.min, zone)
    # What the clocks skip on the night on which they change equals nothing (PEP 495).
    return midnight.astimezone(datetime.UTC)
