"""What a document says otherwise than a stored publication, word by word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviews import conversation
from interviews.models import Interview
from interviews.transcripts import Transcript
from newsroom.editing.comparing import entries
from newsroom.editing.contents import Content
from newsroom.intake.correcting import changed_fields
from newsroom.intake.matching import text_of
from newsroom.publication.models import State

if TYPE_CHECKING:
    from newsroom.editing.comparing import Entry
    from newsroom.intake.documents import Draft
    from newsroom.intake.matching import Desk

NAMES = ("outlet", "interviewee", "interviewee_role")


@dataclass(frozen=True)
class Correction:
    """A stored publication that the document tells again, and what it says otherwise."""

    publication: Desk
    entries: list[Entry]
    """The fields that change, then what does of a conversation."""
    digest: str
    """Of what is stored: another one as soon as a word of it is."""

    @property
    def is_empty(self) -> bool:
        return not self.entries

    @property
    def is_released(self) -> bool:
        """Whether changes go public without anybody's further doing."""
        return self.publication.published_at is not None

    @property
    def is_public(self) -> bool:
        return self.publication.state == State.PUBLIC


def correction_of(draft: Draft, publication: Desk) -> Correction:
    found = field_entries(publication, changed_fields(draft, publication))
    names = (getattr(publication, name, "") for name in NAMES)
    stored = [publication.lead, text_of(publication), *names]
    if isinstance(publication, Interview):
        said = conversation.changes(publication, Transcript(draft.text, draft.exchanges))
        found += said.entries
        stored.append(said.digest)
    digest = hashlib.sha256(repr((publication.pk, *stored)).encode()).hexdigest()
    return Correction(publication, found, digest)


def field_entries(publication: Desk, changed: dict[str, str]) -> list[Entry]:
    before = {name: getattr(publication, name) for name in changed}
    return entries(type(publication), Content(before), Content(changed))
