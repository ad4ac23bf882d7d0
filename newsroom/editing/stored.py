"""The content of a publication, read from the base and put into it, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom.editing.contents import Content, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import Model

    from newsroom.publication.models import Publication

STEP = 10
"""Between the positions of two parts, so that one can be put between them by hand."""


class Parts:
    """The one relation of a publication to its parts, as far as its kind has one."""

    def __init__(self, kind: type[Publication]) -> None:
        (self.name,) = kind.parts
        relation: Any = kind._meta.get_field(self.name)
        self.model: Any = relation.related_model
        self.owner: str = relation.field.name

    def of(self, publication: Publication) -> list[Any]:
        """Return the rows in the order of reading, read anew."""
        return list(self.model._default_manager.filter(**{self.owner: publication.pk}))


def parts_of(kind: type[Publication]) -> Parts | None:
    """Return how the kind is bound to its parts. A kind has at most one sort of them."""
    return Parts(kind) if kind.parts else None


def content_of(publication: Publication) -> Content:
    """Return what the object says, with its parts as they are stored."""
    parts = parts_of(type(publication))
    rows = parts.of(publication) if parts and publication.pk else []
    texts = texts_of(publication, type(publication).content_fields())
    return Content(texts, tuple(Part(row.key, texts_of(row, row.content_fields)) for row in rows))


def texts_of(row: Model, names: Iterable[str]) -> dict[str, str]:
    return {name: row._meta.get_field(name).value_to_string(row) for name in names}  # type: ignore[union-attr]


def put(publication: Publication, content: Content) -> None:
    """
    Make the content that of the publication, and save what differs, within one transaction.

    Parts are known by their keys; what has a new key is a new part. Raises ValidationError for
    what the rules of the publication do not allow; then some may be written already.
    """
    set_texts(publication, content.texts)
    publication.full_clean(exclude=["published_at"])
    publication.save()
    if parts := parts_of(type(publication)):
        put_parts(parts, publication, content.parts)


def set_texts(row: Model, texts: Any) -> None:
    for name, text in texts.items():
        field: Any = row._meta.get_field(name)
        setattr(row, name, field.to_python(text))


def put_parts(parts: Parts, publication: Publication, wanted: Sequence[Part]) -> None:
    """Write what differs, in a few queries however many parts there are."""
    stored = {row.key: row for row in parts.of(publication)}
    keys = [part.key for part in wanted]
    gone = [row.pk for key, row in stored.items() if key not in set(keys)]
    parts.model._default_manager.filter(pk__in=gone).delete()
    in_place = [key for key in stored if key in set(keys)] == keys
    rows = [
        stored.get(part.key) or parts.model(key=part.key, **{parts.owner: publication})
        for part in wanted
    ]
    before = {row.key: (row.position, texts_of(row, row.content_fields)) for row in stored.values()}
    for number, (row, part) in enumerate(zip(rows, wanted, strict=True), 1):
        row.position = row.position if in_place else number * STEP
        set_texts(row, part.texts)
    write(parts, rows, before)


def write(parts: Parts, rows: Iterable[Any], before: Mapping[str, tuple[int, Any]]) -> None:
    """Write the rows that have another place or other texts than `before`, or were not."""
    kept = [row for row in rows if row.key in before]
    reworded = [row for row in kept if texts_of(row, row.content_fields) != before[row.key][1]]
    moved = [row for row in kept if row.position != before[row.key][0]]
    added = [row for row in rows if row.key not in before]
    check([*reworded, *added], parts.owner)
    manager = parts.model._default_manager
    try:
        with transaction.atomic():
            manager.bulk_update(reworded, parts.model.content_fields)
            manager.bulk_update(moved, ["position"])
            manager.bulk_create(added)
    except IntegrityError:
        # To ask for a constraint takes a query each, so it is asked only to tell which was broken.
        check([*reworded, *added], parts.owner, constraints=True)
        raise


def check(rows: Iterable[Any], owner: str, *, constraints: bool = False) -> None:
    """Ask each part for its rules, but for those that no new place or text can break."""
    for row in rows:
        try:
            row.full_clean([owner], validate_unique=False, validate_constraints=constraints)
        except ValidationError as error:
            sentences = [f"{row}: {sentence}" for sentence in error.messages]
            raise ValidationError(sentences) from error
