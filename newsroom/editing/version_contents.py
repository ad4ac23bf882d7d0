"""What a publication said, read from its kept versions, several of them in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from reversion.models import Version

from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.editing.stored import Parts
    from newsroom.publication.models import Publication

    Fields = dict[str, Any]


def contents_of(versions: Sequence[Version]) -> dict[int, Content]:
    """
    Return what one publication said in each of these versions, by the numbers of the versions.

    Fields that it did not have yet are left out.
    """
    if not versions:
        return {}
    parts = parts_of(kind_of(versions[0]))
    rows = part_rows(parts, versions) if parts else {}
    return {it.pk: content_of_fields(it, parts, rows.get(it.revision_id, ())) for it in versions}


def kind_of(version: Version) -> type[Publication]:
    kind: Any = ContentType.objects.get_for_id(version.content_type_id).model_class()
    return kind  # type: ignore[no-any-return]


def content_of_fields(
    version: Version, parts: Parts | None, rows: Iterable[tuple[Fields, int]]
) -> Content:
    texts = texts_in(fields_of(version), kind_of(version).content_fields())
    in_order = sorted(rows, key=lambda it: (it[0]["position"], it[1]))
    names = parts.model.content_fields if parts else ()
    return Content(texts, tuple(Part(row["key"], texts_in(row, names)) for row, _pk in in_order))


def part_rows(parts: Parts, versions: Sequence[Version]) -> dict[int, list[tuple[Fields, int]]]:
    """Return the fields of the parts with their numbers, by the number of the revision."""
    owner = versions[0].object_id
    # An act may hold a thousand publications: the base leaves out most of what is not asked for.
    # It is not asked for the model, which would mislead SQLite to an index of all versions.
    beside = Version.objects.filter(
        revision__in={version.revision_id for version in versions},
        serialized_data__contains=f'"{parts.owner}": {owner}',
    )
    model = ContentType.objects.get_for_model(parts.model).pk
    found = defaultdict(list)
    names = ("revision_id", "content_type_id", "object_id", "serialized_data")
    for revision, content_type, pk, told in beside.order_by().values_list(*names):
        if content_type == model and str((row := fields_in(told))[parts.owner]) == owner:
            found[revision].append((row, int(pk)))
    return found


def fields_of(version: Version) -> Fields:
    """Return the fields as they were serialized, whatever the model has become since."""
    return fields_in(version.serialized_data)


def fields_in(told: str) -> Fields:
    (row,) = json.loads(told)
    fields: Fields = row["fields"]
    return fields


def texts_in(row: Fields, names: Iterable[str]) -> dict[str, str]:
    return {name: as_text(row[name]) for name in names if name in row}


def as_text(value: Any) -> str:
    return "" if value is None else str(value)
