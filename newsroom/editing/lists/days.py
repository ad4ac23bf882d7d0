"""The days to which a list can be narrowed: the latest ones, and any of the whole archive."""

from __future__ import annotations

import datetime
from contextlib import suppress
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, Subquery
from django.utils.formats import date_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.admin.views.main import ChangeList

    Span = tuple[datetime.date, datetime.date]

DAY = datetime.timedelta(days=1)
LAST_YEAR = 9998
"""Beyond it there is no day after the last one."""


class DayFilter(admin.DateFieldListFilter):
    """
    What Django offers, and below it the years of the archive, their months and their days.

    Django's own `date_hierarchy` groups the whole table for this. Here the first and the last
    date are read, and the calendar is known.
    """

    template = "admin/editing/day_filter.html"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.archive = first_and_last(self.field.model._default_manager.all(), self.field_path)

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        yield from super().choices(changelist)
        for title, span in self.calendar():
            asked = dict(zip(self.names, map(str, span), strict=True))
            yield {
                "selected": self.date_params == asked,
                "query_string": changelist.get_query_string(asked, [self.field_generic]),
                "display": title,
                "is_of_calendar": True,
            }

    @property
    def names(self) -> tuple[str, str]:
        """The parameters of the first day, and of the one after the last."""
        return f"{self.field_path}__gte", f"{self.field_path}__lt"

    @property
    def chosen(self) -> Span | None:
        """The days from the first one to the one after the last, if such are chosen."""
        with suppress(KeyError, ValueError):
            since, until = (self.date_params[name] for name in self.names)
            return datetime.date.fromisoformat(since), datetime.date.fromisoformat(until)
        return None

    def calendar(self) -> Iterator[tuple[str, Span]]:
        """Yield the years; but of a year its months as well, of a month its days."""
        if not self.archive:
            return
        year, month = (within(self.chosen, unit) for unit in (year_of, month_of))
        years = [year] if year else [*steps(self.archive, year_of)][::-1]
        months = [month] if month else steps(both(self.archive, year), month_of)
        days = steps(both(self.archive, month), day_of)
        yield from ((str(span[0].year), span) for span in years)
        if year:
            yield from ((date_format(span[0], "F"), span) for span in months)
        if month:
            yield from ((str(span[0].day), span) for span in days)


def first_and_last(rows: Any, name: str) -> Span | None:
    """Return the first date in an indexed column and the day after the last, if there is any."""
    ends = rows.order_by(name).values("pk")[:1], rows.order_by(f"-{name}").values("pk")[:1]
    is_an_end = reduce(or_, (Q(pk=Subquery(end)) for end in ends))
    found = sorted(rows.order_by().filter(is_an_end).values_list(name, flat=True))
    return (found[0], found[-1] + DAY) if found else None


def year_of(day: datetime.date) -> Span:
    return datetime.date(day.year, 1, 1), datetime.date(day.year + 1, 1, 1)


def month_of(day: datetime.date) -> Span:
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1)


def day_of(day: datetime.date) -> Span:
    return day, day + DAY


def within(span: Span | None, unit: Any) -> Span | None:
    """Return the unit, a year say, that holds all of the span."""
    if not span or not span[0] < span[1] or span[0].year > LAST_YEAR:
        return None
    found: Span = unit(span[0])
    return found if span[1] <= found[1] else None


def both(archive: Span, unit: Span | None) -> Span:
    """Return the part of the unit that lies in the archive."""
    return (max(archive[0], unit[0]), min(archive[1], unit[1])) if unit else archive


def steps(span: Span, unit: Any) -> Iterator[Span]:
    """Yield the units that hold the days of the span, from the first one on."""
    day, end = span
    while day < end:
        found: Span = unit(day)
        yield found
        day = found[1]
