"""That the one who publishes is not the one who wrote, at the desks that demand it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext

from newsroom.editing.models.about import name_of
from newsroom.editing.releases.writers import writers_of
from newsroom.editing.rights import wants_two_people
from newsroom.publication.models import State

if TYPE_CHECKING:
    from newsroom.editing.releases.writers import Writers
    from newsroom.publication.models import Publication

MOST_NAMED = 5
"""Names of those who may publish instead."""


def forbids(user: Any, publication: Publication, writers: Writers) -> bool:
    """
    Whether the user may not release the publication, because they wrote of it.

    What is scheduled has been released by one person; since then it changes only by two.
    """
    if publication.state != State.DRAFT or not wants_two_people(type(publication)):
        return False
    return user.pk in writers.get(publication.pk, ())


def forbids_this(user: Any, publication: Publication) -> bool:
    kind = type(publication)
    if publication.pk is None or not wants_two_people(kind):
        return False
    return forbids(user, publication, writers_of(kind, [publication.pk]))


def why(publication: Publication, writers: Writers) -> str:
    """Say why the publication waits for somebody else, and for whom."""
    others = who_else(type(publication), writers.get(publication.pk, set()))
    if not others:
        return gettext(
            "was written by you, and at this desk somebody else publishes. Nobody can at "
            "present: whoever manages the users must give somebody the right"
        )
    sentence = gettext("was written by you, and at this desk somebody else publishes: %(names)s")
    return sentence % {"names": ", ".join(others)}


def who_else(kind: type[Publication], writers: set[int]) -> list[str]:
    """Return the names of some who may publish at the desk and wrote nothing of it."""
    right = f"{kind._meta.app_label}.publish_{kind._meta.model_name}"
    users: Any = get_user_model()._default_manager
    may = users.with_perm(right, backend="django.contrib.auth.backends.ModelBackend")
    others = may.filter(is_staff=True).exclude(pk__in=writers).order_by("pk")
    return [name_of(user) for user in others[:MOST_NAMED]]
