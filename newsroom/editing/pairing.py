"""Which part of a newer content is which of an older one: they keep their keys. Pure Python."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsroom.editing.contents import Content, Part


class State(StrEnum):
    """What has become of a text or a part, apart from its place."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True)
class Pair:
    """A part `before` and `after`; `was` and `now` are its places, counted from 1."""

    before: Part | None = None
    after: Part | None = None
    was: int = 0
    now: int = 0
    moved: bool = False
    """Whether it stands in another order among those that stay."""

    @property
    def state(self) -> State:
        if self.before is None:
            return State.NEW
        if self.after is None:
            return State.REMOVED
        return State.CHANGED if any(self.changed_texts()) else State.UNCHANGED

    @property
    def differs(self) -> bool:
        return self.moved or self.state != State.UNCHANGED

    def changed_texts(self) -> Iterator[tuple[str, str, str]]:
        """Return the fields that differ, each with both wordings."""
        return changed(*(it.texts if it else self.blank() for it in (self.before, self.after)))

    def blank(self) -> dict[str, str]:
        present = self.before or self.after
        return dict.fromkeys(present.texts if present else (), "")


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """
    Return the fields that differ, each with both wordings.

    Of a field that one side does not have, because it is younger than the version, nothing is
    known: that is no difference.
    """
    return ((name, old[name], text) for name, text in new.items() if old.get(name, text) != text)


def pairs(old: Content, new: Content) -> list[Pair]:
    """Return the parts that go, then those that come, in their order."""
    before, after = ({part.key: part for part in it.parts} for it in (old, new))
    places = {key: place for place, key in enumerate(before, 1)}
    kept = set(in_order([key for key in before if key in after], [k for k in after if k in before]))
    gone = [Pair(part, None, places[key]) for key, part in before.items() if key not in after]
    coming = [
        Pair(before.get(key), part, places.get(key, 0), now, key in before and key not in kept)
        for now, (key, part) in enumerate(after.items(), 1)
    ]
    return gone + coming


def in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Return as many keys as can be that stand in the same order in both, which hold the same."""
    places = {key: place for place, key in enumerate(old)}
    for place, _was in longest_increasing([(now, places[key]) for now, key in enumerate(new)]):
        yield new[place]


def longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return as many of the pairs as can be with their second numbers increasing."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for place, (_first, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [place]
    found = []
    place = last[-1] if last else -1
    while place >= 0:
        found.append(pairs[place])
        place = previous[place]
    return found[::-1]
