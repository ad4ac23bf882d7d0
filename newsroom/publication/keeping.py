"""
What the base keeps up to date by itself, whoever writes to it: by triggers.

Triggers are not put into migrations. On SQLite Django changes a table by making it anew, and
its triggers would be gone without a word. So they are taken away before a migration of their
desk, or of an app to whose tables they write, and put back, with what they keep made anew,
after it. Their names carry a digest of their
text: a changed definition is noticed, and what it keeps is made anew.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate, pre_migrate

if TYPE_CHECKING:
    from django.apps import AppConfig
    from django.db.backends.base.base import BaseDatabaseWrapper

NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT proname FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype",
}
DROP = {
    "sqlite": 'DROP TRIGGER IF EXISTS "{name}"',
    # A trigger of PostgreSQL goes with the function that it calls.
    "postgresql": 'DROP FUNCTION IF EXISTS "{name}"() CASCADE',
}


class Keeper(ABC):
    """Something that triggers keep for a desk. `name` begins the name of each of them."""

    name: str
    writes_to: tuple[str, ...] = ()
    """The apps, beside the desk, whose tables the triggers write to."""

    @abstractmethod
    def triggers(self, vendor: str) -> list[str]:
        """
        Return the statements that make the triggers: "sqlite" or "postgresql".

        What `refill` makes is there already. Each has `{name}` where the name of its trigger
        stands; on PostgreSQL that is the name of its function as well.
        """

    @abstractmethod
    def refill(self, vendor: str) -> list[str]:
        """Return the statements that make anew what is kept."""

    def named(self, vendor: str) -> dict[str, str]:
        """Return the statements by the name of their trigger."""
        told = self.triggers(vendor)
        digest = hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]
        names = [f"{self.name}_{digest}_{number}" for number in range(1, len(told) + 1)]
        return {name: sql.replace("{name}", name) for name, sql in zip(names, told, strict=True)}


KEPT: list[Keeper] = []
"""The keepers of all desks that are installed."""


def keep(desk: AppConfig, *keepers: Keeper) -> None:
    """Have each keeper's triggers present whenever the tables that they know are."""

    def let_go(plan: list[tuple[Any, bool]], using: str, **_told: Any) -> None:
        changing = {migration.app_label for migration, _backwards in plan}
        for keeper in keepers:
            if changing & {desk.label, *keeper.writes_to}:
                take_away(keeper, connections[using])

    def take_up(using: str, **_told: Any) -> None:
        behind = not_up_to_date(connections[using])
        for keeper in keepers:
            if not behind & {desk.label, *keeper.writes_to}:
                put_back(keeper, connections[using])

    KEPT.extend(keepers)
    # Signals hold their receivers weakly; these live as long as the desk.
    pre_migrate.connect(let_go, sender=desk, weak=False)
    post_migrate.connect(take_up, sender=desk, weak=False)


def not_up_to_date(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the apps that have a migration to apply: triggers know no older columns."""
    loader = MigrationLoader(connection)
    leaves = loader.graph.leaf_nodes()
    return {
        app_label
        for app_label, name in leaves
        if (app_label, name) not in loader.applied_migrations
    }


def present(keeper: Keeper, connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        return {name for (name,) in cursor.fetchall() if name.startswith(f"{keeper.name}_")}


def take_away(keeper: Keeper, connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in present(keeper, connection):
            cursor.execute(DROP[connection.vendor].format(name=name))


def put_back(keeper: Keeper, connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, and what they keep, unless they are all there as they should be."""
    wanted = keeper.named(connection.vendor)
    if present(keeper, connection) == set(wanted):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        take_away(keeper, connection)
        for sql in [*keeper.refill(connection.vendor), *wanted.values()]:
            cursor.execute(sql)


def make_anew(connection: BaseDatabaseWrapper) -> None:
    """Make all triggers, and what they keep, anew from the rows, whatever has become of them."""
    with transaction.atomic(using=connection.alias):
        for keeper in KEPT:
            take_away(keeper, connection)
            put_back(keeper, connection)
