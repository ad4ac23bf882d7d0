"""Who is asked for what: every drive of a run, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving.asking import Asker
from benchmarks.serving.servers import READER
from benchmarks.serving.sites import OURS, PLAIN, WAGTAIL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.serving.asking import Answer
    from benchmarks.serving.bases import Bases
    from benchmarks.serving.servers import Server
    from benchmarks.serving.sites import Site

HELLO, NGINX, CACHED, MADE = "hello", "nginx", "cached", "ours"
SITES = {CACHED: OURS, MADE: OURS, PLAIN.name: PLAIN, WAGTAIL.name: WAGTAIL}
TARGETS = (HELLO, NGINX, *SITES)
KEPT = ("list", "detail", "interview", "feed")
"""Pages whose limit is measured as well: the same bytes, with nothing done for them."""

HOT = 20
"""How many addresses of a page are asked for again and again where answers are kept."""

OF_THE_SERVER = {"content-length", "date", "server", "connection", "transfer-encoding"}


class Wanted(NamedTuple):
    """What the command line asks for."""

    targets: Sequence[str]
    sizes: Sequence[int]
    pages: Sequence[str]
    workers: int

    def sites(self) -> Iterator[tuple[str, Site, int]]:
        """Return the targets that hold an archive, with every size that they can be asked for."""
        for size in self.sizes:
            for target, site in SITES.items():
                if target in self.targets and size <= site.most:
                    yield target, site, size


class Case(NamedTuple):
    """What a figure is about. The way says what is special about how it is asked for."""

    target: str
    page: str = ""
    size: int = 0
    way: str = ""
    workers: int = 1


class Drive(NamedTuple):
    case: Case
    server: Server
    addresses: Sequence[str]
    headers: Mapping[str, str]


Ready = dict[str, tuple[list[tuple[str, str]], int]]
"""Of each path the headers of an answer and the length of its body."""

Servers = dict[tuple[str, int, int], "Server"]
"""Servers by target, size of the archive (0 where there is none) and number of workers."""


def drives(servers: Servers, page: str, bases: Bases) -> Iterator[Drive]:
    """Return the drives for a page, the targets in turn within each size."""
    has_kept = any(target == CACHED for target, _, _ in servers)
    for (target, size, workers), server in servers.items():
        if target in SITES:
            calls = SITES[target].calls(page, bases.places[size])
            case = Case(target, page, size, workers=workers)
            if target == CACHED:
                yield from cached(case, server, calls[:HOT])
            else:
                yield Drive(case, server, calls, READER)
        elif has_kept and page in KEPT:
            yield from limits(Case(target, page, workers=workers), server)


def cached(case: Case, server: Server, calls: Sequence[str]) -> Iterator[Drive]:
    """Return a page as it is kept, as its twins, and as what the reader has already."""
    yield Drive(case, server, calls, READER)
    if case.page in KEPT and case.workers == 1:
        for coding in ("gzip", "br"):
            headers = READER | {"Accept-Encoding": coding}
            yield Drive(case._replace(way=coding), server, calls, headers)
        tag = dict(asked(server, calls[0]).headers).get("etag")
        if tag:
            headers = READER | {"If-None-Match": tag}
            yield Drive(case._replace(way="304"), server, calls[:1], headers)


def limits(case: Case, server: Server) -> Iterator[Drive]:
    """Return as many bytes as a page has; from granian, with the same headers and without."""
    yield Drive(case, server, [f"/{case.page}"], READER)
    if case.target == HELLO and case.workers == 1:
        yield Drive(case._replace(way="bare"), server, [f"/{case.page}/bare"], READER)


def asked(server: Server, address: str) -> Answer:
    with Asker(server.port, READER) as asker:
        asker.ask(address)
        # With the second answer, it has been kept for certain.
        return asker.ask(address)


def alike(servers: Servers, bases: Bases) -> Ready:
    """Return what the limits are to answer: as much as our site keeps of the largest archive."""
    ready: Ready = {}
    sizes = [size for target, size, _ in servers if target == CACHED]
    for page in KEPT if sizes else ():
        server = servers[CACHED, max(sizes), 1]
        answer = asked(server, OURS.calls(page, bases.places[max(sizes)])[0])
        headers = [it for it in answer.headers if it[0].lower() not in OF_THE_SERVER]
        kind = [it for it in headers if it[0].lower() == "content-type"]
        ready |= {
            f"/{page}": (headers, len(answer.body)),
            f"/{page}/bare": (kind, len(answer.body)),
        }
    return ready
