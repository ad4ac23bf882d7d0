"""
What is said in an interview, as one text: read from the base, compared and stored.

A text is stored by those of its exchanges that differ. What stays keeps its key, and with it
its permanent link (`interviews.alignment`); what only moves keeps its wording byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import transcripts
from interviews.alignment import Aligned, State, align
from interviews.models import Exchange, Interview
from interviews.paragraphs import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviews.transcripts import Transcript

STEP = 10
"""Between the positions of two exchanges, so that one can be put between them by hand."""

TEXTS = ("question", "answer", "asked_by", "answered_by")


class ChangedMeanwhileError(Exception):
    """The conversation is no longer the one that somebody has seen; nothing was stored."""


@dataclass(frozen=True)
class Changes:
    """How a newer text differs from the stored conversation."""

    preamble_before: str
    preamble: str
    coming: tuple[Aligned, ...]
    """Every exchange of the newer text, in its order."""
    removed: tuple[Aligned, ...]
    digest: str
    """Of the stored conversation: another one as soon as a word, a key or the order is."""

    def __bool__(self) -> bool:
        return bool(self.removed or self.preamble_changed or any(map(differs, self.coming)))

    @property
    def preamble_changed(self) -> bool:
        return self.preamble != self.preamble_before

    def __str__(self) -> str:
        return "; ".join(in_words(self)) or _("nothing changed")


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
    alignment = align(stored, transcript.exchanges)
    preamble = tidy(interview.preamble)
    told = json.dumps([preamble, *((key, *astuple(exchange)) for key, exchange in stored)])
    digest = hashlib.sha256(told.encode()).hexdigest()
    return Changes(preamble, transcript.preamble, *alignment, digest)


def differs(aligned: Aligned) -> bool:
    return aligned.moved or aligned.state != State.UNCHANGED


def write(interview: Interview, rows: dict[str, Exchange], done: Changes) -> None:
    """Write what differs, in a few queries however many exchanges there are."""
    removed = [rows[aligned.key].pk for aligned in done.removed]
    Exchange.objects.filter(interview=interview, pk__in=removed).delete()
    if done.preamble_changed:
        interview.preamble = done.preamble
        interview.save(update_fields=["preamble"])
    reworded, replaced, added = list[Exchange](), list[Exchange](), list[Exchange]()
    for aligned in done.coming:
        row = rows.get(aligned.key) or Exchange(interview=interview)
        at = row.position
        row.position = aligned.now * STEP
        if aligned.state == State.NEW:
            added.append(reword(row, aligned))
        elif aligned.state == State.CHANGED:
            reworded.append(reword(row, aligned))
        elif row.position != at:
            replaced.append(row)
    Exchange.objects.bulk_update(reworded, ["position", *TEXTS])
    Exchange.objects.bulk_update(replaced, ["position"])
    Exchange.objects.bulk_create(added)


def reword(row: Exchange, aligned: Aligned) -> Exchange:
    """Take over the texts that differ, and leave the others as they are stored."""
    before, after = aligned.before or transcripts.Exchange(), aligned.after
    for name in TEXTS:
        if getattr(before, name) != getattr(after, name):
            setattr(row, name, getattr(after, name))
    return row


def in_words(done: Changes) -> Iterator[str]:
    """Tell what changed, by how many exchanges."""
    if done.preamble_changed:
        yield _("preamble changed")
    count = Counter(aligned.state for aligned in (*done.coming, *done.removed))
    moved = sum(aligned.moved for aligned in done.coming)
    if number := count[State.NEW]:
        yield ngettext("%d exchange added", "%d exchanges added", number) % number
    if number := count[State.CHANGED]:
        yield ngettext("%d exchange changed", "%d exchanges changed", number) % number
    if moved:
        yield ngettext("%d exchange moved", "%d exchanges moved", moved) % moved
    if number := count[State.REMOVED]:
        yield ngettext("%d exchange removed", "%d exchanges removed", number) % number
