"""
Two newer versions of the same content brought together, word by word.

Pure Python. What only one side changed is taken over; where both changed the same words, the
first side's stand and the clash is told, so that somebody decides. Nothing that either side
wrote goes without being told.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsroom.editing.contents import Content, Part
from newsroom.publication.wording import Kind, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ORDER = "order"
"""The name of a clash about the order of parts."""

DELETION = "deletion"
"""The name of a clash about a part that one side deleted and the other changed. It stays."""


class Clash(NamedTuple):
    """A place that both sides changed, each in its own way."""

    key: str
    """Of the part; empty for a field of the publication itself."""
    name: str
    """Of the field, or DELETION, or ORDER."""
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    content: Content
    """Of both sides; at a clash, mine."""
    clashes: tuple[Clash, ...]


class Edit(NamedTuple):
    """Words of the base, from `start` to `end`, and what stands in their place."""

    start: int
    end: int
    words: str


def merge(base: Content, mine: Content, theirs: Content) -> Merged:
    clashes: list[Clash] = []
    texts = merged_texts("", base.texts, mine.texts, theirs.texts, clashes)
    parts = merged_parts(base, mine, theirs, clashes)
    keys = merged_order(base.keys, mine.keys, theirs.keys, clashes)
    return Merged(Content(texts, tuple(parts[key] for key in keys if key in parts)), tuple(clashes))


def merged_texts(
    key: str,
    base: Mapping[str, str],
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    clashes: list[Clash],
) -> dict[str, str]:
    texts = {}
    for name, text in mine.items():
        before, other = base.get(name, ""), theirs.get(name, "")
        merged = merged_text(before, text, other)
        if merged is None:
            clashes.append(Clash(key, name, before, text, other))
        texts[name] = text if merged is None else merged
    return texts


def merged_text(base: str, mine: str, theirs: str) -> str | None:
    """Return the text with the changes of both sides, or None where they touch each other."""
    if mine in {base, theirs}:
        return theirs
    if theirs == base:
        return mine
    if " " not in base.strip():
        return None
    edits = sorted({*edits_of(base, mine), *edits_of(base, theirs)})
    if any(second.start <= first.end for first, second in pairwise(edits)):
        return None
    return "".join(applied(base, edits))


def edits_of(base: str, new: str) -> Iterator[Edit]:
    """Return what changes of the base, by the places of its signs."""
    place, start, words = 0, None, ""
    for kind, text in chain(differences(base, new), [(Kind.SAME, "")]):
        if kind == Kind.SAME:
            if start is not None:
                yield Edit(start, place, words)
            start, words = None, ""
        else:
            start = place if start is None else start
            words += text if kind == Kind.ADDED else ""
        place += len(text) if kind != Kind.ADDED else 0


def applied(base: str, edits: Sequence[Edit]) -> Iterator[str]:
    place = 0
    for edit in edits:
        yield base[place : edit.start]
        yield edit.words
        place = edit.end
    yield base[place:]


def merged_parts(
    base: Content, mine: Content, theirs: Content, clashes: list[Clash]
) -> dict[str, Part]:
    before, ours, others = ({part.key: part for part in it.parts} for it in (base, mine, theirs))
    merged = {}
    for key in dict.fromkeys(chain(ours, others)):
        if key in ours and key in others:
            was = before.get(key, Part(key, {}))
            texts = merged_texts(key, was.texts, ours[key].texts, others[key].texts, clashes)
            merged[key] = Part(key, texts)
        elif key not in before:
            merged[key] = ours.get(key) or others[key]
        elif (left := ours.get(key) or others[key]) != before[key]:
            merged[key] = left
            clashes.append(deletion(before[key], ours.get(key), others.get(key)))
    return merged


def deletion(was: Part, mine: Part | None, theirs: Part | None) -> Clash:
    return Clash(was.key, DELETION, *map(whole, (was, mine, theirs)))


def whole(part: Part | None) -> str:
    return "\n\n".join(filter(None, part.texts.values())) if part else ""


def merged_order(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], clashes: list[Clash]
) -> list[str]:
    """Return all keys in the order of the side that moved some; what the other added follows."""
    common = set(base) & set(mine) & set(theirs)
    was, my, other = ([key for key in keys if key in common] for keys in (base, mine, theirs))
    if my != was and other not in (was, my):
        clashes.append(Clash("", ORDER, *("\n".join(keys) for keys in (was, my, other))))
    first, second = (mine, theirs) if my != was else (theirs, mine)
    return following(first, second)


def following(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the first keys in their order; the others stand behind what they follow there."""
    order = list(first)
    for place, key in enumerate(second):
        if key not in order:
            before = next((it for it in reversed(second[:place]) if it in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return order
