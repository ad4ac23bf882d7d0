"""What a document says otherwise than a stored publication, word by word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst

from interviews import conversation, preview
from interviews.models import Interview
from interviews.transcripts import Transcript
from newsroom.intake.correcting import changed_fields
from newsroom.intake.matching import text_of
from newsroom.publication.models import State
from newsroom.publication.wording import differences, shortened

if TYPE_CHECKING:
    from newsroom.intake.documents import Draft
    from newsroom.intake.matching import Desk

NAMES = ("outlet", "interviewee", "interviewee_role")


@dataclass(frozen=True)
class Correction:
    """A stored publication that the document tells again, and what it says otherwise."""

    publication: Desk
    parts: tuple[preview.Part, ...]
    entries: tuple[preview.Entry, ...]
    digest: str
    """Of what is stored: another one as soon as a word of it is."""

    @property
    def is_empty(self) -> bool:
        return not self.parts and not self.entries

    @property
    def is_released(self) -> bool:
        """Whether changes go public without anybody's further doing."""
        return self.publication.published_at is not None

    @property
    def is_public(self) -> bool:
        return self.publication.state == State.PUBLIC


def correction_of(draft: Draft, publication: Desk) -> Correction:
    words = changed_fields(draft, publication)
    parts = tuple(part_of(publication, name, text) for name, text in words.items())
    entries = tuple[preview.Entry, ...]()
    names = (getattr(publication, name, "") for name in NAMES)
    stored = [publication.lead, text_of(publication), *names]
    if isinstance(publication, Interview):
        found = conversation.changes(publication, Transcript(draft.text, draft.exchanges))
        entries = tuple(preview.entries(found)) if found else ()
        stored.append(found.digest)
    digest = hashlib.sha256(repr((publication.pk, *stored)).encode()).hexdigest()
    return Correction(publication, parts, entries, digest)


def part_of(publication: Desk, name: str, text: str) -> preview.Part:
    field: Any = publication._meta.get_field(name)
    pieces = differences(getattr(publication, name), text)
    return preview.Part(capfirst(field.verbose_name), shortened(pieces))
