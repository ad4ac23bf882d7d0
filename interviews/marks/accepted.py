"""
Which labels a document uses as such: what looks like a name may be the first word of a list.

Pure Python. What is accepted is decided from all labels of the document together.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.marks.evidence import asks
from interviews.marks.labels import Form, Label, Side
from interviews.marks.letters import MOST
from interviews.marks.speakers import People

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.paragraphs import Paragraph

    Found = list[tuple[int, Label]]

STRONG = {Form.LETTER, Form.WORD, Form.BOLD, Form.UPPER}


def accepted(found: Found, pieces: Sequence[Paragraph]) -> Found:
    """Return the labels that the document, taken as a whole, uses as such."""
    found = without_bare_answers([it for it in found if it[1].name or it[1].side])
    found = without_cells(found, pieces)
    words = [it for it in found if it[1].side in {Side.ASKS, Side.ANSWERS} and not it[1].name]
    words += [it for it in found if it[1].form in {Form.LETTER, Form.WORD} and it[1].name]
    worded = {i for i, _ in words}
    names = [it for it in found if it[0] not in worded]
    names = accepted_names(names, pieces, found, has_words=bool(words))
    kept = worded | {i for i, _ in names}
    return [it for it in found if it[0] in kept]


def without_cells(found: Found, pieces: Sequence[Paragraph]) -> Found:
    """Drop what stands in the first cells of a table, unless somebody asks in it."""
    cells = [i for i, label in found if label.form == Form.CELL]
    if any(asks(pieces[i].text) for i in cells):
        return found
    return [it for it in found if it[1].form != Form.CELL]


def without_bare_answers(found: Found) -> Found:
    """
    Drop `A` without a colon, unless it keeps following `Q`.

    It begins many an ordinary sentence; `Q` begins none.
    """
    pairs = pairwise(found)
    bare = [label for _, label in found if label.form == Form.BARE]
    asked = sum(label.side == Side.ASKS for label in bare)
    follows = sum(
        one[1].side == Side.ASKS and other[1].form == Form.BARE and other[1].side == Side.ANSWERS
        for one, other in pairs
    )
    if asked and follows >= MOST * asked:
        return found
    return [it for it in found if not (it[1].form == Form.BARE and it[1].side == Side.ANSWERS)]


def accepted_names(
    names: Found, pieces: Sequence[Paragraph], found: Found, *, has_words: bool
) -> Found:
    """Return the names that are speakers, by how often and where they occur."""
    counts = Counter(label.key for _, label in names)
    strong = {label.key for _, label in names if label.form in STRONG}
    strong |= with_outlets(names)
    sure = {key for key, count in counts.items() if count > 1} | strong
    if not has_words and not (is_talk(counts, strong) and is_answered(names, counts, pieces)):
        return names if is_labelled_throughout(names, pieces) else []
    expected = after_questions(found) if has_words else between_turns(names, counts)
    people = People(sure)
    return [
        (i, label)
        for i, label in names
        if {label.key, label.also} & sure or i in expected or label.key in people
    ]


def with_outlets(names: Found) -> set[str]:
    """Return those whose outlet stands after their name, if there are several: Jo Hill (BBC)."""
    keys = {label.key for _, label in names if label.also and label.form == Form.TITLE}
    return keys if len(keys) > 1 else set()


def after_questions(found: Found) -> set[int]:
    """Return where somebody must answer."""
    pairs = pairwise(found)
    return {after[0] for before, after in pairs if before[1].side == Side.ASKS}


def between_turns(names: Found, counts: Counter[str]) -> set[int]:
    """Return where somebody else must speak, or the same speaker would have two turns running."""
    triples = zip(names, names[1:], names[2:], strict=False)
    return {
        it[0]
        for before, it, after in triples
        if before[1].key == after[1].key and counts[before[1].key] > 1
    }


def is_talk(counts: Counter[str], strong: set[str]) -> bool:
    """Whether names alone are enough to see a conversation: at least two, and in turn."""
    several = {key for key, count in counts.items() if count > 1}
    return len(several | strong) > 1 and (bool(several) or len(strong) > 1)


def is_answered(names: Found, counts: Counter[str], pieces: Sequence[Paragraph]) -> bool:
    """Whether names speak more than once, or else one of them asks: ABOUT US: does not."""
    return max(counts.values()) > 1 or any(asks(pieces[i].text) for i, _ in names)


def is_labelled_throughout(names: Found, pieces: Sequence[Paragraph]) -> bool:
    """Whether nearly every paragraph begins with one of at least two names, and one asks."""
    several = len({label.key for _, label in names}) > 1
    return (
        several and len(names) >= MOST * len(pieces) and any(asks(pieces[i].text) for i, _ in names)
    )


def accepted_alone(alone: Found, pieces: Sequence[Paragraph]) -> Found:
    """Return the names that stand on a line of their own, each followed by its words."""
    alone = without_stage_notes(alone)
    lines = {i for i, _ in alone}
    alone = [it for it in alone if it[0] + 1 < len(pieces) and it[0] + 1 not in lines]
    counts = Counter(label.key for _, label in alone)
    several = {key for key, count in counts.items() if count > 1}
    known = {label.key for _, label in alone if label.side}
    if len(several | known) < 2 or sum(counts[key] for key in several | known) < 3:  # noqa: PLR2004
        return []
    return [it for it in alone if it[1].key in several | known]


def without_stage_notes(alone: Found) -> Found:
    """Drop what stands in brackets, unless some of them tell that somebody asks."""
    told = any(label.form == Form.BRACKETS and label.side for _, label in alone)
    return [it for it in alone if told or it[1].form != Form.BRACKETS]
