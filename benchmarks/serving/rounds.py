"""
Measuring beside whatever else the machine does.

Everybody has a turn in every round, and of each figure the best round counts: what others do on
the machine can make a request dearer, and never cheaper. Before and after the turns for a page
the limit itself is measured; where it was far from its best, the turns do not count.
"""

from __future__ import annotations

import time
from http.client import HTTPException
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

from benchmarks.serving.bases import say
from benchmarks.serving.cases import CACHED, HELLO, Case
from benchmarks.serving.drive import Failed, Sample, drive
from benchmarks.serving.servers import READER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.serving.cases import Drive
    from benchmarks.serving.servers import Server

NOISE = 1.25
ATTEMPTS = 3
LIMIT = Case(HELLO)
SHORT = 1

Best = dict[Case, Sample]


def measure(
    pages: Mapping[str, Sequence[Drive]],
    hello: Server,
    times: int,
    seconds: float,
    until: float,
) -> Iterator[Best]:
    """
    Return the best of what was measured so far, after every page of every round.

    `until` is when to stop, by `time.monotonic`.
    """
    best: Best = {}
    for number in range(times):
        for page, turns in pages.items():
            for _ in range(ATTEMPTS):
                if time.monotonic() > until:
                    return
                if lap(best, hello, turns, seconds, until):
                    break
                say(f"round {number + 1}, {page}: the machine is busy")
            yield best


def lap(best: Best, hello: Server, turns: Sequence[Drive], seconds: float, until: float) -> bool:
    """Take everybody's turn; return whether the machine was quiet enough for it to count."""
    worst, found = limit(best, hello), Best()
    for turn in turns:
        if time.monotonic() > until:
            break
        try:
            keeps = turn.case.target == CACHED
            found[turn.case] = drive(*turn[1:], seconds, keeps=keeps)
        except (Failed, OSError, HTTPException, CalledProcessError) as error:
            say(f"{turn.case}: {error!r}")
    worst = max(worst, limit(best, hello))
    quiet = worst <= NOISE * best[LIMIT].cpu
    for case, sample in found.items():
        # A figure of a busy machine is better than none.
        if quiet or case not in best:
            best[case] = better(best.get(case, sample), sample)
    return quiet


def limit(best: Best, hello: Server) -> float:
    """Measure the limit, and return what a request costs now."""
    now = drive(hello, ["/"], READER, SHORT)
    best[LIMIT] = better(best.get(LIMIT, now), now)
    return now.cpu


def better(one: Sample, other: Sample) -> Sample:
    return Sample(
        cpu=min(one.cpu, other.cpu),
        per_second=max(one.per_second, other.per_second),
        median=min(one.median, other.median),
        slowest=min(one.slowest, other.slowest),
        size=other.size,
        failed=one.failed + other.failed,
    )
