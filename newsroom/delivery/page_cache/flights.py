"""One computation for many who wait."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

PATIENCE = 2.0
"""Seconds that somebody waits for another's computation; pages take a hundredth of it."""


class Flights:
    def __init__(self) -> None:
        self.under_way: dict[Hashable, Lock] = {}

    @contextmanager
    def boarded(self, goal: Hashable) -> Iterator[None]:
        """
        Let the first who has this goal go ahead, and others wait for the end of its block.

        They wait `PATIENCE` at the longest. Then all of them go ahead at once, and see for
        themselves whether the goal was reached.
        """
        mine = Lock()
        with mine:
            leading = self.under_way.setdefault(goal, mine)
            if leading is mine:
                try:
                    yield
                finally:
                    del self.under_way[goal]
                return
        if leading.acquire(timeout=PATIENCE):
            leading.release()
        yield
