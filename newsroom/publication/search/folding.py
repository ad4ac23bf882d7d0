"""
When two words count as the same: without case, accents and English endings.

SQLite (FTS5, `porter unicode61`), PostgreSQL (its own snowball stemmer, `porter`) and Python,
which marks the words that were found, all follow the rules of this module.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCENTS = re.compile("[\u0300-\u036f]")
"""The block of combining marks that are no letters of their own (Unicode, chapter 7.9)."""

PORTER = snowballstemmer.stemmer("porter")
SHORTEST_STEMMED, LONGEST_STEMMED = 3, 64
"""Letters of the words of which FTS5 takes the English ending off."""

ENDINGS_REMEMBERED = 4_096


def ranges(codes: list[int]) -> Iterator[str]:
    """Yield the codes as parts of a regular expression's set: runs of neighbours."""
    for _key, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        found = [code for _place, code in run]
        yield f"{chr(found[0])}-{chr(found[-1])}" if len(found) > 1 else chr(found[0])


MARKS = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "M"]
WORD = re.compile(rf"(?:[^\W_]|[{''.join(ranges(MARKS))}])+")
"""A run of letters, digits and the marks on them; everything else stands between words."""


class Word(NamedTuple):
    """A word of a text, from the sign at `start` up to the one before `end`."""

    start: int
    end: int
    stem: str


def fold(text: str) -> str:
    """Return the text in small letters without accents: «Йод», café → «иод», cafe."""
    if text.isascii():
        return text.lower()
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", text).lower())
    return unicodedata.normalize("NFC", bare).replace("ς", "σ")


def stem(folded: str) -> str:
    """Return the folded word without its English ending."""
    if not folded.isascii() or not SHORTEST_STEMMED <= len(folded) <= LONGEST_STEMMED:
        return folded
    return without_ending(folded)


@lru_cache(ENDINGS_REMEMBERED)
def without_ending(word: str) -> str:
    without: str = PORTER.stemWord(word)
    return without


def beginning_of(stem: str) -> str:
    """
    Return how every word with the stem begins.

    That is the stem itself, but perhaps for its last letter: policy, policies → polici.
    """
    return stem[:-1] if stem.endswith(("e", "i", "l")) else stem


def words(text: str) -> Iterator[Word]:
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), stem(fold(found.group())))


def letters_with_accents() -> list[tuple[str, str]]:
    """
    Return the Greek and Cyrillic letters that are one sign with their accent, and those without.

    FTS5 takes the accents off Latin letters only (sqlite.org/fts5.html, `remove_diacritics`).
    """
    pairs = [("ς", "σ")]
    for code in range(0x370, 0x530):
        letter, *accents = list(unicodedata.normalize("NFD", chr(code)))
        if accents and all(ACCENTS.match(accent) for accent in accents):
            pairs.append((chr(code), letter))
    return pairs


# --- A whole text at once ------------------------------------------------------------------


def is_usual(sign: str) -> bool:
    """Whether the sign stays one sign when it is folded, and a part of a word if it was one."""
    small = sign.lower()
    folded = fold(sign)
    return (
        unicodedata.category(sign)[0] != "M"
        and len(small) == len(folded) == 1
        and fold(small) == folded
        and folded.isalnum() == sign.isalnum()
    )


USUAL = [chr(code) for code in (*range(0x1100), *range(0x1E00, 0x2500)) if is_usual(chr(code))]
"""Signs of the Latin, Greek, Cyrillic and other alphabets, punctuation; no jamo, which combine."""

UNUSUAL = re.compile(f"[^{''.join(ranges([ord(sign) for sign in USUAL]))}]")
BARE = {small: fold(small) for small in map(str.lower, USUAL) if fold(small) != small}
ACCENTED = re.compile(f"[{''.join(BARE)}]")


def folded_in_place(text: str) -> str | None:
    """
    Return the folded text if each sign of it stands where it stood, None if signs would shift.

    Words need not be folded one by one then, and are found where they are. A text with signs
    that are rare, or whose accents are signs of their own, is left to `words`.
    """
    if text.isascii():
        return text.lower()
    if UNUSUAL.search(text):
        return None
    return ACCENTED.sub(lambda found: BARE[found[0]], text.lower())
