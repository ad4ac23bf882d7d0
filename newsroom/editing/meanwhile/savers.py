"""What others have made of a publication since somebody opened its form, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.editing import history
from newsroom.editing.meanwhile.opened import canonical
from newsroom.editing.models import PublishLogEntry
from newsroom.editing.models.about import name_of
from newsroom.editing.releases.moves import state_in_words
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser, User
    from reversion.models import Version

    from newsroom.editing.meanwhile.opened import OpenedInShort
    from newsroom.publication.models import Publication

    Somebody = User | AnonymousUser

MOST_NAMED = 5
"""Versions that are told one by one, the latest."""


def versions_since(publication: Publication, opened: OpenedInShort) -> list[Version]:
    """
    Return the versions since, the latest first, as far as they are told.

    What was only found, and is what the form was opened with, is no news.
    """
    since = history.versions_of(publication).filter(pk__gt=opened.version)[:MOST_NAMED]
    return [it for it in since if it.revision.user or not says(it, opened.digest)]


def says(version: Version, digest: str) -> bool:
    return canonical(history.content_of_version(version)).digest == digest


def saved_since(publication: Publication, opened: OpenedInShort, reader: Somebody) -> list[str]:
    """Return a sentence for each version since: who saved it, when and by what."""
    versions = versions_since(publication, opened)
    return [told(version, reader) for version in reversed(versions)]


def told(version: Version, reader: Somebody) -> str:
    revision = version.revision
    sentence = _("%(name)s saved a newer version on %(moment)s. %(comment)s")
    if revision.user is None:
        sentence = _("A newer version came in from outside the desk until %(moment)s. %(comment)s")
    elif revision.user == reader:
        sentence = _("You saved a newer version, in another window, on %(moment)s. %(comment)s")
    values = {
        "name": name_of(revision.user),
        "moment": in_words(revision.date_created),
        "comment": revision.comment,
    }
    return (sentence % values).strip()


def released_since(publication: Publication, opened: OpenedInShort, release: str) -> str:
    """Return a sentence if the state or the moment of release is another one by now."""
    if opened.release == release:
        return ""
    acts = PublishLogEntry.objects.about(publication).filter(made_at__gte=opened.at)
    act = acts.order_by("-made_at", "-pk").first()
    sentence = _("Its release is another one than when you opened the form. %(state)s")
    if act and act.user_name:
        sentence = _("%(name)s changed its release meanwhile. %(state)s")
    values = {"name": act.user_name if act else "", "state": state_in_words(publication)}
    return sentence % values


def names_of_savers(versions: Sequence[Version], reader: Somebody) -> str:
    """Return who wrote the newer wording, to stand behind "by"."""
    users = [it.revision.user for it in versions if it.revision.user]
    others = dict.fromkeys(name_of(user) for user in users if user != reader)
    own = _("you yourself, in another window") if users else _("somebody")
    return ", ".join(others) or own
