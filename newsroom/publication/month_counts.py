"""
How many publications each month has, kept by the database itself.

Grouping a million rows by month takes half a second, so each desk has a small table of sums
(`news_monthcount`: `month` as 2024-04, `number`) that triggers keep through every way of
writing. A publication counts there from the moment it has a moment of release. Whether that
has come is a question of the reading, and is left to the queryset (see `counts`).

The one statement that no trigger of SQLite sees in full is INSERT OR REPLACE
(https://www.sqlite.org/lang_conflict.html); Django never writes it.
"""

from __future__ import annotations

from newsroom.publication.keeping import Keeper

MONTH = {"sqlite": "substr({date}, 1, 7)", "postgresql": "to_char({date}, 'YYYY-MM')"}
"""How a base writes the month of a date as 2024-04."""

DAY = {"sqlite": "substr({date}, 1, 10)", "postgresql": "to_char({date}, 'YYYY-MM-DD')"}
"""How a base writes a date as 2024-04-24."""

ONE_IN_SO_MANY = 100
"""Writes after which, on the average, PostgreSQL adds up the rows of each month."""

COUNTED_BY_ROW = """
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s WHEN %(when)s BEGIN
  INSERT INTO %(counts)s (month, number)
    SELECT substr(%(row)s.date, 1, 7), 0 WHERE NOT EXISTS
      (SELECT 1 FROM %(counts)s WHERE month = substr(%(row)s.date, 1, 7));
  UPDATE %(counts)s SET number = number + %(step)s WHERE month = substr(%(row)s.date, 1, 7);
END"""

# Writers only ever add rows, so that none of them waits for another. Now and then one of them
# adds up what nobody else holds; a stricter isolation would refuse to touch a row that another
# one has added up since, and leaves that to the rest.
COUNTED_BY_STATEMENT = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO %(counts)s (month, number)
    SELECT month, sum(step) FROM (%(steps)s) AS steps GROUP BY month HAVING sum(step) <> 0;
  IF random() * %(seldom)s < 1 AND current_setting('transaction_isolation') = 'read committed' THEN
    WITH taken AS (
      DELETE FROM %(counts)s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %(counts)s FOR UPDATE SKIP LOCKED
      )) RETURNING month, number
    )
    INSERT INTO %(counts)s (month, number)
      SELECT month, sum(number) FROM taken GROUP BY month HAVING sum(number) <> 0;
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


class MonthCounts(Keeper):
    """Keeps the sums of one desk's months."""

    def __init__(self, app_label: str, model_name: str) -> None:
        self.table = f"{app_label}_{model_name}"
        self.counts = counts_of(app_label)
        self.name = f"{self.table}_month_counts"

    def triggers(self, vendor: str) -> list[str]:
        return self._by_row() if vendor == "sqlite" else self._by_statement()

    def refill(self, vendor: str) -> list[str]:
        month = MONTH[vendor].format(date="date")
        from_rows = f"FROM {self.table} WHERE published_at IS NOT NULL GROUP BY 1"
        return [
            f"DROP TABLE IF EXISTS {self.counts}",
            f"CREATE TABLE {self.counts} (month varchar(7) NOT NULL, number integer NOT NULL)",
            f"CREATE INDEX {self.counts}_by_month ON {self.counts} (month, number)",
            f"INSERT INTO {self.counts} (month, number) SELECT {month}, count(*) {from_rows}",
        ]

    def _by_row(self) -> list[str]:
        changed = (
            "(OLD.date <> NEW.date OR (OLD.published_at IS NULL) <> (NEW.published_at IS NULL))"
        )
        return [
            COUNTED_BY_ROW
            % {
                "counts": self.counts,
                "table": self.table,
                "event": event,
                "row": row,
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
        names = {"counts": self.counts, "table": self.table, "seldom": ONE_IN_SO_MANY}
        events = {
            "INSERT": (f"REFERENCING {come}", _steps("come", 1)),
            "DELETE": (f"REFERENCING {gone}", _steps("gone", -1)),
            "UPDATE": (
                f"REFERENCING {gone} {come}",
                f"{_steps('gone', -1)} UNION ALL {_steps('come', 1)}",
            ),
        }
        counted = [
            COUNTED_BY_STATEMENT % (names | {"event": event, "rows": rows, "steps": steps})
            for event, (rows, steps) in events.items()
        ]
        return [*counted, EMPTIED % names]


def counts_of(desk: str) -> str:
    """Return the name of the table in which a desk's months are counted."""
    return f"{desk}_monthcount"


def _steps(rows: str, step: int) -> str:
    month = MONTH["postgresql"].format(date="date")
    return (
        f"SELECT {month} AS month, {step} AS step "  # noqa: S608 - only our own names
        f"FROM {rows} WHERE published_at IS NOT NULL"
    )
