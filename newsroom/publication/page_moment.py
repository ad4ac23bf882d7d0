"""
The moment of which a page tells, where it is made of one snapshot of the base.

`delivery.snapshot` leaves it at the connection, which is all that the two know of each other.
Elsewhere, at the desk and in commands, each question is of its own moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.db import connections
from django.utils import timezone

if TYPE_CHECKING:
    import datetime


class Snapshot(Protocol):
    """The base as it stands at one moment, while a page is made of it."""

    moment: datetime.datetime
    known: dict[str, Any]
    """What has been read and holds for as long as the snapshot does."""

    def have_begun(self) -> None: ...


def snapshot(using: str = "default") -> Snapshot | None:
    """Return the snapshot of which this thread is making a page; None outside of one."""
    held: Snapshot | None = getattr(connections[using], "snapshot", None)
    return held


def now(using: str = "default") -> datetime.datetime:
    """
    Return the moment of the page that is being made, the present one outside of it.

    A release that comes about while a page is made is then in all of its parts or in none.
    """
    held = snapshot(using)
    return held.moment if held else timezone.now()
