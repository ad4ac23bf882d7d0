"""Bringing a publication back to what it said once, by the rules of any other change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from newsroom.editing import history
from newsroom.editing.comparing import entries
from newsroom.editing.contents import Content, Part
from newsroom.editing.corrections import note_change
from newsroom.editing.proposals.answering import ChangedMeanwhileError
from newsroom.editing.proposals.making import propose, would_be
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.stored import content_of, put
from newsroom.publication.models.addresses import is_spoken_for
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from reversion.models import Version

    from newsroom.editing.comparing import Entry
    from newsroom.editing.corrections import ChangeForm
    from newsroom.editing.models import Proposal
    from newsroom.publication.models import Publication


@dataclass(frozen=True)
class Restoring:
    """What is stored, and what restoring a version would make of it. The release stays."""

    publication: Publication
    now: Content
    then: Content
    wanted: Content

    @classmethod
    def of(cls, publication: Publication, version: Version) -> Restoring:
        now = content_of(publication)
        then = history.content_of_version(version)
        return cls(publication, now, then, completed(publication, then, now))

    @property
    def seen(self) -> str:
        """Another one as soon as what is stored, or who can read it, is another."""
        return f"{self.now.digest}-{self.publication.published_at}"

    @property
    def keeps_the_address(self) -> bool:
        """Whether the address stays, because another publication is known by the former one."""
        return self.then.texts.get("slug", self.now.texts["slug"]) != self.wanted.texts["slug"]

    @property
    def entries(self) -> list[Entry]:
        return entries(type(self.publication), self.now, self.wanted)

    def put(self) -> None:
        put(self.publication, self.wanted)


def comment_of(version: Version) -> str:
    moment = in_words(version.revision.date_created)
    return gettext("Restored the version of %(moment)s.") % {"moment": moment}


def completed(publication: Publication, then: Content, now: Content) -> Content:
    """
    Return what a version said, with the present wording of what it does not know.

    That is a field younger than the version. Where another publication is known by its address,
    the present one stays.
    """
    texts = {name: then.texts.get(name, text) for name, text in now.texts.items()}
    if not is_free(publication, texts["slug"]):
        texts["slug"] = now.texts["slug"]
    present = {part.key: part.texts for part in now.parts}
    parts = (Part(it.key, {**present.get(it.key, {}), **it.texts}) for it in then.parts)
    return Content(texts, tuple(parts))


def is_free(publication: Publication, slug: str) -> bool:
    """Whether no other publication of the desk has the address, or had it before readers."""
    others: Any = type(publication)._default_manager.exclude(pk=publication.pk)
    taken = others.filter(slug=slug).exists()
    return not taken and not is_spoken_for(publication.desk(), slug, publication.pk)


@transaction.atomic
def restore(
    publication: Publication,
    version: Version,
    user: Any,
    *,
    seen: str,
    change: ChangeForm | None = None,
) -> Proposal | None:
    """
    Restore the version, or propose to, as the user may; return the proposal if there is one.

    `seen` is `Restoring.seen` of the page on which it was looked at; `change` says what readers
    are told of it. Raises ChangedMeanwhileError, ValidationError for what the rules of the
    publication do not allow by now, and its DoesNotExist where it is deleted.
    """
    rows: Any = type(publication)._default_manager.select_for_update()
    restoring = Restoring.of(rows.get(pk=publication.pk), version)
    if restoring.seen != seen:
        raise ChangedMeanwhileError
    stored, comment = restoring.publication, comment_of(version)
    if not may_change_at_once(user, stored):
        proposed = would_be(stored, restoring.put)
        return propose(stored, user, restoring.now, proposed, comment)
    history.catch_up(stored)
    restoring.put()
    history.record(stored, user, comment)
    note_change(stored, user, change, restoring.now)
    return None
