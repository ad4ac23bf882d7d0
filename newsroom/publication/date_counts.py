"""
How many publications each month and each day has, kept by the database itself.

Grouping a million rows by month takes half a second, and a busy month alone has thousands. So
each desk has two small tables of sums that triggers keep through every way of writing:
`news_monthcount` (`month` as 2024-04, `number`) and `news_daycount` (`day` as 2024-04-24,
`number`). A publication counts there from the moment it has a moment of release. Whether that
has come is a question of the reading, and is left to the queryset (see `counts`).

The one statement that no trigger of SQLite sees in full is INSERT OR REPLACE
(https://www.sqlite.org/lang_conflict.html); Django never writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.publication.keeping import Keeper

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH = {"sqlite": "substr({date}, 1, 7)", "postgresql": "to_char({date}, 'YYYY-MM')"}
"""How a base writes the month of a date as 2024-04."""

DAY = {"sqlite": "substr({date}, 1, 10)", "postgresql": "to_char({date}, 'YYYY-MM-DD')"}
"""How a base writes a date as 2024-04-24."""

ONE_IN_SO_MANY = 100
"""Writes after which, on the average, PostgreSQL adds up the rows of each unit."""

COUNTED_BY_ROW = """
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s WHEN %(when)s BEGIN
  INSERT INTO %(counts)s (%(unit)s, number)
    SELECT %(written)s, 0 WHERE NOT EXISTS
      (SELECT 1 FROM %(counts)s WHERE %(unit)s = %(written)s);
  UPDATE %(counts)s SET number = number + %(step)s WHERE %(unit)s = %(written)s;
END"""

# Writers only ever add rows, so that none of them waits for another. Now and then one of them
# adds up what nobody else holds; a stricter isolation would refuse to touch a row that another
# one has added up since, and leaves that to the rest.
COUNTED_BY_STATEMENT = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO %(counts)s (%(unit)s, number)
    SELECT %(unit)s, sum(step) FROM (%(steps)s) AS steps GROUP BY 1 HAVING sum(step) <> 0;
  IF random() * %(seldom)s < 1 AND current_setting('transaction_isolation') = 'read committed' THEN
    WITH taken AS (
      DELETE FROM %(counts)s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %(counts)s FOR UPDATE SKIP LOCKED
      )) RETURNING %(unit)s, number
    )
    INSERT INTO %(counts)s (%(unit)s, number)
      SELECT %(unit)s, sum(number) FROM taken GROUP BY 1 HAVING sum(number) <> 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s %(rows)s
  FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()"""

EMPTIED = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  DELETE FROM %(counts)s;
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}" AFTER TRUNCATE ON %(table)s
  FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()"""


class DateCounts(Keeper):
    """Keeps the sums of one desk's months or days."""

    unit: str
    """What is counted: "month" or "day"."""
    length: int
    """How many characters of a date name the unit."""
    written: Mapping[str, str]
    """How each base writes the unit of a date."""

    def __init__(self, app_label: str, model_name: str) -> None:
        self.table = f"{app_label}_{model_name}"
        self.counts = f"{app_label}_{self.unit}count"
        self.name = f"{self.table}_{self.unit}_counts"

    def triggers(self, vendor: str) -> list[str]:
        return self._by_row() if vendor == "sqlite" else self._by_statement()

    def refill(self, vendor: str) -> list[str]:
        written = self.written[vendor].format(date="date")
        counted = f"SELECT {written}, count(*) FROM {self.table}"  # noqa: S608 - only our own names
        columns = f"{self.unit} varchar({self.length}) NOT NULL, number integer NOT NULL"
        return [
            f"DROP TABLE IF EXISTS {self.counts}",
            f"CREATE TABLE {self.counts} ({columns})",
            f"CREATE INDEX {self.counts}_by_{self.unit} ON {self.counts} ({self.unit}, number)",
            f"INSERT INTO {self.counts} {counted} WHERE published_at IS NOT NULL GROUP BY 1",
        ]

    def _by_row(self) -> list[str]:
        changed = (
            "(OLD.date <> NEW.date OR (OLD.published_at IS NULL) <> (NEW.published_at IS NULL))"
        )
        return [
            COUNTED_BY_ROW
            % {
                "counts": self.counts,
                "unit": self.unit,
                "table": self.table,
                "event": event,
                "written": self.written["sqlite"].format(date=f"{row}.date"),
                "step": step,
                "when": f"{row}.published_at IS NOT NULL{also}",
            }
            for event, row, step, also in [
                ("INSERT", "NEW", 1, ""),
                ("DELETE", "OLD", -1, ""),
                ("UPDATE OF date, published_at", "OLD", -1, f" AND {changed}"),
                ("UPDATE OF date, published_at", "NEW", 1, f" AND {changed}"),
            ]
        ]

    def _by_statement(self) -> list[str]:
        gone, come = ("OLD TABLE AS gone", "NEW TABLE AS come")
        names = {
            "counts": self.counts,
            "unit": self.unit,
            "table": self.table,
            "seldom": ONE_IN_SO_MANY,
        }
        events = {
            "INSERT": (f"REFERENCING {come}", self._steps("come", 1)),
            "DELETE": (f"REFERENCING {gone}", self._steps("gone", -1)),
            "UPDATE": (
                f"REFERENCING {gone} {come}",
                f"{self._steps('gone', -1)} UNION ALL {self._steps('come', 1)}",
            ),
        }
        counted = [
            COUNTED_BY_STATEMENT % (names | {"event": event, "rows": rows, "steps": steps})
            for event, (rows, steps) in events.items()
        ]
        return [*counted, EMPTIED % names]

    def _steps(self, rows: str, step: int) -> str:
        written = self.written["postgresql"].format(date="date")
        return (
            f"SELECT {written} AS {self.unit}, {step} AS step "  # noqa: S608 - only our own names
            f"FROM {rows} WHERE published_at IS NOT NULL"
        )


class MonthCounts(DateCounts):
    unit, length, written = "month", 7, MONTH


class DayCounts(DateCounts):
    unit, length, written = "day", 10, DAY


def counts_of(desk: str) -> str:
    """Return the name of the table in which a desk's months are counted."""
    return f"{desk}_monthcount"


def day_counts_of(desk: str) -> str:
    """Return the name of the table in which a desk's days are counted."""
    return f"{desk}_daycount"
