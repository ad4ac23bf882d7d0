"""Turns that begin with a label: a letter, a word for question or answer, or a name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from interviews.marks.accepted import STRONG, accepted, accepted_alone
from interviews.marks.evidence import Reading, Start, asks, ends_sentence, split_at
from interviews.marks.labels import (
    CANONICAL,
    LONGEST_ALONE,
    Form,
    Label,
    Side,
    label_alone,
    read_label,
)
from interviews.marks.letters import paired
from interviews.marks.speakers import People, Spoken, sides
from interviews.paragraphs import Doubt, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    Found = list[tuple[int, Label]]

STYLE = "labels"
INSIDE = re.compile(
    r"(?<=[.?!…:;\"”»)\]*—–-])[^\S\n]+(?=(?:\*\*|__)?(?:[QA]\b|[^\W\d_a-z][^:：\n]{0,60}[:：]))"
)
"""Where a turn could begin inside a line."""


def read(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return what the labels at the beginnings of paragraphs, lines and sentences tell."""
    if canonical := read_canonical(paragraphs):
        return canonical
    reading = read_pieces(at_lines(paragraphs), interviewee)
    if {Side.ASKS, Side.ANSWERS} <= {start.side for start in reading.starts}:
        return reading
    pieces = at_sentences(reading.pieces)
    if len(pieces) == len(reading.pieces):
        return reading
    inside = read_pieces(pieces, interviewee)
    if {Side.ASKS, Side.ANSWERS} <= {start.side for start in inside.starts}:
        inside.sure -= 0.2
        where = inside.pieces[inside.starts[0].piece].line
        inside.doubts.append(Doubt(where, "Several turns stand in one paragraph: look at each."))
        return inside
    return reading


def read_canonical(paragraphs: Sequence[Paragraph], *, is_edited: bool = False) -> Reading | None:
    """
    Return the reading of a text in which every `Q:` has its `A:`; None for any other.

    In a text that is known to be edited in that form, one of these marks is enough, and no
    other label counts.
    """
    marks = {i: it for i, each in enumerate(paragraphs) if (it := CANONICAL.match(each.text))}
    letters = "".join(found[1] for found in marks.values())
    if not letters or not (is_edited or letters == "QA" * (len(letters) // 2)):
        return None
    labels = ((i, read_label(each.text)) for i, each in enumerate(paragraphs))
    starts = [
        Start(i, label.end, label.side or Side.ANSWERS, label.name)
        for i, label in labels
        if label and (i in marks or (label.form == Form.UPPER and not is_edited))
    ]
    return Reading("Q: A:", paragraphs, starts, is_canonical=True)


def at_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, cut where a line inside them begins with a label."""
    pieces: list[Paragraph] = []
    for paragraph in paragraphs:
        if "\n" not in paragraph.text:
            pieces.append(paragraph)
            continue
        breaks = [found.end() for found in re.finditer("\n", paragraph.text)]
        pieces += split_at(paragraph, [it for it in breaks if is_turn(paragraph.text, it)])
    return pieces


def is_turn(text: str, place: int) -> bool:
    """Whether a line that begins at the place begins a turn, not the rest of a sentence."""
    label = read_label(text[place : place + 200])
    if label is None or label.form not in {*STRONG, Form.BARE, Form.TITLE}:
        return False
    return label.form in {Form.LETTER, Form.WORD} or ends_sentence(text[max(0, place - 30) : place])


def at_sentences(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, cut also where a sentence inside them begins with a label."""
    pieces: list[Paragraph] = []
    for paragraph in paragraphs:
        text = paragraph.text
        found = INSIDE.finditer(text) if " " in text else ()
        places = [it.end() for it in found if read_label(text[it.end() : it.end() + 200])]
        pieces += split_at(paragraph, places)
    return pieces


def read_pieces(pieces: Sequence[Paragraph], interviewee: str) -> Reading:
    found = [(i, label) for i, piece in enumerate(pieces) if (label := read_label(piece.text))]
    used = accepted(paired(found, pieces), pieces)
    if not used:
        short = ((i, it.text) for i, it in enumerate(pieces) if len(it.text) < LONGEST_ALONE)
        alone = [(i, label) for i, text in short if (label := label_alone(text))]
        used = accepted_alone(alone, pieces)
    told = sides_of(used, pieces, interviewee)
    starts = [Start(i, it.end, told[it.key], shown(it)) for i, it in used]
    reading = Reading(STYLE, pieces, starts, sure=sureness(used))
    reading.doubts = seen_once(used, pieces)
    add_unmarked_questions(reading)
    reading.answers_are_bare = not any(start.side == Side.ANSWERS for start in reading.starts)
    return reading


def shown(label: Label) -> str:
    return label.name


def sides_of(used: Found, pieces: Sequence[Paragraph], interviewee: str) -> dict[str, Side]:
    known = {label.key: label.side for _, label in used if label.side}
    ends = [*(i for i, _ in used[1:]), len(pieces)]
    spoken = [
        Spoken(
            label.key,
            sum(len(piece.text) for piece in pieces[i:end]),
            any(asks(piece.text) for piece in pieces[i:end]),
        )
        for (i, label), end in zip(used, ends, strict=False)
    ]
    return sides(spoken, known, interviewee)


def sureness(used: Found) -> float:
    forms = {label.form for _, label in used}
    if not used:
        return 0
    if forms <= {Form.LETTER, Form.WORD}:
        return 1
    if Form.ALONE in forms:
        return 0.7
    return 0.95 if forms & {Form.LETTER, Form.WORD, Form.BARE} else 0.9


def seen_once(used: Found, pieces: Sequence[Paragraph]) -> list[Doubt]:
    counts = Counter(label.key for _, label in used)
    names = [it for it in used if it[1].form not in {Form.LETTER, Form.WORD, Form.BARE}]
    once = [(i, label) for i, label in names if counts[label.key] == 1]
    people = People(key for key, count in counts.items() if count > 1)
    return [
        Doubt(pieces[i].line, f"The mark “{label.name}” appears only once: is it a speaker?")
        for i, label in once
        if label.key not in people
    ]


def add_unmarked_questions(reading: Reading) -> None:
    """See a question without a mark where the same speaker would otherwise answer twice."""
    starts: list[Start] = []
    before: Start | None = None
    for start in reading.starts:
        unmarked = start.piece - 1
        answered = before is None or (before.side, before.speaker) == (start.side, start.speaker)
        free = unmarked > (before.piece if before else -1)
        if start.side == Side.ANSWERS and answered and free:
            piece = reading.pieces[unmarked]
            if asks(piece.text):
                starts.append(Start(unmarked, 0, Side.ASKS))
                says = "This question has no mark; it was seen by its question mark."
                reading.doubts.append(Doubt(piece.line, says))
        starts.append(start)
        before = start
    reading.starts = starts
