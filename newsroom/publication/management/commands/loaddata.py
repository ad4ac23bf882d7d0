"""Django's loaddata, which tells what is wrong with a fixture in one sentence."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

MISTAKES = (
    DatabaseError,
    DeserializationError,
    ObjectDoesNotExist,
    OverflowError,
    ValidationError,
    ValueError,
)


class Command(loaddata.Command):
    def handle(self, *fixture_labels: Any, **options: Any) -> Any:
        try:
            return super().handle(*fixture_labels, **options)
        except MISTAKES as error:
            raise CommandError(f"Nothing was loaded. {told(error)}") from error


def told(error: Exception) -> str:
    """Return what was wrong and where, with what the broken rule asks for in words."""
    cause = str(error.__cause__ or "")
    found = " ".join(f"{error} {'' if cause in str(error) else cause}".split())
    rules = (rule for model in apps.get_models() for rule in model._meta.constraints)
    asked = [str(rule.violation_error_message) for rule in rules if rule.name in found]
    return " ".join([found, *asked])
