"""
The bars of a chart, and where each of them is drawn.

Places and sizes are percentages of the drawing, so that it takes any width, and they are counted
from the right where the language is read from there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi

from newsroom.publication import moment
from newsroom.publication.period import names_of_months
from newsroom.publication.surroundings import present
from newsroom.publication.units import Years, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.counts import Counts
    from newsroom.publication.spans import Addresses, Span
    from newsroom.publication.units import Unit

FEWEST_PLACES = 8
"""So many bars have room at least: few of them are not drawn as walls."""

GAP = 0.1
"""Part of its place that a bar leaves free on either side."""

LEAST_HEIGHT = 4
"""Per cent of the chart's height: a bar of one publication can be seen beside one of thousands."""

LAST_TICK = 91
"""Per cent of the width: what is written beyond would not fit."""


class Bar(NamedTuple):
    title: str
    name: str
    number: str
    address: str
    slot: str
    slot_width: str
    """Where the place begins on which the bar stands, and how wide it is."""
    x: str
    y: str
    width: str
    height: str
    is_chosen: bool


class Tick(NamedTuple):
    x: str
    name: str


class Stretch(NamedTuple):
    """The place of what was chosen, however many bars stand on it."""

    x: str
    width: str


def drawn(units: Sequence[Unit], counts: Counts, span: Span, addresses: Addresses) -> list[Bar]:
    """Return a bar for each unit that has something, on the place that it has among all."""
    numbers = [number_of(unit, counts) for unit in units]
    most, width = max(numbers), 100 / _places(units)
    thickness = width * (1 - 2 * GAP)
    chosen, language = chosen_among(units, span), present().language
    from_the_right, months = _is_from_the_right(language), names_of_months(language)
    slot_width, bar_width = _written(width), _written(thickness)
    bars = []
    for place, (unit, number) in enumerate(zip(units, numbers, strict=True)):
        if not number:
            continue
        slot, x = place * width, (place + GAP) * width
        if from_the_right:
            slot, x = 100 - slot - width, 100 - x - thickness
        height = max(LEAST_HEIGHT, 100 * number / most)
        name, told = unit.written(months), _told(number, language)
        bars.append(
            Bar(
                title=f"{name}: {told}",
                name=name,
                number=told,
                address=addresses.of(unit),
                slot=_written(slot),
                slot_width=slot_width,
                x=_written(x),
                y=_written(100 - height),
                width=bar_width,
                height=_written(height),
                is_chosen=place in chosen,
            )
        )
    return bars


def chosen_among(units: Sequence[Unit], span: Span) -> range:
    """Return the places of what lies in the span, be it in part; none where all of them do."""
    places = [place for place, unit in enumerate(units) if span.meets(unit)] if span else []
    if not places or len(places) == len(units):
        return range(0)
    return range(places[0], places[-1] + 1)


def stretch_of(units: Sequence[Unit], span: Span) -> Stretch | None:
    """Return where the chosen units are, with or without bars on them."""
    chosen = chosen_among(units, span)
    width = 100 / _places(units)
    if not chosen:
        return None
    start, wide = chosen.start * width, len(chosen) * width
    from_the_right = _is_from_the_right(present().language)
    return Stretch(_written(_from_start(start, wide, from_the_right)), _written(wide))


def ticks_for(units: Sequence[Unit]) -> list[Tick]:
    """Return what is written below the bars, and where; few enough for a narrow page."""
    width = 100 / _places(units)
    last, from_the_right = int(LAST_TICK / width), _is_from_the_right(present().language)
    return [
        Tick(_written(_from_start((place + GAP) * width, 0, from_the_right)), name)
        for place, unit in enumerate(units[: last + 1])
        if (name := _tick(unit, units))
    ]


def _tick(unit: Unit, units: Sequence[Unit]) -> str:
    if isinstance(unit, Years):
        return str(unit.first.year) if unit.first.year % 50 == 0 or unit is units[0] else ""
    if unit.day:
        return str(unit.day) if unit.day % 7 == 1 else ""
    if unit.month and units[0].first.year == units[-1].first.year:
        return moment.on(unit.first, "M") if unit.month % 2 else ""
    if unit.month:
        return str(unit.year) if unit.month == 1 or unit is units[0] else ""
    step = next((step for step in (1, 2, 5, 10) if len(units) / step <= FEWEST_PLACES), 10)
    return str(unit.year) if unit.year % step == 0 else ""


def _places(units: Sequence[Unit]) -> int:
    return max(len(units), FEWEST_PLACES)


def _from_start(start: float, width: float, from_the_right: bool) -> float:  # noqa: FBT001
    return 100 - start - width if from_the_right else start


@lru_cache(maxsize=100)
def _is_from_the_right(_language: str | None) -> bool:
    """Whether one reads from the right in the present language; Django looks it up each time."""
    return get_language_bidi()


@lru_cache(maxsize=1024)
def _told(number: int, _language: str | None) -> str:
    """Return a number as the reader's language writes it."""
    return number_format(number, use_l10n=True)


def _written(percentage: float) -> str:
    return f"{percentage:.4g}"
