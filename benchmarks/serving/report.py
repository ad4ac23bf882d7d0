"""The report of a run: `report.md` with its tables, and the picture beside it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.serving.bases import say
from benchmarks.serving.chart import chart
from benchmarks.serving.rounds import LIMIT
from benchmarks.serving.tables import tables

if TYPE_CHECKING:
    from benchmarks.serving.cases import Case
    from benchmarks.serving.drive import Sample
    from benchmarks.serving.found import Found

TEMPLATE = Path(__file__).with_name("report.md")


def write(found: Found, folder: Path, machine: str, minutes: float) -> None:
    """Write `benchmarks.md` and `serving.svg` into a folder."""
    report = TEMPLATE.read_text(encoding="utf-8").format(
        **tables(found),
        hello=found.best[LIMIT].cpu,
        when=f"{datetime.datetime.now(tz=datetime.UTC):%d %B %Y}".lstrip("0"),
        machine=machine,
        minutes=minutes,
    )
    (folder / "benchmarks.md").write_text(report, encoding="utf-8")
    try:
        (folder / "serving.svg").write_text(chart(found), encoding="utf-8")
    except LookupError as error:
        say(str(error))


def lines(found: Found) -> str:
    """Return every figure in a line of its own, for whoever measures while changing something."""
    limit = found.best[LIMIT]
    head = f"hello {limit.cpu:.1f} µs, {limit.per_second:,.0f}/s"
    order = {page: place for place, page in enumerate(found.pages)}
    cases = sorted(set(found.best) - {LIMIT}, key=lambda case: (order[case.page], case))
    return "\n".join([head, *(line(case, found.best[case], found.times(case)) for case in cases)])


def line(case: Case, sample: Sample, times: float | None) -> str:
    workers = f"{case.workers} workers" if case.workers > 1 else ""
    named = (case.page, f"{case.size or ''}", case.target, case.way, workers)
    failed = f"  {sample.failed} failed" if sample.failed else ""
    return (
        f"{' '.join(filter(None, named)):36} {sample.cpu:12,.0f} µs {times or 0:9.1f}x "
        f"{sample.per_second:10,.1f}/s  p50 {sample.median / 1000:9.2f} ms  "
        f"p99 {sample.slowest / 1000:9.2f} ms  {sample.size:8,} bytes{failed}"
    )
