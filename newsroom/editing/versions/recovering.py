"""What was deleted at the desk, and how it comes back: as a draft, with its parts and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.translation import gettext
from reversion.models import Version

from newsroom.editing import history
from newsroom.editing.models import ActDetails
from newsroom.editing.stored import parts_of, put_parts, set_texts
from newsroom.editing.versions.restoring import is_free
from newsroom.publication.models.state import NoIndexOf

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from newsroom.publication.models import Publication


class IsThereError(Exception):
    """The publication is not deleted, or not any more; nothing was changed."""


MOST_ACTS = 1_000
"""Acts that deleted something; each can hold many."""

MOST_VERSIONS = 10_000
"""Versions of a kind that are looked through, one by one, for what is gone."""


def is_much(kind: type[Publication]) -> bool:
    """Whether more versions are kept than are looked through without being asked to."""
    versions: QuerySet[Version] = Version.objects.get_for_model(kind)
    return versions.order_by()[MOST_VERSIONS:].exists()


def deleted(kind: type[Publication], *, also_untold: bool) -> QuerySet[Version]:
    """
    Return the last version of each publication that is gone, the last one deleted first.

    What was deleted at the desk is found by the act that did it; what went by a way that tells
    nobody, only by looking through all versions.
    """
    found: Any = Version.objects.get_deleted(kind) if also_untold else deleted_at_the_desk(kind)
    told: QuerySet[Version] = found.select_related("revision__user", "revision__details")
    return told.order_by("-pk")


def deleted_at_the_desk(kind: type[Publication]) -> QuerySet[Version]:
    """Start from the latest acts that deleted something, which are few, and not from versions."""
    number = ContentType.objects.get_for_model(kind).pk
    acts = ActDetails.objects.filter(is_deletion=True).order_by("-revision_id")
    versions: Any = Version.objects.filter(
        Exact(NoIndexOf("content_type_id"), number),
        revision__in=acts.values("revision_id")[:MOST_ACTS],
    )
    key = Cast(OuterRef("object_id"), kind._meta.pk)
    is_there = Exists(kind._default_manager.filter(pk=key))
    its = Version.objects.get_for_model(kind).filter(object_id=OuterRef("object_id"))
    is_told_later = Exists(its.filter(revision__gt=OuterRef("revision")))
    return versions.exclude(is_there).exclude(is_told_later)  # type: ignore[no-any-return]


def is_deletion(version: Version) -> bool:
    """Whether the version tells who deleted the publication, and when."""
    details = getattr(version.revision, "details", None)
    return bool(details and details.is_deletion)


@transaction.atomic
def recover(kind: type[Publication], version: Version, user: Any) -> Publication:
    """
    Make the publication again, under its own number, as a draft whatever it was.

    It gets a new address where another publication has its own by now. Raises IsThereError, and
    ValidationError for what the rules of the publication do not allow by now.
    """
    publication: Any = kind()
    publication.pk = int(version.object_id)
    if kind._default_manager.filter(pk=publication.pk).exists():
        raise IsThereError
    content = history.content_of_version(version)
    set_texts(publication, content.texts)
    if not is_free(publication, publication.slug):
        publication.slug = ""
    publication.full_clean(exclude=["published_at"])
    publication.save(force_insert=True)
    if parts := parts_of(kind):
        put_parts(parts, publication, content.parts)
    history.record(publication, user, gettext("Recovered."))
    return publication  # type: ignore[no-any-return]
