"""Everything that a run found, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving.cases import CACHED, MADE, SITES, Case
from benchmarks.serving.rounds import LIMIT
from benchmarks.serving.sites import PAGES, PLAIN, WAGTAIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.serving.memory import Kept
    from benchmarks.serving.rounds import Best

TITLES = {
    CACHED: "kept ready",
    MADE: "made anew",
    PLAIN.name: "plain Django",
    WAGTAIL.name: "Wagtail",
}

MUCH_MORE = 1.3
"""From how many times the bytes on a page shows much more than another."""


class Asked(NamedTuple):
    """What one page answers, and the statements with which it asks the base."""

    status: int
    size: int
    queries: int


class Growth(NamedTuple):
    """What a page of the largest archive costs against one of the smallest."""

    factor: float
    has_more: bool


class Found(NamedTuple):
    best: Best
    asked: Mapping[tuple[str, int], Mapping[str, Asked]]
    """By the site and the size of the archive, and then by page."""

    memory: Mapping[tuple[str, int], Kept]

    @property
    def sizes(self) -> list[int]:
        return sorted({case.size for case in self.best if case.size})

    @property
    def targets(self) -> list[str]:
        measured = {case.target for case in self.best}
        return [target for target in SITES if target in measured]

    @property
    def pages(self) -> list[str]:
        measured = {case.page for case in self.best}
        return [page for page in PAGES if page in measured]

    def times(self, case: Case) -> float | None:
        """Return what a request costs in multiples of the limit, if it was measured."""
        sample = self.best.get(case)
        return sample.cpu / self.best[LIMIT].cpu if sample else None

    def growth(self, target: str, page: str) -> Growth | None:
        """Return how the cost of a page grows, if it was measured in more than one archive."""
        cases = [Case(target, page, size) for size in self.sizes]
        samples = [self.best[case] for case in cases if case in self.best]
        if len(samples) < 2:  # noqa: PLR2004
            return None
        least, most = samples[0], samples[-1]
        return Growth(most.cpu / least.cpu, has_more=most.size > MUCH_MORE * least.size)
