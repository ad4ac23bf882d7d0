"""What is stored by itself and shown with a publication: the exchanges of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class Parts:
    """The rows of a relation as a queryset reads them, in words that are found once."""

    def __init__(self, relation: str, queryset: QuerySet[Any]) -> None:
        self.relation, self.queryset = relation, queryset
        self.prepared = Prepared(self.of)

    @property
    def prefetch(self) -> Prefetch[Any]:
        """The same for `prefetch_related`."""
        return Prefetch(self.relation, self.queryset)

    def of(self, whole: Any, *, owner: str) -> QuerySet[Any]:
        return self.queryset.filter(**{owner: whole})

    def read_with(self, whole: Model) -> None:
        """Read the parts of the object, and leave them with it as `prefetch_related` does."""
        relation: Any = whole._meta.get_field(self.relation)
        owner = relation.field.name
        found = self.prepared.objects(whole.pk, owner=owner)
        for part in found:
            part._state.fields_cache[owner] = whole  # noqa: SLF001 - as Django's own prefetching does
        rows = getattr(whole, self.relation).get_queryset()
        rows._result_cache, rows._prefetch_done = found, True  # noqa: SLF001 - the same
        told: Any = whole.__dict__.setdefault("_prefetched_objects_cache", {})
        told[self.relation] = rows
