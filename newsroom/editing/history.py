"""
Every version of a publication, with its parts: who wrote it, when, and in which act.

Kept by django-reversion (https://django-reversion.readthedocs.io/): a revision is one act, at
the desk or of an import, and holds a version of each publication that it changed. A version is
written once the whole act is done, by `record`; no signal is relied on, because bulk writes send
none.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import reversion
from django.db import transaction
from django.utils.translation import gettext
from reversion.models import Version

from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import content_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from newsroom.publication.models import Publication


def keep_versions_of(kind: type[Publication]) -> None:
    """Have the versions of a kind of publications include its parts."""
    if parts := parts_of(kind):
        reversion.register(parts.model)
    reversion.register(kind, follow=kind.parts)


@contextmanager
def one_act(user: Any, comment: str) -> Iterator[None]:
    """Gather whatever is recorded within in one revision: an import, an action of a list."""
    with reversion.create_revision(manage_manually=True):
        if user is not None and user.is_authenticated:
            reversion.set_user(user)
        reversion.set_comment(comment)
        yield


def record(publication: Publication, user: Any, comment: str) -> None:
    """Keep the publication as it is stored now, as what the user has made of it."""
    stored = type(publication)._default_manager.get(pk=publication.pk)
    if reversion.is_active():
        reversion.add_to_revision(stored)
        return
    with one_act(user, comment):
        reversion.add_to_revision(stored)


def catch_up(publication: Publication) -> None:
    """
    Keep what is stored, if it came in by a way that keeps no versions, before it is changed.

    So no wording that the desk has seen is lost, whether SQL or a fixture brought it in.
    """
    latest = versions_of(publication).first()
    stored = type(publication)._default_manager.filter(pk=publication.pk).first()
    if stored and (latest is None or content_of_version(latest) != content_of(stored)):
        with transaction.atomic():
            record(stored, None, gettext("Found like this."))


def versions_of(publication: Publication) -> QuerySet[Version]:
    """Return its versions, the latest first, each with its revision and user."""
    found: QuerySet[Version] = Version.objects.get_for_object(publication)
    return found.select_related("revision__user")


def content_of_version(version: Version) -> Content:
    """Return what the publication said then. Fields that it did not have yet are left out."""
    kind: Any = version.content_type.model_class()
    told = fields_of(version)
    texts = {name: as_text(told[name]) for name in kind.content_fields() if name in told}
    return Content(texts, tuple(parts_of_version(version)))


def parts_of_version(version: Version) -> Iterator[Part]:
    kind: Any = version.content_type.model_class()
    if not (parts := parts_of(kind)):
        return
    beside = version.revision.version_set.get_for_model(parts.model)
    rows = [(fields_of(it), int(it.object_id)) for it in beside]
    own = [(row, pk) for row, pk in rows if str(row[parts.owner]) == version.object_id]
    for row, _pk in sorted(own, key=lambda it: (it[0]["position"], it[1])):
        names = parts.model.content_fields
        yield Part(row["key"], {name: as_text(row[name]) for name in names if name in row})


def fields_of(version: Version) -> dict[str, Any]:
    """Return the fields as they were serialized, whatever the model has become since."""
    (told,) = json.loads(version.serialized_data)
    fields: dict[str, Any] = told["fields"]
    return fields


def as_text(value: Any) -> str:
    return "" if value is None else str(value)
