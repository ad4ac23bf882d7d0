"""
The moment of which a page tells, where it is made of one snapshot of the base.

`delivery.snapshot` leaves it at the connection, and that of the base "default" at Django's
connections as well, which is all that the two know of each other. Elsewhere, at the desk and in
commands, each question is of its own moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone

if TYPE_CHECKING:
    import datetime
    from collections.abc import Hashable


class Snapshot(Protocol):
    """The base as it stands at one moment, while a page is made of it."""

    connection: Any
    moment: datetime.datetime
    known: dict[Hashable, Any]
    """What has been read and holds for as long as the snapshot does."""

    def have_begun(self) -> None: ...


def snapshot(using: str = DEFAULT_DB_ALIAS) -> Snapshot | None:
    """Return the snapshot of which this thread is making a page; None outside of one."""
    is_default = using == DEFAULT_DB_ALIAS
    where: Any = getattr(connections, "making", None) if is_default else connections[using]
    held: Snapshot | None = getattr(where, "snapshot", None)
    return held


def now(using: str = DEFAULT_DB_ALIAS) -> datetime.datetime:
    """
    Return the moment of the page that is being made, the present one outside of it.

    A release that comes about while a page is made is then in all of its parts or in none.
    """
    held = snapshot(using)
    return held.moment if held else timezone.now()
