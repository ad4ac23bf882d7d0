"""
Which exchange of a newer text is which stored one, so that permanent links stay true.

Pure Python. Equal exchanges are the same one, in the order in which both texts have them as
far as that goes; what is equal and stands elsewhere has moved, and of several equal ones the
first stays the first. So it is with what differs in typography alone. Of the rest, the most
alike are the same one (`interviews.likeness`). No exchange stays twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from interviews.likeness import most_alike, words
from newsroom.editing.pairing import longest_increasing

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from interviews.transcripts import Exchange

    Aspect = Callable[[Exchange], Hashable]


def align(stored: Sequence[tuple[str, Exchange]], newer: Sequence[Exchange]) -> list[str]:
    """
    Return the key of each exchange of the newer text, given the stored ones with theirs.

    It is empty for a new one; the keys that are not returned are those of removed ones.
    """
    pairs = Pairs([exchange for _key, exchange in stored], newer)
    return [stored[pairs.found[now]][0] if now in pairs.found else "" for now in range(len(newer))]


class Pairs:
    """The places of a newer text, each with the place `found` for it in the older one."""

    def __init__(self, before: Sequence[Exchange], after: Sequence[Exchange]) -> None:
        self.before, self.after = before, after
        blocks = SequenceMatcher(None, before, after).get_matching_blocks()
        self.found = {b + step: a + step for a, b, size in blocks for step in range(size)}
        everywhere = [0] * len(before), [0] * len(after)
        for aspect in (itself, bare):
            self.add_equal(aspect, *self.stretches())
            self.add_equal(aspect, *everywhere)
        # What one round finds makes new neighbours, and makes common words rare.
        while found := self.alike(*self.stretches()):
            self.found |= found

    def left_before(self) -> list[int]:
        kept = set(self.found.values())
        return [was for was in range(len(self.before)) if was not in kept]

    def left_after(self) -> list[int]:
        return [now for now in range(len(self.after)) if now not in self.found]

    def in_order(self) -> list[tuple[int, int]]:
        return longest_increasing(sorted(self.found.items()))

    def stretches(self) -> tuple[list[int], list[int]]:
        """Number the stretches between what is found in order; neighbours share a number."""
        anchors = self.in_order()
        before, after = [was for _now, was in anchors], [now for now, _was in anchors]
        return (
            [bisect_left(before, was) for was in range(len(self.before))],
            [bisect_left(after, now) for now in range(len(self.after))],
        )

    def add_equal(self, aspect: Aspect, before: Sequence[int], after: Sequence[int]) -> None:
        """Pair what is equal and lies in stretches of the same number, the first with the first."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for was in self.left_before():
            waiting[aspect(self.before[was]), before[was]].append(was)
        for now in self.left_after():
            if equal := waiting.get((aspect(self.after[now]), after[now])):
                self.found[now] = equal.popleft()

    def alike(self, before: Sequence[int], after: Sequence[int]) -> dict[int, int]:
        return most_alike(
            {was: self.before[was] for was in self.left_before()},
            {now: self.after[now] for now in self.left_after()},
            nearby=lambda now, was: after[now] == before[was],
        )


def itself(exchange: Exchange) -> Hashable:
    return exchange


def bare(exchange: Exchange) -> Hashable:
    """Return what is the same in texts that only typography tells apart."""
    return (*words(exchange.question), "", *words(exchange.answer))
