"""What was deleted at the desk, and how it comes back: as a draft, with its parts and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext
from reversion.models import Version

from newsroom.editing import history
from newsroom.editing.stored import parts_of, put_parts, set_texts
from newsroom.editing.versions.restoring import is_free

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from newsroom.publication.models import Publication


class IsThereError(Exception):
    """The publication is not deleted, or not any more; nothing was changed."""


def deleted(kind: type[Publication]) -> QuerySet[Version]:
    """Return the last version of each publication that is gone, the last one deleted first."""
    found: QuerySet[Version] = Version.objects.get_deleted(kind)
    return found.select_related("revision__user", "revision__details").order_by("-pk")


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
