"""What a hit shows: the part of a text in which the words stand, and those words marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsroom.publication.search.folding import (
    Word,
    beginning_of,
    folded_in_place,
    stem,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.publication.search.query import Query

EXCERPT = 220
"""Characters of a text that a hit shows."""
BEFORE = 60
"""Characters shown before the first word that was found."""
MOST_NEAR = 50
"""Words that are looked at to see how many of them stand together."""

NUL = "\0"
"""Parts texts that are looked through together."""

REST_OF_WORD = re.compile(r"[^\W_]*")
NEXT_WORD = re.compile(r"[\W_]*([^\W_]+)")
"""In a text that was folded in place: it has no marks that belong to words."""


class Mark(str):
    """A part of a text that was found; the parts around it are plain strings."""

    __slots__ = ()


class Excerpt(NamedTuple):
    """Some of a text, in pieces; `hits` counts the different words of the query in it."""

    pieces: tuple[str, ...]
    hits: int


# --- Finding the words ---------------------------------------------------------------------


def found_in(text: str, query: Query) -> list[Word]:
    """Return the words of a plain text that the query asks for, phrases only as a whole."""
    folded = folded_in_place(text)
    if folded is None:
        return found_among(list(words(text)), query)
    if query.only_stem:
        return with_stem(folded, query.only_stem)
    found = {word for term in query.wanted for word in side_by_side(folded, term.stems)}
    return sorted(found)


def found_in_each(texts: Sequence[str], query: Query) -> list[list[Word]]:
    """
    Return what `found_in` does of each text.

    Single words are looked for in all texts at once that hold nothing but ASCII. One sign that it
    has not got, and every search of a text takes Python many times as long.
    """
    are_single = all(len(term.stems) == 1 for term in query.wanted)
    together = [text if are_single and text.isascii() and NUL not in text else "" for text in texts]
    folded = NUL.join(together).lower()
    found = sorted([word for it in query.stems for word in with_stem(folded, it)])
    return [
        its if is_ready else found_in(text, query)
        for text, is_ready, its in zip(texts, together, in_each(together, found), strict=True)
    ]


def in_each(texts: Sequence[str], found: Iterable[Word]) -> list[list[Word]]:
    """Return the words, which were found in all of the texts together, text by text."""
    ahead, start, told = iter(found), 0, list[list[Word]]()
    word = next(ahead, None)
    for text in texts:
        its, end = list[Word](), start + len(text)
        while word and word.start < end:
            its.append(Word(word.start - start, word.end - start, word.stem))
            word = next(ahead, None)
        told.append(its)
        start = end + len(NUL)
    return told


def found_among(told: Sequence[Word], query: Query) -> list[Word]:
    """Return those of all words of a text that the query asks for."""
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
    for place, stem_there in enumerate(stems):
        if stem_there == wanted[0] and tuple(stems[place : place + size]) == tuple(wanted):
            yield place


def side_by_side(folded: str, stems: Sequence[str]) -> Iterator[Word]:
    """Yield the words of a folded text wherever these stems follow one another."""
    first, *others = stems
    for word in with_stem(folded, first):
        found = [word]
        for wanted in others:
            following = NEXT_WORD.match(folded, found[-1].end)
            if following is None or stem(following[1]) != wanted:
                break
            found.append(Word(*following.span(1), wanted))
        else:
            yield from found


def with_stem(folded: str, wanted: str) -> list[Word]:
    """
    Return the words of a folded text that have the stem, in their order.

    Only words that begin like it are looked at, and those are found at the speed of a search for
    a few letters; to take the ending off every word would cost more than all the rest of a page.
    """
    beginning = beginning_of(wanted)
    found = list[Word]()
    place = folded.find(beginning)
    while place >= 0:
        rest = REST_OF_WORD.match(folded, place)
        end = rest.end() if rest else place
        begins = not place or not folded[place - 1].isalnum()
        if begins and stem(folded[place:end]) == wanted:
            found.append(Word(place, end, wanted))
        place = folded.find(beginning, max(end, place + 1))
    return found


# --- Showing them --------------------------------------------------------------------------


def marked(text: str, query: Query) -> tuple[str, ...]:
    """Return the whole of a plain text, in pieces."""
    return pieces(text, found_in(text, query), 0, len(text))


def excerpt(text: str, query: Query, length: int = EXCERPT) -> Excerpt:
    """Return the part of a plain text that has most of the words; its beginning if it has none."""
    return excerpt_with(text, found_in(text, query), length)


def excerpt_with(text: str, found: Sequence[Word], length: int = EXCERPT) -> Excerpt:
    """Return the same of the words that were found in the text."""
    if not found:
        return Excerpt(beginning(text, length), 0)
    start, hits = densest(found, length)
    start = word_start(text, start) if start else 0
    end = len(text) if len(text) <= start + length else word_end(text, start + length)
    inside = [word for word in found if start <= word.start and word.end <= end]
    parts = pieces(text, inside, start, end)
    before = ("… ",) if start else ()
    after = (" …",) if end < len(text) else ()
    return Excerpt((*before, *parts, *after), hits)


def beginning(text: str, length: int) -> tuple[str, ...]:
    if len(text) > length:
        end = word_end(text, length)
        return (text[:end], " …") if end < len(text) else (text,)
    return (text,) if text else ()


def densest(found: Sequence[Word], length: int) -> tuple[int, int]:
    """Return where to begin so as to show the most different words, and how many these are."""
    best, most = (0, 0), len({word.stem for word in found})
    if most == 1 and found[0].end - found[0].start <= length - BEFORE:
        return max(0, found[0].start - BEFORE), 1
    for place, first in enumerate(found):
        if best[1] == most:
            break
        near = {
            word.stem
            for word in found[place : place + MOST_NEAR]
            if word.end <= first.start + length - BEFORE
        }
        if len(near) > best[1]:
            best = (max(0, first.start - BEFORE), len(near))
    return best


def word_start(text: str, place: int) -> int:
    """Return where a word begins at the place, within a text, or after it, unless far away."""
    blank = text.find(" ", max(0, place - 1), place + BEFORE // 2)
    return blank + 1 if blank >= 0 else place


def word_end(text: str, place: int) -> int:
    blank = text.rfind(" ", place - BEFORE // 2, place + 1)
    return blank if blank > 0 else place


def pieces(text: str, found: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    """Return the text from `start` to `end`; words that only blanks part are marked as one."""
    if not found:
        return (text[start:end],) if start < end else ()
    told, at, place = list[str](), start, 0
    while place < len(found):
        first = last = found[place]
        while place + 1 < len(found) and text[last.end : found[place + 1].start].isspace():
            place += 1
            last = found[place]
        if first.start > at:
            told.append(text[at : first.start])
        told.append(Mark(text[first.start : last.end]))
        at, place = last.end, place + 1
    if at < end:
        told.append(text[at:end])
    return tuple(told)
