"""How many publications a reader may see: per month, and per day where days are asked for."""

from __future__ import annotations

import datetime
from collections import Counter
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.functional import cached_property

from newsroom.publication.date_counts import DAY, MONTH, counts_of, day_counts_of
from newsroom.publication.models import State
from newsroom.publication.models.shelf import Shelf
from newsroom.publication.prepared import fetched, in_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser, User
    from django.db.backends.base.base import BaseDatabaseWrapper

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf

    Part = tuple[str, Sequence[Any]]
    Stretch = tuple[datetime.date, datetime.date]
    """The first day and the last, both included."""

MOST_DAYS = 5_000
"""Publications whose dates are read one by one; of more than these no days are told."""


@dataclass(frozen=True)
class Counts:
    """
    Numbers of publications, by the first day of each `months`, by `days` and by year (`years`).

    `days` is None where there were too many to read. What has no publication is not in them.
    """

    months: Mapping[datetime.date, int]
    days: Mapping[datetime.date, int] | None = None
    years: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        years: dict[int, int] = {}
        for month, number in self.months.items():
            years[month.year] = years.get(month.year, 0) + number
        object.__setattr__(self, "years", years)

    def with_days(self, days: Mapping[datetime.date, int]) -> Self:
        """Return the same months with these days beside those that are known."""
        counted = copy(self)
        object.__setattr__(counted, "days", {**(self.days or {}), **days})
        return counted

    @classmethod
    def of(cls, dates: Iterable[datetime.date] | Mapping[datetime.date, int]) -> Self:
        """Count publications of which every date is known, those of a search for instance."""
        days = Counter(dates)
        months: dict[tuple[int, int], int] = {}
        for day, number in days.items():
            month = day.year, day.month
            months[month] = months.get(month, 0) + number
        first = {datetime.date(*month, 1): number for month, number in months.items()}
        return cls(first, days)

    @cached_property
    def first(self) -> datetime.date | None:
        """The first day of the first month that has something."""
        return min(self.months, default=None)

    @cached_property
    def last(self) -> datetime.date | None:
        """The first day of the last month that has something."""
        return max(self.months, default=None)


def read(
    models: Sequence[type[Publication]],
    user: User | AnonymousUser,
    stretches: Iterable[Stretch] = (),
) -> Counts:
    """
    Return the months of all that the user may see, and its days in these stretches of time.

    No two stretches may have a day in common. One statement, which reads sums that triggers
    keep: it costs the same whatever a month holds.
    """
    asked = [_Kept(model, user) for model in models]
    parts = [part for kept in asked for part in kept.months()]
    parts += [part for kept in asked for stretch in stretches for part in kept.days(stretch)]
    days, months = _told(models[0], parts)
    return Counts(months, days)


def days_of(
    models: Sequence[type[Publication]], user: User | AnonymousUser, stretch: Stretch
) -> dict[datetime.date, int]:
    """Return the days of a stretch of time on which the user may see something."""
    parts = [part for model in models for part in _Kept(model, user).days(stretch)]
    return _told(models[0], parts)[0]


def read_narrowed(
    models: Sequence[type[Publication]],
    user: User | AnonymousUser,
    narrowed: Sequence[AnyShelf],
) -> Counts:
    """
    Return the months of all that the user may see, and all days of what is `narrowed`.

    One statement, which reads at most `MOST_DAYS` dates of each narrowed queryset.
    """
    parts = [part for model in models for part in _Kept(model, user).months()]
    parts += [_days(shelf) for shelf in narrowed]
    days, months = _told(models[0], parts)
    return Counts(months, days if sum(days.values()) <= MOST_DAYS else None)


class _Kept:
    """
    What the triggers count has a moment of release.

    It is set right here for who is looking, and when.
    """

    def __init__(self, model: type[Publication], user: User | AnonymousUser) -> None:
        desk_open = model.drafts_are_open_to(user)
        self.desk = model.desk()
        self.vendor = connections[model._default_manager.db].vendor
        self.aside = Shelf(model).in_state(State.DRAFT if desk_open else State.SCHEDULED)
        self.step = 1 if desk_open else -1

    def months(self) -> Iterator[Part | None]:
        yield f"SELECT month AS unit, number FROM {counts_of(self.desk)}", ()  # noqa: S608
        yield _part(MONTH[self.vendor], self.step, self.aside)

    def days(self, stretch: Stretch) -> Iterator[Part | None]:
        within = [day.isoformat() for day in stretch]
        table = day_counts_of(self.desk)
        yield f"SELECT day AS unit, number FROM {table} WHERE day BETWEEN %s AND %s", within  # noqa: S608
        if aside := _part(DAY[self.vendor], self.step, self.aside):
            # What waits is few, and found by its moment: asked for its dates, a base would read
            # all that the stretch of time has.
            rows, parameters = aside
            few = f"SELECT unit, number FROM ({rows}) AS aside WHERE unit BETWEEN %s AND %s"  # noqa: S608
            yield few, [*parameters, *within]


def _days(shelf: AnyShelf) -> Part | None:
    day = DAY[connections[shelf.model._default_manager.db].vendor]
    return _part(day, 1, shelf, MOST_DAYS + 1)


def _part(unit: str, step: int, shelf: AnyShelf, most: int | None = None) -> Part | None:
    """Count by `step` the units of a queryset's dates; None where it is empty without asking."""
    if isinstance(shelf, Shelf):
        rows, parameters = shelf.dates(most)
    else:
        try:
            rows, parameters = shelf.their_dates()[:most].query.sql_with_params()
        except EmptyResultSet:
            return None
    select = f"SELECT {unit.format(date='date')} AS unit, {step} AS number"
    return (f"{select} FROM ({rows}) AS dated", parameters) if rows else None


def _told(
    model: type[Publication], parts: Iterable[Part | None]
) -> tuple[dict[datetime.date, int], dict[datetime.date, int]]:
    """Return the days that the parts count, and the months by their first day."""
    found = _added_up(connections[model._default_manager.db], [part for part in parts if part])
    days = {_day(unit): number for unit, number in found if len(unit) > len("2024-04")}
    months = {_day(f"{unit}-01"): number for unit, number in found if len(unit) == len("2024-04")}
    return days, months


def _added_up(connection: BaseDatabaseWrapper, parts: Sequence[Part]) -> list[tuple[str, int]]:
    rows = " UNION ALL ".join(sql for sql, _parameters in parts)
    sql = (
        f"SELECT unit, SUM(number) FROM ({rows}) AS counted "  # noqa: S608 - only our own names
        "GROUP BY unit HAVING SUM(number) > 0"
    )
    given = [value for _sql, values in parts for value in values]
    return fetched(connection, sql, _straight(connection.alias, sql), given)


@lru_cache(maxsize=256)
def _straight(using: str, sql: str) -> str:
    """Return the words of the driver for a statement, of which there are as many as of forms."""
    return in_words_of(connections[using], sql)


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)
