"""Turns that begin with a label: a letter, a word for question or answer, or a name."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.marks.evidence import Reading, Start, asks, ends_sentence, split_at
from interviews.marks.labels import (
    CANONICAL,
    LETTER_PAIRS,
    LONGEST_ALONE,
    Form,
    Label,
    Side,
    label_alone,
    read_label,
)
from interviews.marks.speakers import People, Spoken, sides
from interviews.paragraphs import Doubt, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    Found = list[tuple[int, Label]]

STYLE = "labels"
STRONG = {Form.LETTER, Form.WORD, Form.BOLD, Form.UPPER}
MOST = 0.6
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
    used = accepted(paired(found), pieces)
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


def paired(found: Found) -> Found:
    """Give single letters of other languages their sides, where both of a pair occur."""
    names = Counter(label.name for _, label in found if len(label.name) == 1)
    for asking, answering in LETTER_PAIRS.items():
        if names[asking] and names[answering] and asking != answering:
            told = {asking: Side.ASKS, answering: Side.ANSWERS}
            return [
                (i, Label(Form.LETTER, "", told[it.name], it.end) if it.name in told else it)
                for i, it in found
            ]
    return found


def accepted(found: Found, pieces: Sequence[Paragraph]) -> Found:
    """Return the labels that the document, taken as a whole, uses as such."""
    found = without_bare_answers([it for it in found if it[1].name or it[1].side])
    words = [it for it in found if it[1].side in {Side.ASKS, Side.ANSWERS} and not it[1].name]
    words += [it for it in found if it[1].form in {Form.LETTER, Form.WORD} and it[1].name]
    names = [it for it in found if it not in words] if len(words) < len(found) else []
    names = accepted_names(names, pieces, found, has_words=bool(words))
    kept = {i for i, _ in words} | {i for i, _ in names}
    return [it for it in found if it[0] in kept]


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
    sure = {key for key, count in counts.items() if count > 1} | strong
    if not has_words and not is_talk(counts, strong):
        return names if is_labelled_throughout(names, pieces) else []
    expected = after_questions(found) if has_words else between_turns(names, counts)
    people = People(sure)
    return [
        (i, label)
        for i, label in names
        if {label.key, label.also} & sure or i in expected or label.key in people
    ]


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


def is_labelled_throughout(names: Found, pieces: Sequence[Paragraph]) -> bool:
    """Whether nearly every paragraph begins with one of at least two names, and one asks."""
    several = len({label.key for _, label in names}) > 1
    return (
        several and len(names) >= MOST * len(pieces) and any(asks(pieces[i].text) for i, _ in names)
    )


def accepted_alone(alone: Found, pieces: Sequence[Paragraph]) -> Found:
    """Return the names that stand on a line of their own, each followed by its words."""
    lines = {i for i, _ in alone}
    alone = [it for it in alone if it[0] + 1 < len(pieces) and it[0] + 1 not in lines]
    counts = Counter(label.key for _, label in alone)
    several = {key for key, count in counts.items() if count > 1}
    known = {label.key for _, label in alone if label.side}
    if len(several | known) < 2 or sum(counts[key] for key in several | known) < 3:  # noqa: PLR2004
        return []
    return [it for it in alone if it[1].key in several | known]


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
