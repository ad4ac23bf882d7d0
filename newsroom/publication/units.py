"""What the bars of a chart stand for: days, months, years, or several years each."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsroom.publication.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsroom.publication.counts import Counts
    from newsroom.publication.spans import Span

MOST_MONTHS = 36
"""Months that are drawn one by one; a longer time is drawn in years."""

MOST_YEARS = 60
"""Years that are drawn one by one; of more, several share a bar."""

STEPS = (1, 2, 5, 10)


class Years(NamedTuple):
    """Several years in a row, where one bar for each of them would be too many."""

    first: datetime.date
    last: datetime.date

    def __str__(self) -> str:
        return f"{self.first.year}–{self.last.year}"

    def written(self, _months: Mapping[int, str]) -> str:
        """Return the same, as periods are written with the names of the months."""
        return str(self)


Unit: TypeAlias = Period | Years
"""What one bar stands for."""


def number_of(unit: Unit, counts: Counts) -> int:
    """Return how many publications the unit has."""
    if isinstance(unit, Years):
        return sum(counts.years.get(year, 0) for year in range(unit.first.year, unit.last.year + 1))
    if unit.day:
        return (counts.days or {}).get(unit.first, 0)
    return counts.months.get(unit.first, 0) if unit.month else counts.years.get(unit.year, 0)


def days_of(month: Period) -> list[Unit]:
    first = month.first.toordinal()
    days = map(datetime.date.fromordinal, range(first, month.last.toordinal() + 1))
    return [Period(month.year, month.month, day.day, day, day) for day in days]


def months_between(first: datetime.date, last: datetime.date) -> list[Unit]:
    return [
        Period.of(place // 12, place % 12 + 1) for place in range(_place(first), _place(last) + 1)
    ]


def how_many_months(first: datetime.date, last: datetime.date) -> int:
    return _place(last) - _place(first) + 1


def years_between(first: datetime.date, last: datetime.date, step: int = 1) -> list[Unit]:
    """Return the years, or rows of `step` years that begin with a multiple of it."""
    if step == 1:
        return [Period.of(year) for year in range(first.year, last.year + 1)]
    return [
        Years(datetime.date(year, 1, 1), datetime.date(year + step - 1, 12, 31))
        for year in range(first.year // step * step, last.year + 1, step)
    ]


def units_for(span: Span, counts: Counts) -> list[Unit]:
    """Return what the bars stand for: the closest view of the span in which there is something."""
    for units in _views(span, counts):
        if any(number_of(unit, counts) for unit in units):
            return units
    return []


def _views(span: Span, counts: Counts) -> Iterator[list[Unit]]:
    yield from _close_to(span, counts)
    yield _whole(span, counts)


def _close_to(span: Span, counts: Counts) -> Iterator[list[Unit]]:
    first, last = span.first or counts.first, span.last or counts.last
    if not span or first is None or last is None or first > last:
        return
    if span.month and counts.days is not None:
        yield days_of(span.month)
    if first.year == last.year:
        yield months_between(first.replace(month=1, day=1), first.replace(month=12, day=1))
    elif how_many_months(first, last) <= MOST_MONTHS:
        yield months_between(first, last)


def _whole(span: Span, counts: Counts) -> list[Unit]:
    first, last = counts.first, counts.last
    if first is None or last is None:
        return []
    if first.year == last.year:
        return months_between(first.replace(month=1), first.replace(month=12))
    if how_many_months(first, last) <= MOST_MONTHS:
        return months_between(first, last)
    if last.year - first.year < MOST_YEARS:
        return years_between(first, last)
    # Of centuries, look at the chosen part of them where that has room.
    within = span.narrowed(first, last)
    begin, end = within.first or first, within.last or last
    if span and 0 <= end.year - begin.year < MOST_YEARS:
        return years_between(begin, end)
    step = next(step for step in STEPS if (last.year - first.year) // step < MOST_YEARS)
    return years_between(first, last, step)


def _place(day: datetime.date) -> int:
    """How many months have passed since the calendar began."""
    return day.year * 12 + day.month - 1
