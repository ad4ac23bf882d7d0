"""
What is said in an interview, as one text: read from the base, compared and stored.

A text is stored by those of its exchanges that differ. What stays keeps its key, and with it
its permanent link (`interviews.alignment`); what only moves keeps its wording byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interviews import transcripts
from interviews.alignment import align
from interviews.models import Exchange, Interview, new_key
from interviews.paragraphs import tidy
from newsroom.editing.comparing import entries, summary
from newsroom.editing.contents import Content, Part
from newsroom.editing.stored import Parts, put_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.transcripts import Transcript
    from newsroom.editing.comparing import Entry

TEXTS = ("question", "answer", "asked_by", "answered_by")


class ChangedMeanwhileError(Exception):
    """The conversation is no longer the one that somebody has seen; nothing was stored."""


@dataclass(frozen=True)
class Changes:
    """How a newer text differs from the stored conversation, both in the form of new texts."""

    before: Content
    after: Content
    """What stays has its key; what is new has one that no exchange has had."""

    def __bool__(self) -> bool:
        return self.before != self.after

    def __str__(self) -> str:
        return summary(Interview, self.before, self.after) or _("nothing changed")

    @property
    def digest(self) -> str:
        """Of the stored conversation: another one as soon as a word, a key or the order is."""
        return self.before.digest

    @property
    def removed(self) -> list[str]:
        """Return the keys of what the newer text leaves out."""
        kept = set(self.after.keys)
        return [key for key in self.before.keys if key not in kept]

    @property
    def entries(self) -> list[Entry]:
        return entries(Interview, self.before, self.after)


def conversation_of(interview: Interview) -> Transcript:
    """Return what is stored, with its texts in the form in which new ones would be."""
    return transcripts.Transcript(interview.preamble, tuple(map(said, rows_of(interview))))


def changes(interview: Interview, transcript: Transcript) -> Changes:
    """Return how the text differs from what is stored now. Nothing is written."""
    return compare(interview, rows_of(interview), transcript)


@transaction.atomic
def store(interview: Interview, transcript: Transcript, seen: str = "") -> Changes:
    """
    Make the text the conversation of the interview, and return what that changed.

    `seen` is the digest of the stored conversation that somebody had before them; when it has
    changed since, ChangedMeanwhileError is raised. ValidationError says in sentences what of the
    text cannot be stored. Either way nothing is.
    """
    if found := faults(transcript):
        raise ValidationError(found)
    locked = Interview.objects.select_for_update().get(pk=interview.pk)
    rows = rows_of(locked)
    done = compare(locked, rows, transcript)
    if seen not in {"", done.digest}:
        raise ChangedMeanwhileError
    if done:
        write(locked, {row.key: row for row in rows}, done)
        interview.preamble = locked.preamble
    return done


def faults(transcript: Transcript) -> list[str]:
    """Return a sentence for each name that is longer than the base can keep it."""
    most: int = Exchange._meta.get_field("asked_by").max_length  # type: ignore[assignment]
    sentence = _(
        "Exchange %(number)d: the name that begins with “%(start)s” has %(length)d characters; "
        "shorten it to %(most)d at most."
    )
    return [
        sentence % {"number": number, "start": name[:40], "length": len(name), "most": most}
        for number, exchange in enumerate(transcript.exchanges, 1)
        for name in (exchange.asked_by, exchange.answered_by)
        if len(name) > most
    ]


def rows_of(interview: Interview) -> list[Exchange]:
    return list(Exchange.objects.filter(interview=interview))


def said(row: Exchange) -> transcripts.Exchange:
    return transcripts.Exchange(*(getattr(row, name) for name in TEXTS))


def compare(interview: Interview, rows: Sequence[Exchange], transcript: Transcript) -> Changes:
    stored = [(row.key, said(row)) for row in rows]
    newer = zip(align(stored, transcript.exchanges), transcript.exchanges, strict=True)
    return Changes(
        content(tidy(interview.preamble), stored),
        content(transcript.preamble, [(key or new_key(), exchange) for key, exchange in newer]),
    )


def content(preamble: str, exchanges: Sequence[tuple[str, transcripts.Exchange]]) -> Content:
    parts = (
        Part(key, {name: getattr(exchange, name) for name in TEXTS}) for key, exchange in exchanges
    )
    return Content({"preamble": preamble}, tuple(parts))


def write(interview: Interview, rows: dict[str, Exchange], done: Changes) -> None:
    """Write what differs; what is the same keeps the form in which it is stored."""
    if done.before.texts != done.after.texts:
        interview.preamble = done.after.texts["preamble"]
        interview.save(update_fields=["preamble"])
    put_parts(Parts(Interview), interview, [as_stored(part, rows) for part in done.after.parts])


def as_stored(part: Part, rows: dict[str, Exchange]) -> Part:
    if part.key not in rows:
        return part
    row, tidied = rows[part.key], said(rows[part.key])
    texts = {
        name: getattr(row, name) if getattr(tidied, name) == text else text
        for name, text in part.texts.items()
    }
    return Part(part.key, texts)
