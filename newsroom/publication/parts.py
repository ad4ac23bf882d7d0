"""What is stored by itself and shown with a publication: the exchanges of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Model, QuerySet


def parts_of(whole: Model, relation: str) -> Iterable[Any]:
    """Return the parts of an object as they were read with it; else they are read now."""
    # To ask the relation costs as much as to show a part, and each page does so several times.
    read_along = whole.__dict__.get("_prefetched_objects_cache", {})
    told: Iterable[Any] | None = read_along.get(relation)
    if told is None:
        told = getattr(whole, relation).all()
    return told


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
        told: Any = whole.__dict__.setdefault("_prefetched_objects_cache", {})
        told[self.relation] = Rows(found, lambda: self.of(whole, owner=owner))


class Rows:
    """
    What was read of a relation, in the place of the queryset that Django would leave there.

    It is no more than its rows until something else is asked of it; then it is that queryset,
    which would take longer to make than the rows to read.
    """

    def __init__(self, rows: list[Any], make: Callable[[], QuerySet[Any]]) -> None:
        self.rows, self.make = rows, make

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: Any) -> Any:
        return self.rows[place]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks of any object, as to copy it
            raise AttributeError(name)
        queryset: Any = self.make()
        # As Django's own prefetching does.
        queryset._result_cache, queryset._prefetch_done = self.rows, True  # noqa: SLF001
        return getattr(queryset, name)
