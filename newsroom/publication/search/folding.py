"""
When two words count as the same: without case, accents and English endings.

SQLite (FTS5, `porter unicode61`), PostgreSQL (its own snowball stemmer, `porter`) and Python,
which marks the words that were found, all follow the rules of this module.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import snowballstemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCENTS = re.compile("[\u0300-\u036f]")
"""The block of combining marks that are no letters of their own (Unicode, chapter 7.9)."""

PORTER = snowballstemmer.stemmer("porter")
SHORTEST_STEMMED, LONGEST_STEMMED = 3, 64
"""Letters of the words of which FTS5 takes the English ending off."""


def ranges(codes: list[int]) -> Iterator[str]:
    """Yield the codes as parts of a regular expression's set: runs of neighbours."""
    for _key, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        found = [code for _place, code in run]
        yield f"{chr(found[0])}-{chr(found[-1])}" if len(found) > 1 else chr(found[0])


MARKS = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "M"]
WORD = re.compile(rf"(?:[^\W_]|[{''.join(ranges(MARKS))}])+")
"""A run of letters, digits and the marks on them; everything else stands between words."""


@dataclass(frozen=True)
class Word:
    """A word of a text, from the sign at `start` up to the one before `end`."""

    start: int
    end: int
    stem: str


def fold(text: str) -> str:
    """Return the text in small letters without accents: «Йод», café → «иод», cafe."""
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", text).lower())
    return unicodedata.normalize("NFC", bare).replace("ς", "σ")


@cache
def stem(folded: str) -> str:
    """Return the folded word without its English ending."""
    if not folded.isascii() or not SHORTEST_STEMMED <= len(folded) <= LONGEST_STEMMED:
        return folded
    without: str = PORTER.stemWord(folded)
    return without


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
