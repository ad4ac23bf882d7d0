"""What is stored of many publications beside what their latest versions say, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from reversion.models import Version

from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import parts_of, texts_of
from newsroom.editing.version_contents import content_of_fields, fields_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from newsroom.publication.models import Publication

    Rows = dict[tuple[int, str], list[tuple[dict[str, Any], int]]]


def beside_latest(
    kind: type[Publication], pks: Collection[int]
) -> Iterator[tuple[Publication, Version | None, bool]]:
    """
    Yield what is stored of the publications, with their latest versions if they have any.

    The last tells whether that version says what is stored, but for the release. Their parts
    are read with the publications.
    """
    rows = kind._default_manager.filter(pk__in=pks).order_by("pk")
    if not (found := list(rows.prefetch_related(*kind.parts))):
        return
    latest = latest_versions(found)
    contents = contents_of_latest(latest)
    for it in found:
        yield it, latest.get(it.pk), contents.get(it.pk) == content_with_parts(it)


def content_with_parts(publication: Publication) -> Content:
    """Return what the publication says, its parts being those that were read with it."""
    kind = type(publication)
    rows = [row for name in kind.parts for row in getattr(publication, name).all()]
    parts = tuple(Part(row.key, texts_of(row, row.content_fields)) for row in rows)
    return Content(texts_of(publication, kind.content_fields()), parts)


def latest_versions(publications: Sequence[Publication]) -> dict[int, Version]:
    """Return the latest version of each publication of one kind that has any, by its number."""
    kind = type(publications[0])
    kept = Version.objects.get_for_model(kind).order_by()
    kept = kept.filter(object_id__in=[str(it.pk) for it in publications])
    last = dict(kept.values_list("object_id").annotate(Max("revision_id")))
    # Another publication may have a version in the same act, and later ones.
    found = kept.filter(revision_id__in=set(last.values()))
    return {int(it.object_id): it for it in found if last[it.object_id] == it.revision_id}


def contents_of_latest(versions: Mapping[int, Version]) -> dict[int, Content]:
    """Return what each of these versions says, those of one kind, by the same numbers."""
    if not versions:
        return {}
    kind: Any = ContentType.objects.get_for_id(next(iter(versions.values())).content_type_id)
    parts = parts_of(kind.model_class())
    rows = rows_beside(parts, versions.values()) if parts else {}
    return {
        pk: content_of_fields(it, parts, rows.get((it.revision_id, it.object_id), ()))
        for pk, it in versions.items()
    }


def rows_beside(parts: Any, versions: Collection[Version]) -> Rows:
    """Return the fields of all parts in the same acts, with their numbers, by act and owner."""
    model = ContentType.objects.get_for_model(parts.model).pk
    beside = Version.objects.filter(revision__in={version.revision_id for version in versions})
    found: Rows = defaultdict(list)
    names = ("revision_id", "content_type_id", "object_id", "serialized_data")
    for revision, content_type, pk, told in beside.order_by().values_list(*names):
        if content_type == model:
            row = fields_in(told)
            found[revision, str(row[parts.owner])].append((row, int(pk)))
    return found
