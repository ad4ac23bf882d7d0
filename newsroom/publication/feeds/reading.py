"""Reading what a feed tells of each publication beside its own row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, prefetch_related_objects
from django.db.models.lookups import In

from newsroom.publication.paging import SIZE
from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from newsroom.publication.models import Publication


def read_parts(publications: Sequence[Publication]) -> None:
    """Read what belongs to each, a query for each kind that has parts, and its corrections."""
    for kind in {type(publication) for publication in publications}:
        alike = [publication for publication in publications if type(publication) is kind]
        for relation in kind.parts:
            read_relation(alike, relation)
        corrected: list[Any] = [it for it in alike if getattr(it, "corrected_at", None)]
        prefetch_related_objects(corrected, "corrections")


def of_owners(*owners: Any, model: type[Publication], relation: str) -> QuerySet[Any]:
    field: Any = model._meta.get_field(relation)
    parts: QuerySet[Any] = field.related_model._default_manager.filter(
        In(F(field.field.attname), owners)
    )
    return parts


PARTS = Prepared(of_owners)


def read_relation(publications: Sequence[Publication], relation: str) -> None:
    """Leave with each of at most a page of publications of a kind what it has of the relation."""
    model = type(publications[0])
    field: Any = model._meta.get_field(relation)
    parts: dict[int, list[Any]] = {it.pk: [] for it in publications}
    # There is no publication 0; the question is the same, however many there are.
    asked = [*parts, *[0] * (SIZE - len(parts))]
    for part in PARTS.objects(*asked, model=model, relation=relation):
        parts[part.__dict__[field.field.attname]].append(part)
    for publication in publications:
        # What `all()` gives of a relation that was prefetched is this very object.
        told: Any = publication.__dict__.setdefault("_prefetched_objects_cache", {})
        told[relation] = parts[publication.pk]
