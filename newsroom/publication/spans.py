"""Stretches of time that a list is asked for, and their addresses."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.formats import get_format

from newsroom.publication.period import Period
from newsroom.publication.units import Years

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.publication.units import Unit


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included; None where it is open to that side."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None

    def narrowed(self, first: datetime.date | None, last: datetime.date | None) -> Span:
        """Return what the span has in common with another one."""
        firsts = [day for day in (self.first, first) if day is not None]
        lasts = [day for day in (self.last, last) if day is not None]
        return Span(max(firsts, default=None), min(lasts, default=None))

    def meets(self, unit: Unit) -> bool:
        """Whether any of the unit's days lies in the span."""
        begun = self.first is None or self.first <= unit.last
        return begun and (self.last is None or unit.first <= self.last)

    @property
    def month(self) -> Period | None:
        """The one month in which the span lies, if there is one."""
        first, last = self.first, self.last
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            return None
        return Period.of(first.year, first.month)


def week_of(day: datetime.date) -> Span:
    """Return the week of a day, which begins as weeks do in the reader's language."""
    since = (day.isoweekday() - get_format("FIRST_DAY_OF_WEEK")) % 7
    first = day - datetime.timedelta(days=since)
    return Span(first, first + datetime.timedelta(days=6))


class Addresses:
    """
    The addresses of a list's stretches of time, each with the rest of the filter.

    Asking the map of the site for every bar would cost more than the whole chart: a period's
    address is the list's with the parts of the date added (see `urls.list_paths`).
    """

    def __init__(self, section: str, rest: Mapping[str, str]) -> None:
        self.section, self.rest = section, rest
        self.query = self.asking("", rest)

    def of(self, unit: Unit) -> str:
        if isinstance(unit, Years):
            return self.between(unit.first, unit.last)
        return f"{self.section}{unit.path}{self.query}"

    def of_year(self, year: int) -> str:
        return f"{self.section}{year:04}/{self.query}"

    def between(self, first: datetime.date, last: datetime.date) -> str:
        days = {"date_after": first.isoformat(), "date_before": last.isoformat()}
        return self.asking(self.section, days | dict(self.rest))

    @staticmethod
    def asking(address: str, query: Mapping[str, str]) -> str:
        return f"{address}?{urlencode(query)}" if query else address
