"""What a hit shows: the part of a text in which the words stand, and those words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.publication.search.folding import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.publication.search.query import Query

EXCERPT = 220
"""Characters of a text that a hit shows."""
BEFORE = 60
"""Characters shown before the first word that was found."""


@dataclass(frozen=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """Some of a text, in pieces; `hits` counts the different words of the query in it."""

    pieces: tuple[Piece, ...]
    hits: int


def found_in(text: str, query: Query) -> list[Word]:
    """Return the words of a plain text that the query asks for, phrases only as a whole."""
    told = list(words(text))
    stems = [word.stem for word in told]
    places = {
        place + step
        for term in query.wanted
        for place in occurrences(stems, term.stems)
        for step in range(len(term.stems))
    }
    return [told[place] for place in sorted(places)]


def occurrences(stems: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    """Yield where the wanted stems stand side by side."""
    size = len(wanted)
    for place, stem in enumerate(stems):
        if stem == wanted[0] and tuple(stems[place : place + size]) == tuple(wanted):
            yield place


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """Return the whole of a plain text, in pieces."""
    return tuple(pieces(text, found_in(text, query), 0, len(text)))


def excerpt(text: str, query: Query, length: int = EXCERPT) -> Excerpt:
    """Return the part of a plain text that has most of the words; its beginning if it has none."""
    found = found_in(text, query)
    start, hits = densest(found, length)
    start = word_start(text, start)
    end = len(text) if len(text) <= start + length else word_end(text, start + length)
    inside = [word for word in found if start <= word.start and word.end <= end]
    parts = list(pieces(text, inside, start, end))
    if start:
        parts.insert(0, Piece("… "))
    if end < len(text):
        parts.append(Piece(" …"))
    return Excerpt(tuple(parts), hits)


def densest(found: Sequence[Word], length: int) -> tuple[int, int]:
    """Return where to begin so as to show the most different words, and how many these are."""
    best = (0, 0)
    for place, first in enumerate(found):
        near = {
            word.stem
            for word in found[place : place + 50]
            if word.end <= first.start + length - BEFORE
        }
        if len(near) > best[1]:
            best = (max(0, first.start - BEFORE), len(near))
    return best


def word_start(text: str, place: int) -> int:
    """Return where a word begins at the place or after it, unless that is far away."""
    blank = text.find(" ", max(0, place - 1), place + BEFORE // 2)
    return blank + 1 if place and blank >= 0 else place


def word_end(text: str, place: int) -> int:
    blank = text.rfind(" ", place - BEFORE // 2, place + 1)
    return blank if blank > 0 else place


def pieces(text: str, found: Sequence[Word], start: int, end: int) -> Iterator[Piece]:
    """Yield the text from `start` to `end`; words that only blanks part are marked as one."""
    at, place = start, 0
    while place < len(found):
        first = last = found[place]
        while place + 1 < len(found) and text[last.end : found[place + 1].start].isspace():
            place += 1
            last = found[place]
        if first.start > at:
            yield Piece(text[at : first.start])
        yield Piece(text[first.start : last.end], is_marked=True)
        at, place = last.end, place + 1
    if at < end:
        yield Piece(text[at:end])
