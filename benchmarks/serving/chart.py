"""
A picture of what pages cost, for the README: bars over a scale of powers of ten.

It brings its own colours for light and dark, no script and no font, and says in words what it
shows (SVG 2, https://www.w3.org/TR/SVG2/struct.html#TitleElement).
"""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

from benchmarks.serving.cases import Case
from benchmarks.serving.found import TITLES
from benchmarks.serving.sites import PAGES
from benchmarks.serving.tables import figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.serving.found import Found

WIDTH, LEFT, RIGHT, TOP = 780, 196, 64, 94
BAR, GAP, BETWEEN = 11, 2, 14
LEGEND = 58

UNIT = "in multiples of what the server needs to return 20 KB and do nothing else"

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 } .small { font-size: 11px }
.line { stroke: #d0d7de } .paper { fill: #ffffff }
.cached { fill: #1a7f37 } .ours { fill: #0969da } .plain { fill: #bf8700 }
.wagtail { fill: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .line { stroke: #30363d } .paper { fill: #0d1117 }
  .cached { fill: #3fb950 } .ours { fill: #58a6ff } .plain { fill: #d29922 }
  .wagtail { fill: #8b949e }
}
"""


def chart(found: Found) -> str:
    """Return an SVG of the largest archive that everybody holds. Raises LookupError if none is."""
    size = most_shared(found)
    rows = list(bars(found, size))
    highest = max(times for _, _, times in rows if times)
    decades = max(1, math.ceil(math.log10(highest)))
    height = TOP + len(found.pages) * band(found) + 30
    title = f"CPU per request in an archive of {size:,} publications"
    return "\n".join(
        [
            opening(height),
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="told">{escape(in_words(found, size))}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
            text(16, 24, title, "title"),
            text(16, 42, f"{UNIT}; each line is ten times the one before", "small"),
            *legend(found),
            *scale(decades, height),
            *(drawn for row in rows for drawn in bar(*row, decades)),
            *names(found),
            "</svg>\n",
        ]
    )


def most_shared(found: Found) -> int:
    """Return the largest size that every target was asked in."""
    sizes = [{c.size for c in found.best if c.target == target} for target in found.targets]
    shared = set.intersection(*sizes) if sizes else set()
    if not shared:
        raise LookupError("No archive was measured of which a picture could be made.")
    return max(shared)


def band(found: Found) -> int:
    return len(found.targets) * (BAR + GAP) + BETWEEN


def bars(found: Found, size: int) -> Iterator[tuple[int, str, float | None]]:
    """Return of each bar where it stands, whose it is and how many times the limit it shows."""
    for row, page in enumerate(found.pages):
        for place, target in enumerate(found.targets):
            top = TOP + row * band(found) + place * (BAR + GAP)
            yield top, target, found.times(Case(target, page, size))


def across(times: float, decades: int) -> float:
    """Return how far to the right a multiple of the limit lies."""
    return (WIDTH - LEFT - RIGHT) * max(0.0, math.log10(times)) / decades


def bar(top: int, target: str, times: float | None, decades: int) -> Iterator[str]:
    if times is None:
        return
    length = max(2.0, across(times, decades))
    yield square(target, LEFT, top, length)
    yield text(LEFT + length + 5, top + BAR - 1, figure(times), "small")


def legend(found: Found) -> Iterator[str]:
    at = 16
    for target in found.targets:
        title = TITLES[target]
        yield square(target, at, LEGEND, BAR)
        yield text(at + 16, LEGEND + 10, title)
        at += 40 + 7 * len(title)


def scale(decades: int, height: int) -> Iterator[str]:
    for power in range(decades + 1):
        x = LEFT + across(10.0**power, decades)
        yield f'<line class="line" x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - 24}"/>'
        yield text(x, height - 10, f"{10**power:,}\u00d7", "small", anchor="middle")


def names(found: Found) -> Iterator[str]:
    for row, page in enumerate(found.pages):
        middle = TOP + row * band(found) + (band(found) - BETWEEN) / 2 + 4
        yield text(LEFT - 10, middle, PAGES[page], anchor="end")


def opening(height: int) -> str:
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    named = 'role="img" aria-labelledby="title told"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {named}>'


def square(target: str, x: float, y: float, width: float) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{BAR}"'
    return f'<rect class="{target}" {place} rx="2"/>'


def text(x: float, y: float, told: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(told)}</text>'


def in_words(found: Found, size: int) -> str:
    """Return what the picture shows, for whoever does not see it."""
    told = [f"CPU per request {UNIT}."]
    for page in found.pages:
        figures = (
            f"{TITLES[target]} {times:,.1f}"
            for target in found.targets
            if (times := found.times(Case(target, page, size)))
        )
        told.append(f"{PAGES[page][:1].upper()}{PAGES[page][1:]}: {', '.join(figures)}.")
    return " ".join(told)
