"""
Single letters that stand for question and answer: Q and R, P and R, В and О.

Pure Python. Most single letters before a text are the initials of names, and only what follows
on what in the whole document tells them apart.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.marks.evidence import asks
from interviews.marks.labels import Form, Label, Side
from interviews.marks.vocabulary import LETTER_PAIRS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.paragraphs import Paragraph

    Found = list[tuple[int, Label]]

MOST, FEWEST = 0.6, 0.25


def paired(found: Found, pieces: Sequence[Paragraph]) -> Found:
    """Give single letters of other languages their sides, where both of a pair occur."""
    letters = [(i, label, letter_of(label)) for i, label in found]
    for pair in LETTER_PAIRS:
        of_pair = [it for it in letters if it[2] and it[2] in pair]
        if {letter for _, _, letter in of_pair} == set(pair) and is_by_turns(of_pair, pair, pieces):
            told = {pair[0]: Side.ASKS, pair[1]: Side.ANSWERS}
            found = [
                (i, Label(Form.LETTER, "", told[letter], label.end) if letter in told else label)
                for i, label, letter in letters
            ]
            break
    return [it for it in found if it[1].form != Form.INITIAL]


def letter_of(label: Label) -> str:
    """Return the single letter that a label is, or nothing."""
    if label.form in {Form.LETTER, Form.BARE} and not label.name:
        return "Q" if label.side == Side.ASKS else "A"
    return label.name if len(label.name) == 1 else ""


def is_by_turns(
    letters: Sequence[tuple[int, Label, str]], pair: str, pieces: Sequence[Paragraph]
) -> bool:
    """Whether letters that may be the initials of names follow each other as turns do."""
    if not any(label.form == Form.INITIAL for _, label, _ in letters):
        return True
    changes = sum(one[2] != other[2] for one, other in pairwise(letters))
    asking = [asks(pieces[i].text) for i, _, letter in letters if letter == pair[0]]
    return changes >= MOST * (len(letters) - 1) and sum(asking) >= max(1, FEWEST * len(asking))
