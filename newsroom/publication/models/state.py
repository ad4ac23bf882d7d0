"""The three states of a publication, told by the moment of its release."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What `published_at` says at a given moment. Never stored."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLIC = "public", _("Public")


class NoIndexOf(Func):
    """
    The column as it is, by which SQLite looks up no row.

    Nearly every row is public: to find these by their release, and to sort them by date
    afterwards, would be to read them all (https://www.sqlite.org/optoverview.html#uplus).
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)
