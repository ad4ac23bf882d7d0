"""What a worker keeps in memory: at first, after many pages, and after a flood of made-up ones."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving.asking import Asker
from benchmarks.serving.processes import largest
from benchmarks.serving.servers import READER, NotStarted
from benchmarks.serving.starting import site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.serving.bases import Bases
    from benchmarks.serving.cases import Wanted
    from benchmarks.serving.processes import Memory
    from benchmarks.serving.servers import Server

PAGES, FLOOD = 10_000, 20_000
READERS = 4
LARGEST = 100_000
"""The largest archive in which memory is measured: in a larger one, some need hours."""

PATIENCE = 200
"""Seconds for the pages of one site, and as many for the flood."""

MIXED = ("list", "deep", "month", "detail", "interview", "feed")
"""Without searches, each of which takes some of the others seconds."""


class Kept(NamedTuple):
    """The memory of the largest worker at three moments, and how much was asked for in between."""

    first: Memory
    after_pages: Memory
    after_flood: Memory
    pages: int
    flood: int


def remembered(
    wanted: Wanted, bases: Bases, folder: Path, until: float
) -> dict[tuple[str, int], Kept]:
    """Return what a worker of each site keeps, freshly started, by site and size."""
    found = {}
    largest_asked = max((it for it in wanted.sizes if it <= LARGEST), default=wanted.sizes[0])
    for target, what, size in wanted.sites():
        if size == largest_asked and time.monotonic() < until:
            calls = {page: what.calls(page, bases.places[size]) for page in MIXED}
            with suppress(NotStarted, OSError), site(target, size, 1, bases, folder) as server:
                found[target, size] = kept(server, calls, until)
    return found


def kept(server: Server, calls: Mapping[str, Sequence[str]], until: float) -> Kept:
    """Ask for pages of all kinds, then for addresses that somebody makes up."""
    first = largest(server.pid)
    pages = ask_for(server, itertools.islice(mixed(calls), PAGES), until)
    after_pages = largest(server.pid)
    flood = ask_for(server, made_up(), until)
    return Kept(first, after_pages, largest(server.pid), pages, flood)


def mixed(calls: Mapping[str, Sequence[str]]) -> Iterator[str]:
    rings = [itertools.cycle(calls[page]) for page in MIXED]
    return itertools.chain.from_iterable(zip(*rings, strict=True))


def made_up() -> Iterator[str]:
    """Return addresses that nobody asked for before: by unknown parameters and by known ones."""
    for number in range(FLOOD // 2):
        yield f"/news/?nonsense{number}={number * 7919}"
        yield f"/news/?date_before=2{number % 1000:03}-01-{number % 28 + 1:02}&outlet=x{number}"


def ask_for(server: Server, addresses: Iterator[str], until: float) -> int:
    """Ask for the addresses over a few connections; return how many there was time for."""
    every, until = list(addresses), min(until, time.monotonic() + PATIENCE)
    shares = [every[number::READERS] for number in range(READERS)]
    with ThreadPoolExecutor(READERS) as readers:
        return sum(readers.map(lambda share: read(server, share, until), shares))


def read(server: Server, addresses: Sequence[str], until: float) -> int:
    with Asker(server.port, READER) as asker:
        for asked, address in enumerate(addresses):
            if time.monotonic() > until:
                return asked
            asker.ask(address)
    return len(addresses)
