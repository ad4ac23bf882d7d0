"""A year, a month or a day of the archive, as it stands in an address."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Self

from django.utils.dates import MONTHS

from newsroom.publication.surroundings import language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Period(NamedTuple):
    """
    The days from `first` to `last`, both included.

    Made with `Period.of(2024)`, `Period.of(2024, 4)` or `Period.of(2024, 4, 24)`;
    a day that the calendar does not have raises ValueError.
    """

    year: int
    month: int | None
    day: int | None
    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Self:
        first = last = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
        if not day:
            last = datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
        return cls(year, month, day, first, last)

    @property
    def kwargs(self) -> dict[str, str]:
        """The parts of the address, each as wide as it is written: 2024, 04, 24."""
        parts = {"year": f"{self.year:04}"}
        if self.month:
            parts["month"] = f"{self.month:02}"
        if self.day:
            parts["day"] = f"{self.day:02}"
        return parts

    @property
    def path(self) -> str:
        """What the address of a list has for the period: 2024/04/24/."""
        month = f"{self.year:04}/{self.month:02}/" if self.month else f"{self.year:04}/"
        return f"{month}{self.day:02}/" if self.day else month

    @property
    def name(self) -> str:
        """The name of the route in every list: year, month or day."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def within(self) -> Period | None:
        """The next larger period, if any."""
        if self.day:
            return Period.of(self.year, self.month)
        return Period.of(self.year) if self.month else None

    @property
    def months(self) -> list[Period]:
        return [Period.of(self.year, month) for month in range(1, 13)]

    @property
    def before(self) -> Period | None:
        """The period of the same length just before, None where the calendar begins."""
        if self.first == datetime.date.min:
            return None
        return self._around(self.first - datetime.timedelta(days=1))

    @property
    def after(self) -> Period | None:
        """The period of the same length just after, None where the calendar ends."""
        if self.last == datetime.date.max:
            return None
        return self._around(self.last + datetime.timedelta(days=1))

    def _around(self, date: datetime.date) -> Period:
        return Period.of(date.year, self.month and date.month, self.day and date.day)

    def __str__(self) -> str:
        """24 April 2024, April 2024 or 2024, in the reader's language."""
        return self.written(names_of_months(language()))

    def written(self, months: Mapping[int, str]) -> str:
        """Return the same with these names of the months, for who has dozens of periods."""
        # As Django's "j F Y" says it.
        year = f"{self.year:04}"
        month = f"{months[self.month]} {year}" if self.month else year
        return f"{self.day} {month}" if self.day else month


@lru_cache(maxsize=100)
def names_of_months(_language: str | None) -> dict[int, str]:
    """Return the names of the months in the present language; nobody may change them."""
    return {number: str(name) for number, name in MONTHS.items()}
