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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


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
    day = RawSQL("found.day", ())
    newest = publications.order_by("-date").values("date")[:1]
    before = publications.filter(date__lt=day).order_by("-date").values("date")[:1]
    latest = publications.filter(date=day).order_by("-published_at", "pk").values("pk")[:1]
    parts = [part.query.sql_with_params() for part in (newest, before, latest)]
    (first, following, last), parameters = zip(*parts, strict=True)
    sql = (
        f"WITH RECURSIVE found(day) AS (SELECT ({first}) UNION ALL "  # noqa: S608 - only our own names
        f"SELECT ({following}) FROM found WHERE found.day IS NOT NULL) "
        f"SELECT ({last}) FROM found WHERE found.day IS NOT NULL"
    )
    found = RawSQL(sql, list(chain(*parameters)))  # noqa: S611
    shown: QuerySet[Any] = publications.model._default_manager.filter(pk__in=found)
    return shown
