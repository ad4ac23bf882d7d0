"""Rows by their keys, some thousand at once, in one parameter: Django would check each of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from collections.abc import Collection

SQL = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(%s AS json))",
}


def among(rows: Any, keys: Collection[int]) -> Any:
    """Return those of the rows whose primary keys are among the given ones."""
    sql = SQL[connections[rows.db].vendor]
    return rows.filter(pk__in=RawSQL(sql, [json.dumps(list(keys))]))  # noqa: S611 - only our own
