"""
Who runs where: a server of one worker keeps to one core, and who asks it to the others.

One worker is one interpreter, which does one thing at a time. Left to move between cores, its
threads spend up to as much again on moving, now more, now less. Servers of several workers have
all cores.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set[int]()
ONE = {max(ALL, default=0)}


def keeping_to(cores: set[int]) -> Callable[[], None] | None:
    """Return what a new process does to stay on these cores; nothing where that cannot be."""
    if not ALL - ONE:
        return None
    return lambda: os.sched_setaffinity(0, cores)


def of_workers(number: int) -> set[int]:
    return ONE if number == 1 else ALL


def of_askers(servers: set[int]) -> set[int]:
    return ALL - servers or ALL
