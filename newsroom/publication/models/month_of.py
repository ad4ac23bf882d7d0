"""The month of a date, as an index can hold it."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, IntegerField


class MonthOf(Func):
    """
    The month that the date in a column falls into, as a number: 202404.

    Django's own functions for that cannot be indexed: on SQLite they are written in Python, and
    on PostgreSQL they ask for the time zone of the session.
    """

    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(replace(substr(%(expressions)s, 1, 7), '-', '') AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "(EXTRACT(YEAR FROM %(expressions)s) * 100"
            " + EXTRACT(MONTH FROM %(expressions)s))::integer"
        )
        return self.as_sql(compiler, connection, template=template, **context)
