"""What the processes of a server have cost so far: read from /proc, so only on Linux."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKS = os.sysconf("SC_CLK_TCK")
USER_TIME, CHILDREN_SYSTEM_TIME = 11, 15
"""Where, after its name, the times of a process stand (man 5 proc_pid_stat)."""

MIB = 1024


class Memory(NamedTuple):
    """MiB of one process: all that it maps, and its share of what it maps together with others."""

    resident: float
    proportional: float


def family(pid: int) -> Iterator[int]:
    """Return a process and all that descend from it."""
    yield pid
    with suppress(FileNotFoundError, ProcessLookupError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from family(int(child))


def cpu(pid: int) -> float:
    """Return the seconds of processor that a process and its family have had, living or dead."""
    return sum(times(member) for member in family(pid)) / TICKS


def times(pid: int) -> int:
    """Return the ticks of a process and of those of its children that have ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(number) for number in told[USER_TIME:CHILDREN_SYSTEM_TIME])


def memory(pid: int) -> Memory:
    """Return the memory of a process."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split()[0].rstrip(":"): int(line.split()[1]) for line in told}
    return Memory(sizes["Rss"] / MIB, sizes["Pss"] / MIB)


def largest(pid: int) -> Memory:
    """Return the memory of whoever in a family has most: of a server, that is a worker."""
    return max(memory(member) for member in family(pid))
