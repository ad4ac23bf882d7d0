"""What tells two contents of a publication apart: shown word by word, or told in a line."""

from __future__ import annotations

import datetime
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.editing.pairing import State, changed, pairs
from newsroom.editing.stored import parts_of
from newsroom.publication.wording import Piece, differences, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.editing.contents import Content
    from newsroom.editing.pairing import Pair
    from newsroom.publication.models import Publication


class Difference(NamedTuple):
    """A text that changes, by the name of its field; none where the entry is that field."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Entry:
    """A field or a part that changes, or how many parts in a row do not."""

    title: str
    state: State
    opening: str = ""
    """The first words of a part that stays, so that it is known again."""
    differences: tuple[Difference, ...] = ()
    unchanged: int = 0


def entries(kind: type[Publication], old: Content, new: Content) -> list[Entry]:
    """
    Return what changes: the fields, the parts that go, and the others in their newer order.

    Of a text that stays for the most part, the words around each change are shown.
    """
    found = [field_entry(kind, *it) for it in changed(old.texts, new.texts)]
    if parts := parts_of(kind):
        found += part_entries(parts.model, old, new)
    return found


def summary(kind: type[Publication], old: Content, new: Content) -> str:
    """Return in a line what changes: "headline, lead; 2 exchanges changed". Empty if nothing."""
    told = [", ".join(verbose_name(kind, name) for name, *_texts in changed(old.texts, new.texts))]
    if parts := parts_of(kind):
        told.append(", ".join(counted(parts.model, pairs(old, new))))
    return "; ".join(filter(None, told))


def field_entry(kind: type[Publication], name: str, old: str, new: str) -> Entry:
    state = State.CHANGED if old and new else State.NEW if new else State.REMOVED
    sentence = {
        State.NEW: _("%(field)s: new"),
        State.REMOVED: _("%(field)s: removed"),
        State.CHANGED: _("%(field)s: changed"),
    }[state]
    title = sentence % {"field": capfirst(verbose_name(kind, name))}
    return Entry(title, state, differences=(Difference("", pieces(kind, name, old, new)),))


def part_entries(model: Any, old: Content, new: Content) -> Iterator[Entry]:
    found = pairs(old, new)
    if not any(pair.differs for pair in found):
        return
    for differs, group in groupby(found, attrgetter("differs")):
        if differs:
            yield from (part_entry(model, pair) for pair in group)
        else:
            yield unchanged_entry(model, len(list(group)))


def part_entry(model: Any, pair: Pair) -> Entry:
    found = tuple(
        Difference(capfirst(verbose_name(model, name)), pieces(model, name, old, new))
        for name, old, new in pair.changed_texts()
    )
    # What is new or removed is shown as a whole anyway.
    opening = model(**pair.after.texts).label if pair.before and pair.after else ""
    return Entry(in_words(model, pair), pair.state, opening, found)


def in_words(model: Any, pair: Pair) -> str:
    """Tell what becomes of a part, by the number it has and, if it moves, had."""
    sentence = {
        (State.NEW, False): _("%(part)s %(now)d: new"),
        (State.REMOVED, False): _("%(part)s %(was)d as it was: removed"),
        (State.CHANGED, False): _("%(part)s %(now)d: changed"),
        (State.CHANGED, True): _("%(part)s %(now)d: changed, and moved from place %(was)d"),
        (State.UNCHANGED, True): _("%(part)s %(now)d: moved from place %(was)d"),
    }[pair.state, pair.moved]
    name = capfirst(str(model._meta.verbose_name))
    return sentence % {"part": name, "now": pair.now, "was": pair.was}


def unchanged_entry(model: Any, count: int) -> Entry:
    sentence = ngettext("%(count)d %(part)s unchanged", "%(count)d %(parts)s unchanged", count)
    return Entry(sentence % named(model, count), State.UNCHANGED, unchanged=count)


def counted(model: Any, found: list[Pair]) -> Iterator[str]:
    """Tell how many parts were added, changed, moved and removed."""
    count = Counter(pair.state for pair in found)
    moved = sum(pair.moved for pair in found)
    if number := count[State.NEW]:
        sentence = ngettext("%(count)d %(part)s added", "%(count)d %(parts)s added", number)
        yield sentence % named(model, number)
    if number := count[State.CHANGED]:
        sentence = ngettext("%(count)d %(part)s changed", "%(count)d %(parts)s changed", number)
        yield sentence % named(model, number)
    if moved:
        sentence = ngettext("%(count)d %(part)s moved", "%(count)d %(parts)s moved", moved)
        yield sentence % named(model, moved)
    if number := count[State.REMOVED]:
        sentence = ngettext("%(count)d %(part)s removed", "%(count)d %(parts)s removed", number)
        yield sentence % named(model, number)


def named(model: Any, count: int) -> dict[str, Any]:
    meta = model._meta
    return {"count": count, "part": meta.verbose_name, "parts": meta.verbose_name_plural}


def verbose_name(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def pieces(model: Any, name: str, old: str, new: str) -> list[Piece]:
    """Return what goes and what comes between two wordings of a field, shortened for display."""
    if isinstance(model._meta.get_field(name), DateField):
        old, new = as_printed(old), as_printed(new)
    return shortened(differences(old, new))


def as_printed(date: str) -> str:
    """Return a date in the form that the desk reads, or what was typed instead of one."""
    with suppress(ValueError):
        return date_format(datetime.date.fromisoformat(date))
    return date
