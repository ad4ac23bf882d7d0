"""
What a reader types into a search, understood.

    special policy          both words, in any order
    "special policy"        this phrase
    policy -special         without the second word

There is no wrong query: what has no meaning here (`*`, `AND`, a lone quotation mark) is a word
like any other or no word at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Self

from newsroom.publication.search.folding import WORD, fold, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_BEGINNING = 3
LONGEST, MOST_TERMS, MOST_WORDS = 300, 16, 32
"""Characters, terms and words of a query; a base that is asked for more answers slowly or not."""
READ = 4 * LONGEST
"""Characters of which any are looked at."""
REMEMBERED = 128
"""Queries that are kept once they are understood: a page asks for its own several times."""

TERM = re.compile(
    r"""(?P<without>(?<!\S)-)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]|(?P<word>[^\s"“”„«»]+))"""
)
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True)
class Term:
    """Words that stand beside one another, each folded; usually one."""

    words: tuple[str, ...]
    written: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(stem, self.words))


@dataclass(frozen=True)
class Query:
    """All of the `wanted` terms and none of the `unwanted` ones."""

    written: str
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    required: tuple[Term, ...] = ()
    """What a hit has besides, without being found by it: an outlet, say."""
    is_open: bool = False
    """Whether a word may go on: the desk finds Tasmagambetov by tasma."""
    is_cut: bool = False
    """Whether more was typed than is looked for."""

    @staticmethod
    def parse(typed: str) -> Query:
        """Return what any string asks for; a query without `wanted` terms asks for nothing."""
        return understood(typed[: READ + 1])

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def is_one_word(self) -> bool:
        """Whether an index goes through no text that it does not find."""
        terms = (*self.wanted, *self.unwanted, *self.required)
        return sum(len(term.words) for term in terms) == 1

    def opened(self) -> Self:
        """Return the query that finds words by their beginning, if that is long enough."""
        return replace(self, is_open=True)

    def goes_on(self, term: Term) -> bool:
        return self.is_open and len(term.words[-1]) >= SHORTEST_BEGINNING

    def requiring(self, phrases: Sequence[str]) -> Self:
        """Return the query for passages that have these as well, wherever it may be."""
        if not phrases:
            return self
        found = [tuple(fold(word) for word in WORD.findall(phrase)) for phrase in phrases]
        some = tuple(
            Term(words, phrase) for words, phrase in zip(found, phrases, strict=True) if words
        )
        return replace(self, required=some)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem that a hit may have been found by."""
        return frozenset(stem for term in self.wanted for stem in term.stems)

    @cached_property
    def only_stem(self) -> str:
        """The stem of the only wanted word; empty where there are several."""
        return self.wanted[0].stems[0] if [len(term.stems) for term in self.wanted] == [1] else ""

    def without(self, term: Term) -> str:
        """Return the query as it would be typed without the term."""
        return " ".join(
            f"{sign}{other.written}"
            for sign, some in (("", self.wanted), ("-", self.unwanted))
            for other in some
            if other is not term
        )


@lru_cache(REMEMBERED)
def understood(typed: str) -> Query:
    """Return the query of what was typed, of which one character too many is given at most."""
    seen = " ".join(UNSEEN.sub(" ", typed[:READ]).split())
    written = seen[:LONGEST].rstrip()
    found = terms(written)
    kept = [pair for pair, fits in zip(found, within(found), strict=True) if fits]
    return Query(
        written,
        tuple(term for without, term in kept if not without),
        tuple(term for without, term in kept if without),
        is_cut=len(kept) < len(found) or len(typed) > READ or len(seen) > LONGEST,
    )


def terms(written: str) -> list[tuple[bool, Term]]:
    """Return each different term, and whether it is unwanted."""
    found = []
    for part in TERM.finditer(written):
        phrase, word = part["phrase"], part["word"]
        folded = tuple(fold(each) for each in WORD.findall(phrase if word is None else word))
        if any(folded):
            told = f'"{phrase.strip()}"' if word is None else word
            found.append((bool(part["without"]), Term(tuple(filter(None, folded)), told)))
    return list({(without, term.words): (without, term) for without, term in found}.values())


def within(found: list[tuple[bool, Term]]) -> list[bool]:
    """Say of each term whether it is still looked for: the first ones are."""
    total, fits = 0, list[bool]()
    for number, (_without, term) in enumerate(found, 1):
        total += len(term.words)
        fits.append(number <= MOST_TERMS and total <= MOST_WORDS)
    return fits
