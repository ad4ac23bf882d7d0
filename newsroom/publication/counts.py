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

from newsroom.publication.models import State
from newsroom.publication.models.shelf import Shelf
from newsroom.publication.month_counts import DAY, MONTH, counts_of
from newsroom.publication.prepared import fetched, in_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser, User
    from django.db.backends.base.base import BaseDatabaseWrapper

    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf

    Part = tuple[str, Sequence[Any]]

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
        years: Counter[int] = Counter()
        for month, number in self.months.items():
            years[month.year] += number
        object.__setattr__(self, "years", years)

    def with_days(self, days: Mapping[datetime.date, int] | None) -> Self:
        """Return the same months with these days beside those that are known; None: too many."""
        told = None if days is None or self.days is None else {**self.days, **days}
        counted = copy(self)
        object.__setattr__(counted, "days", told)
        return counted

    @classmethod
    def of(cls, dates: Iterable[datetime.date] | Mapping[datetime.date, int]) -> Self:
        """Count publications of which every date is known, those of a search for instance."""
        days = Counter(dates)
        months: Counter[tuple[int, int]] = Counter()
        for day, number in days.items():
            months[day.year, day.month] += number
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
    narrowed: Sequence[AnyShelf] = (),
) -> Counts:
    """
    Return the months of all that the user may see, and the days of what is `narrowed`.

    One statement, which reads the sums that triggers keep and at most `MOST_DAYS` dates of
    each narrowed queryset.
    """
    connection = connections[models[0]._default_manager.db]
    parts = [part for model in models for part in _months(connection, model, user)]
    parts += [_days(connection, shelf) for shelf in narrowed]
    found = _added_up(connection, [part for part in parts if part])
    days = {_day(unit): number for unit, number in found if len(unit) > len("2024-04")}
    months = {_day(f"{unit}-01"): number for unit, number in found if len(unit) == len("2024-04")}
    return Counts(months, days if sum(days.values()) <= MOST_DAYS else None)


def days_of(narrowed: Sequence[AnyShelf]) -> dict[datetime.date, int] | None:
    """Return the days of what is `narrowed`; None where there are too many to read."""
    connection = connections[narrowed[0].model._default_manager.db]
    parts = [_days(connection, shelf) for shelf in narrowed]
    found = _added_up(connection, [part for part in parts if part])
    days = {_day(unit): number for unit, number in found}
    return days if sum(days.values()) <= MOST_DAYS else None


def _months(
    connection: BaseDatabaseWrapper, model: type[Publication], user: User | AnonymousUser
) -> list[Part | None]:
    """What the triggers count has a moment of release; set right for who is looking, and when."""
    desk_open = model.drafts_are_open_to(user)
    aside = Shelf(model).in_state(State.DRAFT if desk_open else State.SCHEDULED)
    month = MONTH[connection.vendor].format(date="date")
    return [
        (f"SELECT month AS unit, number FROM {counts_of(model.desk())}", ()),  # noqa: S608
        _part(f"SELECT {month}, {'1' if desk_open else '-1'}", aside),
    ]


def _days(connection: BaseDatabaseWrapper, shelf: AnyShelf) -> Part | None:
    day = DAY[connection.vendor].format(date="date")
    return _part(f"SELECT {day} AS unit, 1 AS number", shelf, MOST_DAYS + 1)


def _part(select: str, shelf: AnyShelf, most: int | None = None) -> Part | None:
    """Select from the dates of a queryset; None where it is empty without being asked."""
    if isinstance(shelf, Shelf):
        rows, parameters = shelf.dates(most)
    else:
        try:
            rows, parameters = shelf.their_dates()[:most].query.sql_with_params()
        except EmptyResultSet:
            return None
    return (f"{select} FROM ({rows}) AS dated", parameters) if rows else None


def _added_up(connection: BaseDatabaseWrapper, parts: Sequence[Part]) -> list[tuple[str, int]]:
    rows = " UNION ALL ".join(sql for sql, _parameters in parts)
    if not rows:
        return []
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
