"""Django's loaddata, which says in a sentence what is wrong with a fixture, and keeps versions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.utils.translation import gettext

from newsroom.editing import history
from newsroom.editing.stored import parts_of
from newsroom.publication.models import Publication, kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    Identity = tuple[type[Publication], int]

MISTAKES = (
    DatabaseError,
    DeserializationError,
    ObjectDoesNotExist,
    OverflowError,
    ValidationError,
    ValueError,
)

MOST_KEPT = 500
"""
New publications of which a version is kept at once.

Those of a whole archive would double the base and the time to load it. Each is kept as it came
in before somebody changes it, so nothing is lost by waiting.
"""


class Command(loaddata.Command):
    def handle(self, *fixture_labels: Any, **options: Any) -> Any:
        try:
            return super().handle(*fixture_labels, **options)
        except MISTAKES as error:
            raise CommandError(f"Nothing was loaded. {told(error)}") from error

    def loaddata(self, fixture_labels: Sequence[str]) -> None:
        """Load the files as one act; Django holds the transaction around it."""
        self.found: dict[Identity, None] = {}
        self.new: dict[Identity, None] = {}
        files = ", ".join(str(label).rpartition("/")[2] for label in fixture_labels)
        with history.one_act(None, gettext("Loaded from %(files)s.") % {"files": files}) as changed:
            super().loaddata(fixture_labels)
            changed.update(self.found)
            if len(self.new) <= MOST_KEPT:
                changed.update(self.new)

    def save_obj(self, obj: Any) -> bool:
        """Keep what is there before something else replaces it."""
        if is_stored(obj.object):
            return bool(super().save_obj(obj))
        before = identity_of(obj.object)
        if before and before not in self.new and before not in self.found:
            self.find(before)
        saved = bool(super().save_obj(obj))
        # A new publication has its number only now.
        if saved and (after := identity_of(obj.object)) and after not in self.found:
            self.new[after] = None
        return saved

    def find(self, identity: Identity) -> None:
        """Keep the publication as it is before it is changed, if it is there at all."""
        kind, pk = identity
        if publication := kind._default_manager.filter(pk=pk).first():
            self.found[identity] = None
            history.catch_up(publication)


def is_stored(row: Model) -> bool:
    """Whether the base says of the row what the fixture says."""
    found = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    names = [field.attname for field in row._meta.concrete_fields]
    return found is not None and all(getattr(found, it) == getattr(row, it) for it in names)


def identity_of(row: Any) -> Identity | None:
    """Return of which publication the row tells, if it is one, or a part of one that is known."""
    if isinstance(row, Publication):
        return (type(row), row.pk) if row.pk else None
    kind, owner = owners().get(type(row), (None, ""))
    pk = getattr(row, f"{owner}_id", None)
    return (kind, pk) if kind and pk else None


@cache
def owners() -> dict[type[Model], tuple[type[Publication], str]]:
    """Return to which kind of publication each model of parts belongs, and by which field."""
    return {parts.model: (kind, parts.owner) for kind in kinds() if (parts := parts_of(kind))}


def told(error: Exception) -> str:
    """Return what was wrong and where, with what the broken rule asks for in words."""
    cause = str(error.__cause__ or "")
    found = " ".join(f"{error} {'' if cause in str(error) else cause}".split())
    rules = (rule for model in apps.get_models() for rule in model._meta.constraints)
    asked = [str(rule.violation_error_message) for rule in rules if rule.name in found]
    return " ".join([found, *asked])
