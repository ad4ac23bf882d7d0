"""
The different values of a column, at the cost of the values and not of the rows.

This leaps through an index from each value to the next
(https://wiki.postgresql.org/wiki/Loose_indexscan), where SELECT DISTINCT and GROUP BY would read
every row. Which rows count is left to the queryset.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from newsroom.publication.date_counts import counts_of
from newsroom.publication.models.month_of import MonthOf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MONTH_FOUND = "CAST(replace(found.month, '-', '') AS integer)"
"""A month that is written as 2024-04, as `MonthOf` gives it."""


def values_of(queryset: QuerySet[Any], columns: Sequence[str], most: int) -> dict[str, list[str]]:
    """
    Return at most so many different values of each indexed text column, none of them empty.

    All columns are read in one query.
    """
    walks, parameters = zip(*(walk(queryset, column) for column in columns), strict=True)
    shown = (
        f"SELECT * FROM (SELECT '{column}', value FROM found_{column} "  # noqa: S608 - only our own names
        f"WHERE value <> '' LIMIT {most:d}) {column}"
        for column in columns
    )
    sql = f"WITH RECURSIVE {', '.join(walks)} {' UNION ALL '.join(shown)}"
    found: dict[str, list[str]] = {column: [] for column in columns}
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(sql, list(chain(*parameters)))
        for column, value in cursor.fetchall():
            found[column].append(value)
    return found


def walk(queryset: QuerySet[Any], column: str) -> tuple[str, tuple[Any, ...]]:
    """Return the part of a query that finds each next value of the column, and its parameters."""
    found = f"found_{column}"
    last = RawSQL(f"{found}.value", ())  # noqa: S611 - only our own names
    greater = queryset.filter(**{f"{column}__gt": last}).order_by(column)
    following, parameters = greater.values(column)[:1].query.sql_with_params()
    sql = (
        f"{found}(value) AS (SELECT CAST('' AS text) UNION ALL "  # noqa: S608 - only our own names
        f"SELECT CAST(({following}) AS text) FROM {found} WHERE {found}.value IS NOT NULL)"
    )
    return sql, parameters


def latest_of_each_day(publications: QuerySet[Any]) -> QuerySet[Any]:
    """Return, of every date that publications bear, the one that was released last."""
    days, of_days = walk_of_days(publications)
    latest, of_latest = sql_of(of_the_day(publications, "-published_at", "pk").values("pk"))
    sql = f"WITH RECURSIVE {days} SELECT ({latest}) FROM found WHERE found.day IS NOT NULL"  # noqa: S608 - only our own names
    found = RawSQL(sql, [*of_days, *of_latest])  # noqa: S611
    shown: QuerySet[Any] = publications.model._default_manager.filter(pk__in=found)
    return shown


def latest_of_each_month(publications: QuerySet[Any]) -> tuple[str, list[Any]]:
    """
    Return words and parameters that read the last release of every month that publications bear.

    The rows are the month, written as 2024-04, and the moment as the base stores it; NULL where
    nothing in the month is among the publications. What months there are, `date_counts` knows.
    """
    month = RawSQL(MONTH_FOUND, ())  # noqa: S611 - our own
    released = publications.filter(Exact(MonthOf("date"), month)).order_by("-published_at")
    latest, of_latest = sql_of(released.values("published_at"))
    months = counts_of(publications.model.desk())
    sql = (
        f"SELECT month, ({latest}) AS latest FROM "  # noqa: S608 - only our own names
        f"(SELECT DISTINCT month FROM {months}) AS found"
    )
    return sql, [*of_latest]


def walk_of_days(publications: QuerySet[Any]) -> tuple[str, list[Any]]:
    """Return the part of a query that finds each earlier `day` of the publications."""
    dates = publications.order_by("-date").values("date")
    first, of_first = sql_of(dates)
    following, of_following = sql_of(dates.filter(date__lt=RawSQL("found.day", ())))
    sql = (
        f"found(day) AS (SELECT ({first}) UNION ALL "  # noqa: S608 - only our own names
        f"SELECT ({following}) FROM found WHERE found.day IS NOT NULL)"
    )
    return sql, [*of_first, *of_following]


def of_the_day(publications: QuerySet[Any], *order: str) -> QuerySet[Any]:
    """Return what bears the day that was found."""
    return publications.filter(date=RawSQL("found.day", ())).order_by(*order)


def sql_of(rows: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    """Return words and parameters that read the first of the rows."""
    found: tuple[str, Sequence[Any]] = rows[:1].query.sql_with_params()
    return found
