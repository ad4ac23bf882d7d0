"""
What has changed in the wording of a text, word by word.

Pure Python. Texts as long as an answer are compared word by word; where that would take
seconds, they are compared by paragraphs, and where that would, told as replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Compare = Callable[[Sequence[str], Sequence[str]], Iterator["Piece"]]

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words: each of their signs is taken for a word."""

WORD = re.compile(rf"(?:[{UNSPACED}]|[^\s{UNSPACED}]+)\s*|\s+")
PARAGRAPH = re.compile(r".+?(?:\n\s*\n\s*|\Z)", re.DOTALL)

MOST_PAIRS = 1_000_000
"""Equal words, one of either text, that can be paired in a fraction of a second."""

ISLAND = 3
"""Words that stay between two changes, and are read more easily as part of them."""

AROUND = 12
"""Words on either side of a change that are enough to know the place."""

ELLIPSIS = "…"


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    ADDED = "added"


class Piece(NamedTuple):
    kind: Kind
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class Run(NamedTuple):
    """What stays, and what is changed right after it."""

    same: str = ""
    gone: str = ""
    added: str = ""


def words(text: str) -> list[str]:
    """Return the words, each with the blanks that follow it: joined, they are the text."""
    return WORD.findall(text)


def differences(old: str, new: str) -> list[Piece]:
    """
    Return what stays, what goes and what comes, in the order of reading.

    All pieces but the added ones are the old text, all but the gone ones the new text.
    """
    runs = without_islands(runs_of(compared(words(old), words(new), by_paragraphs)))
    return [Piece(kind, text) for run in runs for kind, text in zip(Kind, run, strict=True) if text]


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without most of what stays, for display."""
    last = len(pieces) - 1
    return [
        Piece(kind, excerpt(text, AROUND * (place > 0), AROUND * (place < last)))
        if kind == Kind.SAME
        else Piece(kind, text)
        for place, (kind, text) in enumerate(pieces)
    ]


def excerpt(text: str, first: int, last: int) -> str:
    """Return so many of the first words and of the last, unless that spares only a few."""
    found = words(text)
    if len(found) <= first + last + AROUND:
        return text
    return "".join([*found[:first], "… ", *found[len(found) - last :]])


def compared(old: Sequence[str], new: Sequence[str], coarser: Compare) -> Iterator[Piece]:
    """Compare texts in units, each with the blanks that follow it, from the first difference."""
    start = same_from_start(old, new)
    end = same_from_start(old[start:][::-1], new[start:][::-1])
    stop, stop_new = len(old) - end, len(new) - end
    yield Piece(Kind.SAME, "".join(old[:start]))
    yield from paired(old[start:stop], new[start:stop_new], coarser)
    yield Piece(Kind.SAME, "".join(old[stop:]))


def paired(old: Sequence[str], new: Sequence[str], coarser: Compare) -> Iterator[Piece]:
    """Pair equal units; where they are so many that it would take long, go the coarser way."""
    bare, bare_new = [unit.rstrip() for unit in old], [unit.rstrip() for unit in new]
    numbers, numbers_new = Counter(bare), Counter(bare_new)
    if sum(number * numbers_new[unit] for unit, number in numbers.items()) > MOST_PAIRS:
        yield from coarser(old, new)
        return
    matcher = SequenceMatcher(None, bare, bare_new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        yield from (stayed if what == "equal" else replaced)(old[a:b], new[c:d])


def by_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Compare word by word only what lies between equal paragraphs."""
    before, after = (PARAGRAPH.findall("".join(text)) for text in (old, new))
    for same, gone, added in runs_of(compared(before, after, replaced)):
        yield Piece(Kind.SAME, same)
        yield from compared(words(gone), words(added), replaced)


def replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    yield Piece(Kind.GONE, "".join(old))
    yield Piece(Kind.ADDED, "".join(new))


def stayed(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Tell units that are the same but for the blanks that follow them."""
    for before, after in zip(old, new, strict=True):
        bare = before if before == after else before.rstrip()
        yield Piece(Kind.SAME, bare)
        yield from replaced(before[len(bare) :], after[len(bare) :])


def same_from_start(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many units at the start are the same."""
    both = zip(old, new, strict=False)
    different = (number for number, (before, after) in enumerate(both) if before != after)
    return next(different, min(len(old), len(new)))


def runs_of(pieces: Iterable[Piece]) -> list[Run]:
    """Gather what goes and what comes between two pieces that stay."""
    runs: list[dict[str, str]] = [{}]
    for kind, group in groupby((piece for piece in pieces if piece.text), attrgetter("kind")):
        if kind == Kind.SAME and runs[-1].keys() - {kind}:
            runs.append({})
        runs[-1][kind] = runs[-1].get(kind, "") + "".join(piece.text for piece in group)
    return [Run(**run) for run in runs]


def without_islands(runs: Iterable[Run]) -> list[Run]:
    """Join changes between which hardly anything stays."""
    found: list[Run] = []
    for run in runs:
        if found and is_island(found[-1], run):
            same, gone, added = found[-1]
            found[-1] = Run(same, gone + run.same + run.gone, added + run.same + run.added)
        else:
            found.append(run)
    return found


def is_island(before: Run, run: Run) -> bool:
    """Whether fewer words stay between two changes than either of them changes."""
    stay = few(run.same)
    changed = (max(few(change.gone), few(change.added)) for change in (before, run))
    return stay <= min(ISLAND, *changed)


def few(text: str) -> int:
    """Return the number of the words, as far as it matters whether they are few."""
    return sum(1 for _word in islice(WORD.finditer(text), ISLAND + 1))
