"""
How alike exchanges are, by the words that they share.

Pure Python. Two are versions of one exchange when they share enough of their words, or have the
same question of several words. Where one could be several, it is that with which it shares most
words: a split exchange stays the part that keeps most of them, and of merged ones stays the one
that gives most. A word counts a little more between neighbours. What is even is decided by the
words of the question, then by which comes first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsroom.publication.wording import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from interviews.transcripts import Exchange

    Nearby = Callable[[int, int], bool]

NEARBY, FAR = 0.5, 0.7
"""
More than this part of their words is shared by two versions of an exchange (Dice's coefficient)
among neighbours, and elsewhere. Long exchanges of one conversation share up to 0.46.
"""

SEVERAL = 5
"""Words of a question that is hardly asked twice."""

FAR_AWAY = 0.8
"""What a shared word counts, if it counts 1 between neighbours."""

TOO_COMMON = 50
"""Exchanges in which a word occurs that tells none of them from another."""

WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def words(text: str) -> list[str]:
    """Return the words of the text, without what is only a matter of typography."""
    return WORD.findall(text.casefold())


class Words(NamedTuple):
    """The words of an exchange, each with how often it occurs."""

    of_question: Counter[str]
    of_both: Counter[str]

    @classmethod
    def of(cls, exchange: Exchange) -> Words:
        question = Counter(words(exchange.question))
        return cls(question, question + Counter(words(exchange.answer)))


class Likeness(NamedTuple):
    """How alike two places are: the smaller, the more."""

    shared: float
    shared_of_question: int
    now: int
    was: int


def most_alike(
    before: Mapping[int, Exchange], after: Mapping[int, Exchange], nearby: Nearby
) -> dict[int, int]:
    """Return the places before of those places after that are alike enough, each once."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for likeness in sorted(likenesses(before, after, nearby)):
        if likeness.now not in found and likeness.was not in taken:
            found[likeness.now] = likeness.was
            taken.add(likeness.was)
    return found


def likenesses(
    before: Mapping[int, Exchange], after: Mapping[int, Exchange], nearby: Nearby
) -> Iterator[Likeness]:
    index = Index(before)
    for now, exchange in after.items():
        newer = Words.of(exchange)
        number = index.number(newer)
        for was, shared in index.shared(newer).items():
            dice, is_near = 2 * shared / (number + index.numbers[was]), nearby(now, was)
            if dice > (NEARBY if is_near else FAR) or asks_the_same(exchange, before[was]):
                questions = newer.of_question & index.older[was].of_question
                weight = shared * (1 if is_near else FAR_AWAY)
                yield Likeness(-weight, -questions.total(), now, was)


def asks_the_same(exchange: Exchange, other: Exchange) -> bool:
    return exchange.question == other.question and len(words(exchange.question)) >= SEVERAL


class Index:
    """Where the words of the older exchanges occur, but for those that occur everywhere."""

    def __init__(self, exchanges: Mapping[int, Exchange]) -> None:
        self.older = {was: Words.of(exchange) for was, exchange in exchanges.items()}
        places = defaultdict[str, list[tuple[int, int]]](list)
        for was, older in self.older.items():
            for word, number in older.of_both.items():
                places[word].append((was, number))
        self.common = {word for word, found in places.items() if len(found) > TOO_COMMON}
        self.places = {word: found for word, found in places.items() if word not in self.common}
        self.numbers = {was: self.number(older) for was, older in self.older.items()}

    def number(self, words: Words) -> int:
        """Return how many words there are to compare."""
        return sum(number for word, number in words.of_both.items() if word not in self.common)

    def shared(self, words: Words) -> dict[int, int]:
        """Return with which exchanges words are shared, and how many."""
        shared = defaultdict[int, int](int)
        for word, number in words.of_both.items():
            for was, older in self.places.get(word, ()):
                shared[was] += min(number, older)
        return shared
