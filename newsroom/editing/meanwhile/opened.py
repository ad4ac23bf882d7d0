"""
What a form was opened with: it travels with the form, signed, and comes back when it is saved.

So the desk can tell what an editor has changed from what somebody else has saved meanwhile,
however the latter came in.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.core import signing
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import content_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.publication.models import Publication

SALT = "newsroom.editing.opened"

UNREADABLE = (signing.BadSignature, KeyError, TypeError, ValueError)
"""What a forged form raises, or one that was opened before a new release of this site."""


@dataclass(frozen=True)
class Opened:
    """A publication as it was at a moment, with all that is needed to know it again."""

    content: Content
    release: str
    """Its state and its moment of release, to be compared and not to be shown."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """The keys of the parts by the numbers of their rows."""
    version: int = 0
    """The number of its latest version in the history; 0 if it has none."""
    at: datetime.datetime = field(default_factory=timezone.now)

    @classmethod
    def of(cls, publication: Publication) -> Self:
        """
        Return how the publication is stored now, but its own fields as the object has them.

        Taken before a form is filled in, it can only be older than what the form shows, and
        then the difference is told; the other way round a change would be overwritten unseen.
        """
        version = history.versions_of(publication).values_list("pk", flat=True).first()
        release = f"{publication.state} {publication.published_at}"
        return cls(content_of(publication), release, rows_of(publication), version or 0)

    @classmethod
    def read(cls, signed: str, publication: Publication) -> Self | None:
        """Return what a form of this publication was opened with, if it says so truly."""
        with suppress(*UNREADABLE):
            told = signing.loads(signed, salt=salt_of(publication))
            content = Content.of_json(told.pop("content"))
            return cls(content, at=datetime.datetime.fromisoformat(told.pop("at")), **told)
        return None

    def signed(self, publication: Publication) -> str:
        told: dict[str, Any] = vars(self) | {
            "content": self.content.as_json(),
            "at": self.at.isoformat(),
        }
        return signing.dumps(told, salt=salt_of(publication), compress=True)

    @property
    def brief(self) -> OpenedInShort:
        return OpenedInShort(canonical(self.content).digest, self.release, self.version, self.at)


class OpenedInShort(NamedTuple):
    """What is enough to tell that something newer is stored, and sent every half minute."""

    digest: str
    release: str
    version: int
    at: datetime.datetime

    def is_stored(self, now: OpenedInShort) -> bool:
        """Whether nothing has changed: no word, no order, not the state nor the release."""
        return (self.digest, self.release) == (now.digest, now.release)

    def signed(self, publication: Publication) -> str:
        told = [*self[:-1], self.at.isoformat()]
        return signing.dumps(told, salt=in_short(publication))

    @classmethod
    def read(cls, signed: str, publication: Publication) -> Self | None:
        with suppress(*UNREADABLE):
            digest, release, version, at = signing.loads(signed, salt=in_short(publication))
            return cls(digest, release, version, datetime.datetime.fromisoformat(at))
        return None


def rows_of(publication: Publication) -> dict[str, str]:
    if not (parts := parts_of(type(publication))):
        return {}
    rows = parts.model._default_manager.filter(**{parts.owner: publication.pk}).order_by()
    return {str(pk): key for pk, key in rows.values_list("pk", "key")}


def salt_of(publication: Publication) -> str:
    return f"{SALT} {publication._meta.label} {publication.pk}"


def in_short(publication: Publication) -> str:
    return f"{salt_of(publication)} in short"


def canonical(content: Content) -> Content:
    """
    Return the content as a form would send it back, were it saved as it is.

    Browsers end lines in their own way (https://html.spec.whatwg.org/#constructing-entry-list),
    and Django takes off blanks around a text: neither is a change that somebody has made.
    """
    parts = (Part(part.key, texts_as_sent(part.texts)) for part in content.parts)
    return Content(texts_as_sent(content.texts), tuple(parts))


def texts_as_sent(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: with_line_feeds(text).strip() for name, text in texts.items()}


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
