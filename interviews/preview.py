"""What a newer text of a conversation would change, told exchange by exchange."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interviews import transcripts
from interviews.alignment import State
from interviews.conversation import TEXTS, differs
from interviews.models import Exchange
from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.wording import Piece, differences, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviews.alignment import Aligned
    from interviews.conversation import Changes

OPENING = 70
"""Characters by which an exchange is known again."""


class Part(NamedTuple):
    """A text of an exchange that changes."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Entry:
    """An exchange that changes, or how many in a row do not."""

    title: str = ""
    state: str = ""
    opening: str = ""
    parts: tuple[Part, ...] = ()
    unchanged: int = 0


def entries(found: Changes) -> Iterator[Entry]:
    """Return what changes, in the order of the newer text; what it leaves out comes first."""
    if found.preamble_changed:
        yield preamble_of(found)
    yield from map(entry_of, found.removed)
    for is_changed, group in groupby(found.coming, differs):
        if is_changed:
            yield from map(entry_of, group)
        else:
            yield Entry(unchanged=len(list(group)))


def preamble_of(found: Changes) -> Entry:
    title, state = _("Preamble: changed"), State.CHANGED
    if not found.preamble_before:
        title, state = _("Preamble: new"), State.NEW
    elif not found.preamble:
        title, state = _("Preamble: removed"), State.REMOVED
    pieces = shortened(differences(found.preamble_before, found.preamble))
    return Entry(title, state, parts=(Part("", pieces),))


def entry_of(aligned: Aligned) -> Entry:
    nothing = transcripts.Exchange()
    before, after = aligned.before or nothing, aligned.after or nothing
    parts = tuple(
        part_of(name, getattr(before, name), getattr(after, name))
        for name in TEXTS
        if getattr(before, name) != getattr(after, name)
    )
    # What is new or removed is shown as a whole anyway.
    start, rest = opening(plain(after.question or after.answer), OPENING)
    known_by = f"{start}{ELLIPSIS}" if rest else start
    return Entry(in_words(aligned), aligned.state, known_by if aligned.key else "", parts)


def part_of(name: str, before: str, after: str) -> Part:
    field: Any = Exchange._meta.get_field(name)
    return Part(capfirst(field.verbose_name), shortened(differences(before, after)))


def in_words(aligned: Aligned) -> str:
    """Tell what becomes of an exchange, by the number it has and, if it moves, had."""
    sentence = {
        (State.NEW, False): _("Exchange %(now)d: new"),
        (State.REMOVED, False): _("Exchange %(was)d as it was: removed"),
        (State.CHANGED, False): _("Exchange %(now)d: changed"),
        (State.CHANGED, True): _("Exchange %(now)d: changed, and moved from place %(was)d"),
        (State.UNCHANGED, True): _("Exchange %(now)d: moved from place %(was)d"),
    }[aligned.state, aligned.moved]
    return sentence % {"now": aligned.now, "was": aligned.was}
