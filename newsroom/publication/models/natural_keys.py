"""Rows that are known by what they say, in fixtures and between bases, and not by a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from collections.abc import Collection

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)

PLACE = "natural_{}"


class NaturalKeyQuerySet(models.QuerySet[Row_co]):
    """Finds rows by their natural keys: one as Django does, or many in one query."""

    natural_fields: tuple[str, ...] = ()
    """Where the parts of the key are found, as a lookup writes it: "interview__slug"."""

    def get_by_natural_key(self, *key: Any) -> Row_co:
        return self.get(**dict(zip(self.natural_fields, key, strict=True)))

    def with_natural_keys(self, keys: Collection[tuple[Any, ...]]) -> dict[tuple[Any, ...], Row_co]:
        """
        Return the rows that have the keys, each by its key.

        A moment in a key may be one, or its text in ISO form. The rows of one publication are
        all read, however few of them are asked for. Raises ValidationError for a key that is
        none.
        """
        fields = [field_at(self.model, path) for path in self.natural_fields]
        asked = {
            tuple(it.to_python(part) for it, part in zip(fields, key, strict=True)): key
            for key in keys
        }
        first, *_others = self.natural_fields
        named = {PLACE.format(n): F(path) for n, path in enumerate(self.natural_fields)}
        rows = self.filter(**{f"{first}__in": {key[0] for key in asked}}).annotate(**named)
        found = {tuple(getattr(row, name) for name in named): row for row in rows.order_by()}
        return {asked[key]: row for key, row in found.items() if key in asked}


def field_at(model: Any, path: str) -> Any:
    """Return the field to which a lookup leads."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)
