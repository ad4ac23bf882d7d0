"""What a run found, as tables of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.serving.cases import CACHED, HELLO, KEPT, MADE, NGINX, Case
from benchmarks.serving.found import TITLES
from benchmarks.serving.rounds import LIMIT
from benchmarks.serving.sites import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.serving.drive import Sample
    from benchmarks.serving.found import Found

NOTHING = "–"
FEW = 10
"""Below this, a figure is told with a digit after the point."""

WAYS = {"": "as it is", "gzip": "gzip", "br": "brotli", "304": "304: the reader has it"}
LIMITS = {
    (HELLO, ""): "granian: same bytes, same headers",
    (HELLO, "bare"): "granian: same bytes, no headers",
    (NGINX, ""): "nginx: a file of the same bytes",
}


def tables(found: Found) -> dict[str, str]:
    """Return the tables by the names that the report has for them."""
    return {
        "cost": "\n\n".join(cost(found, size) for size in found.sizes),
        "growth": growth(found),
        "kept": kept(found),
        "passing": "\n\n".join(passing(found, size) for size in found.sizes),
        "memory": memory(found) if found.memory else "Not measured in this run.",
    }


def table(rows: Iterable[Iterable[str]], words: int = 1) -> str:
    """Return rows, of which the first names the columns; so many columns hold words."""
    head, *rest = [list(row) for row in rows]
    marks = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rest))


def figure(number: float | None) -> str:
    if number is None:
        return NOTHING
    return f"{number:.1f}" if number < FEW else f"{number:,.0f}"


def milliseconds(microseconds: float) -> str:
    return (
        f"{microseconds / 1000:.2f}" if microseconds < FEW * 1000 else figure(microseconds / 1000)
    )


def cost(found: Found, size: int) -> str:
    """Return what pages of one archive cost, in multiples of the limit."""
    cases = ([Case(target, page, size) for target in found.targets] for page in found.pages)
    rows = ([PAGES[row[0].page], *(figure(found.times(case)) for case in row)] for row in cases)
    return table([[f"{size:,} publications", *titles(found)], *rows])


def growth(found: Found) -> str:
    rows = (
        [PAGES[page], *(grown(found, target, page) for target in found.targets)]
        for page in found.pages
    )
    return table([["page", *titles(found)], *rows])


def grown(found: Found, target: str, page: str) -> str:
    growth = found.growth(target, page)
    return f"{growth.factor:.1f}{' *' * growth.has_more}" if growth else NOTHING


def titles(found: Found) -> list[str]:
    return [TITLES[target] for target in found.targets]


def kept(found: Found) -> str:
    """Return the answers that are kept, against as many bytes from somebody who does nothing."""
    head = [
        "page",
        "way",
        "workers",
        "bytes",
        "requests/s",
        "of the limit",
        "CPU",
        "p50 ms",
        "p99 ms",
    ]
    workers = sorted({case.workers for case in found.best})
    rows = (
        row
        for page in found.pages
        if page in KEPT
        for number in workers
        for row in kept_page(found, page, number)
    )
    return table([head, *rows], words=2)


def kept_page(found: Found, page: str, workers: int) -> Iterator[list[str]]:
    limit = found.best.get(Case(HELLO, page, workers=workers))
    named = {Case(CACHED, page, found.sizes[-1], way): name for way, name in WAYS.items()}
    named |= {Case(target, page, way=way): name for (target, way), name in LIMITS.items()}
    for case, name in named.items():
        sample = found.best.get(case._replace(workers=workers))
        if sample and limit:
            yield [PAGES[page], name, str(workers), *against(sample, limit, found)]


def against(sample: Sample, limit: Sample, found: Found) -> list[str]:
    return [
        f"{sample.size:,}",
        f"{sample.per_second:,.0f}",
        f"{sample.per_second / limit.per_second:.2f}",
        figure(sample.cpu / found.best[LIMIT].cpu),
        milliseconds(sample.median),
        milliseconds(sample.slowest),
    ]


def passing(found: Found, size: int) -> str:
    """Return how fast everybody is, and what everybody sends and asks for."""
    head = [f"{size:,} publications", "", "requests/s", "p50 ms", "p99 ms", "bytes", "queries"]
    cases = (Case(target, page, size) for page in found.pages for target in found.targets)
    rows = (
        [PAGES[it.page], TITLES[it.target], *passed(found, it)] for it in cases if it in found.best
    )
    return table([head, *rows], words=2)


def passed(found: Found, case: Case) -> list[str]:
    sample = found.best[case]
    site = MADE if case.target == CACHED else case.target
    asked = found.asked.get((site, case.size), {}).get(case.page)
    return [
        figure(sample.per_second),
        milliseconds(sample.median),
        milliseconds(sample.slowest),
        f"{asked.size:,}" if asked else NOTHING,
        str(asked.queries) if asked and case.target != CACHED else NOTHING,
    ]


def memory(found: Found) -> str:
    head = ["", "publications", "at first", "after pages", "after a flood", "pages", "made up"]
    rows = (
        [
            TITLES[target],
            f"{size:,}",
            *(f"{it.proportional:.0f} ({it.resident:.0f})" for it in kept[:3]),
            f"{kept.pages:,}",
            f"{kept.flood:,}",
        ]
        for (target, size), kept in found.memory.items()
    )
    return table([head, *rows])
