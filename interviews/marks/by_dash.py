"""Turns that begin with a dash, question and answer by turns."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.marks.evidence import Reading, Start, asks, ends_sentence, split_at
from interviews.marks.labels import Side
from interviews.paragraphs import Doubt, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLE = "dashes"
DASH = re.compile(r"(?:[*_]{1,2})?(?:[—–―‒]\s*|-{1,3}\s+)")
AT_LINE = re.compile(r"\n(?=[—–―‒-])")
INSIDE = re.compile(r"(?<=[.?!…\"”»)])\s+(?=[—–―‒-]{1,2}\s*[^\W\d_a-zа-яё])")
IN_A_LINE = "A dash begins a line inside a sentence: read as part of the sentence."
SIGN = re.compile(r"[>■□▪▫●○◆◇►▶▸♦•]\s*")
TOLD = re.compile(
    r"[—–-]\s?(?:\w+\s){0,2}?(?:говорил|сказал|спросил|спрашивал|ответил|отвечал|заметил|заявил|нача[лв]"
    r"|начинал|добавил|поинтересовал|said|asked|replied|dijo|preguntó|respondió|dit-|powiedzia|mówił"
    r"|zapyta|stwierdzi|dodał|rozpoczął)",
    re.IGNORECASE,
)
"""What tells that a story is told: “— Let us go, — he said.”"""

SHORTEST_LINE = 40
"""Characters of a line; a shorter one above a dash is no part of a wrapped sentence."""

FEWEST_QUESTIONS = 0.2
MOST = 0.8


def read(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return what the dashes at the beginnings of paragraphs tell."""
    del interviewee
    pieces, doubts = at_lines(paragraphs)
    reading = read_pieces(pieces)
    reading.doubts += doubts
    return reading if reading.is_conversation else read_inside(pieces) or reading


def read_inside(paragraphs: Sequence[Paragraph]) -> Reading | None:
    """Return the turns that begin with a dash inside of paragraphs, if that makes sense."""
    pieces = at_sentences(paragraphs)
    reading = read_pieces(pieces) if len(pieces) > len(paragraphs) else None
    if reading is None or not reading.is_conversation:
        return None
    reading.sure -= 0.25
    where = reading.pieces[reading.starts[0].piece].line
    reading.doubts.append(Doubt(where, "Several turns stand in one paragraph: look at each."))
    return reading


def at_lines(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Doubt]]:
    """Return the paragraphs, cut where a line inside them begins a turn with a dash."""
    pieces: list[Paragraph] = []
    doubts: list[Doubt] = []
    for paragraph in paragraphs:
        if "\n" not in paragraph.text:
            pieces.append(paragraph)
            continue
        turns: list[list[Paragraph]] = []
        for line in split_at(paragraph, [it.end() for it in AT_LINE.finditer(paragraph.text)]):
            if not turns or (ends_above(turns[-1][-1].text) and begins_turn(line.text)):
                turns.append([line])
            else:
                turns[-1].append(line)
                doubts.append(Doubt(line.line, IN_A_LINE))
        pieces += [it[0]._replace(text="\n".join(line.text for line in it)) for it in turns]
    return pieces, doubts


def ends_above(text: str) -> bool:
    """Whether a sentence, or a heading, ends where a line begins with a dash."""
    is_short = "\n" not in text and len(text) < SHORTEST_LINE and not text.endswith((",", ":"))
    return ends_sentence(text) or (is_short and text[:1].isupper())


def at_sentences(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [
        piece
        for paragraph in paragraphs
        for piece in split_at(paragraph, [it.end() for it in INSIDE.finditer(paragraph.text)])
    ]


def begins_turn(text: str) -> bool:
    """Whether the text begins with a dash and then with the start of a sentence."""
    found = DASH.match(text)
    if not found:
        return False
    following = text[found.end() : found.end() + 3].lstrip("\"“«„'‘([*_¿¡…. ")
    return not following[:1].islower()


def read_pieces(pieces: Sequence[Paragraph]) -> Reading:
    reading = Reading(STYLE, pieces, sure=0.85)
    dashed = [i for i, piece in enumerate(pieces) if DASH.match(piece.text)]
    turns = [i for i in dashed if begins_turn(pieces[i].text)]
    says = "A dash before a small letter: read as part of the text above, not as a turn."
    turning = set(turns)
    reading.doubts = [Doubt(pieces[i].line, says) for i in dashed if i not in turning]
    asking = [asks(pieces[i].text) for i in turns]
    if sum(bool(TOLD.search(pieces[i].text)) for i in turns) * 2 >= len(turns):
        return reading
    if only_answers(pieces, turns, asking):
        reading.starts = [it for i in turns for it in asked_and_answered(pieces, i)]
        return reading
    if len(turns) < 2 or sum(asking) < max(1, FEWEST_QUESTIONS * len(turns) / 2):  # noqa: PLR2004
        return reading
    if only_questions(turns, asking, len(pieces)):
        reading.answers_are_bare = True
        reading.starts = [start(pieces, i, Side.ASKS) for i in turns]
    else:
        by_turns(reading, turns, asking)
    return reading


def start(pieces: Sequence[Paragraph], i: int, side: Side) -> Start:
    found = DASH.match(pieces[i].text)
    return Start(i, found.end() if found else 0, side)


def only_answers(pieces: Sequence[Paragraph], turns: list[int], asking: list[bool]) -> bool:
    """Whether only the answers have a dash: what stands before each has none, and asks."""
    dashed = set(turns)
    asked = sum(i > 0 and asks(pieces[i - 1].text) and i - 1 not in dashed for i in turns)
    return len(turns) > 1 and asked >= MOST * len(turns) and sum(asking) < MOST * len(turns)


def asked_and_answered(pieces: Sequence[Paragraph], i: int) -> list[Start]:
    """Return the start of the answer at the place, after that of the question before it."""
    found = SIGN.match(pieces[i - 1].text) if i else None
    asked = Start(i - 1, found.end() if found else 0, Side.ASKS)
    return [asked, start(pieces, i, Side.ANSWERS)] if i else [start(pieces, i, Side.ANSWERS)]


def only_questions(turns: list[int], asking: list[bool], pieces: int) -> bool:
    """Whether only the questions have a dash: all ask, and other text follows each."""
    followed = sum(after > before + 1 for before, after in pairwise(turns))
    followed += turns[-1] + 1 < pieces
    return sum(asking) >= MOST * len(turns) and followed >= MOST * len(turns)


def by_turns(reading: Reading, turns: list[int], asking: list[bool]) -> None:
    """Take questions and answers by turns; the side with more question marks asks."""
    asks_first = sum(asking[::2]) >= sum(asking[1::2])
    for place, i in enumerate(turns):
        side = Side.ASKS if (place % 2 == 0) == asks_first else Side.ANSWERS
        reading.starts.append(start(reading.pieces, i, side))
        slipped = side == Side.ANSWERS and asking[place] and place + 1 < len(turns)
        if slipped and not asking[place + 1]:
            says = "An answer that asks, before a question that does not: two questions running?"
            reading.doubts.append(Doubt(reading.pieces[i].line, says))
