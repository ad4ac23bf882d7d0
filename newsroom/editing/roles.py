"""The two roles of a desk, as groups of Django: Editors write, Publishers also publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EDITORS, PUBLISHERS = "Editors", "Publishers"

WRITE = ("add", "change", "view")
PUBLISH = (*WRITE, "delete", "publish")


def roles(desk: str, publication: str, parts: Iterable[str] = ()) -> migrations.RunPython:
    """
    Return the operation that gives both groups their rights at a desk.

    `publication` and `parts` are the names of the desk's models, as in "newsitem"; parts can be
    deleted by whoever may change what they belong to. A group that exists keeps what it has.
    """
    return migrations.RunPython(
        granting(desk, publication, tuple(parts)), migrations.RunPython.noop
    )


def granting(desk: str, publication: str, parts: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def grant(apps: Any, _schema_editor: Any) -> None:
        make_permissions(apps, desk)
        own = [f"{right}_{part}" for part in parts for right in (*WRITE, "delete")]
        for name, rights in ((EDITORS, WRITE), (PUBLISHERS, PUBLISH)):
            group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
            codenames = [*own, *(f"{right}_{publication}" for right in rights)]
            permissions = apps.get_model("auth", "Permission").objects.filter(
                content_type__app_label=desk, codename__in=codenames
            )
            group.permissions.add(*permissions)

    return grant


def looking(desk: str, model: str) -> migrations.RunPython:
    """Return the operation that lets both groups look at what nobody writes by hand."""
    return migrations.RunPython(showing(desk, model), migrations.RunPython.noop)


def showing(desk: str, model: str) -> Callable[[Any, Any], None]:
    def show(apps: Any, _schema_editor: Any) -> None:
        make_permissions(apps, desk)
        permission = apps.get_model("auth", "Permission").objects.get(
            content_type__app_label=desk, codename=f"view_{model}"
        )
        for name in (EDITORS, PUBLISHERS):
            group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
            group.permissions.add(permission)

    return show


def make_permissions(apps: Any, desk: str) -> None:
    """Make the desk's permissions now; Django makes them only when all migrations have run."""
    config = apps.get_app_config(desk)
    # Django passes over apps without a module of models, as those of a migration are.
    module, config.models_module = getattr(config, "models_module", None), True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = module
