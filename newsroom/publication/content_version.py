"""
Which content the base holds, told by one number that the base itself keeps.

Whatever is kept of a page, whole or in part, holds for as long as readers would see the same.
The base says when that ends: triggers give the number another value with every write to what
readers may see, whoever writes, and with no other write. What has a moment of release counts as
seen: the public sees it, or will from that moment on.

The number is drawn by chance and not counted. So two equal numbers mean the same content, also
where a backup has been restored, a standby has taken over or the table was made anew: a counter
would come by its old values once more, with other content.

As with the sums of the months, INSERT OR REPLACE of SQLite is not seen in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.publication.keeping import Keeper
from newsroom.publication.models import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.apps import AppConfig
    from django.db.models import Model

TABLE = "publication_contentversion"

CHANCE = {"sqlite": "random()", "postgresql": "hashtextextended(gen_random_uuid()::text, 0)"}
"""Any number of 64 bits. `random()` of PostgreSQL repeats itself where somebody has seeded it."""

READ = {
    "sqlite": f"SELECT coalesce((SELECT number FROM {TABLE}), {CHANCE['sqlite']})",  # noqa: S608
    "postgresql": f"SELECT coalesce(bit_xor(number), {CHANCE['postgresql']}) FROM {TABLE}",  # noqa: S608
}
"""How the number is read. Where somebody has emptied the table, no two readings are the same."""

COLUMNS = "transaction text PRIMARY KEY, number bigint NOT NULL, moves integer NOT NULL"

MADE = {
    "sqlite": [
        f"CREATE TABLE IF NOT EXISTS {TABLE} (number bigint NOT NULL)",
        f"DELETE FROM {TABLE}",  # noqa: S608
        f"INSERT INTO {TABLE} VALUES ({CHANCE['sqlite']})",  # noqa: S608
    ],
    "postgresql": [
        f"CREATE TABLE IF NOT EXISTS {TABLE} ({COLUMNS})",
        f"INSERT INTO {TABLE} VALUES (gen_random_uuid(), {CHANCE['postgresql']}, 1)",  # noqa: S608
    ],
}
"""What makes the table, which all desks share; made anew, it has another number."""

RELEASED = "{row}.published_at IS NOT NULL"

MOVED_BY_ROW = """
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s WHEN %(when)s
BEGIN UPDATE %(version)s SET number = %(chance)s; END"""

# Each transaction writes a row of its own, so that none waits for another; the number is that of
# all rows together (exclusive or), in whatever order they come in. The key is that of the
# transaction in this run of this server: rows of a restored dump are never taken for it. To
# change one row very often in one transaction gets slower and slower; nobody else sees more of
# it than the last value anyway.
#
# Now and then a writer makes one row of those that nobody holds, which leaves the number as it
# is. A stricter isolation would refuse to touch a row that another one has gathered since.
MOVED_BY_STATEMENT = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  this CONSTANT text := pg_current_xact_id()::text || ' ' || pg_postmaster_start_time();
BEGIN
  IF NOT (%(when)s) THEN RETURN NULL; END IF;
  INSERT INTO %(version)s AS its (transaction, number, moves) VALUES (this, %(chance)s, 1)
    ON CONFLICT (transaction) DO UPDATE
      SET number = its.number # excluded.number, moves = its.moves + 1
      WHERE its.moves < %(most)s;
  IF random() * %(seldom)s < 1 AND current_setting('transaction_isolation') = 'read committed' THEN
    WITH taken AS (
      DELETE FROM %(version)s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %(version)s WHERE transaction <> this FOR UPDATE SKIP LOCKED
      )) RETURNING number
    )
    UPDATE %(version)s SET number = number # (SELECT coalesce(bit_xor(number), 0) FROM taken)
      WHERE transaction = this;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s %(rows)s
  FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()"""

ONE_IN_SO_MANY = 100
"""Writes after which, on the average, PostgreSQL makes one row of all."""

MOST_MOVES = 100
"""Times that one transaction changes the number before its own eyes."""


class ContentVersion(Keeper):
    """Moves the number with every write to the tables of one app, as far as readers see them."""

    def __init__(self, app: AppConfig) -> None:
        self.name = f"{app.label}_content_version"
        models = app.get_models(include_auto_created=True)
        self.tables = {model._meta.db_table: is_seen(model) for model in models}

    def triggers(self, vendor: str) -> list[str]:
        by_table = self._by_row if vendor == "sqlite" else self._by_statement
        return [sql for table, seen in self.tables.items() for sql in by_table(table, seen)]

    def refill(self, vendor: str) -> list[str]:
        return MADE[vendor]

    def _by_row(self, table: str, seen: str) -> list[str]:
        names = {"version": TABLE, "chance": CHANCE["sqlite"], "table": table}
        rows = {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}
        return [
            MOVED_BY_ROW
            % (names | {"event": event, "when": _any(seen.format(row=row) for row in which)})
            for event, which in rows.items()
        ]

    def _by_statement(self, table: str, seen: str) -> list[str]:
        names: dict[str, Any] = {"version": TABLE, "chance": CHANCE["postgresql"], "table": table}
        names |= {"most": MOST_MOVES, "seldom": ONE_IN_SO_MANY}
        gone, come = "OLD TABLE AS gone", "NEW TABLE AS come"
        rows = {
            "INSERT": (f"REFERENCING {come}", _among(seen, "come")),
            "DELETE": (f"REFERENCING {gone}", _among(seen, "gone")),
            "UPDATE": (f"REFERENCING {gone} {come}", _among(seen, "gone", "come")),
            "TRUNCATE": ("", "TRUE"),
        }
        return [
            MOVED_BY_STATEMENT % (names | {"event": event, "rows": which, "when": when})
            for event, (which, when) in rows.items()
        ]


def is_seen(model: type[Model]) -> str:
    """
    Return the condition, of `{row}`, that readers may see the row.

    A publication has its moment of release, what belongs to one goes by that, and what belongs
    to none is always seen.
    """
    return _path(model) or "TRUE"


def _path(model: type[Model]) -> str:
    if issubclass(model, Publication):
        return RELEASED
    return next(filter(None, map(_through, model._meta.concrete_fields)), "")


def _through(field: Any) -> str:
    """Return the condition of what the key names; nothing where that is no publication's."""
    its = _path(field.related_model) if field.many_to_one and not field.null else ""
    if not its:
        return ""
    table, key = field.related_model._meta.db_table, field.target_field.column
    return (
        f"EXISTS (SELECT 1 FROM {table} WHERE {table}.{key} = {{row}}.{field.column}"  # noqa: S608
        f" AND {its.format(row=table)})"
    )


def _any(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions)


def _among(seen: str, *tables: str) -> str:
    return _any(f"EXISTS (SELECT 1 FROM {it} WHERE {seen.format(row=it)})" for it in tables)  # noqa: S608
