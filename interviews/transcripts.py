"""
Conversations as text, and text as conversations.

Pure Python. `parse` reads any text in which people ask and answer; `render` writes the one
form in which the desk edits a conversation, and `parse(render(transcript)) == transcript`.

A turn is every change of speaker. An exchange joins neighbouring questions, and everything
that is said after them until the next question: several who answer, and remarks of a
moderator, stand in its answer under their names. What is said before the first question, and
what is told about the conversation, is the preamble.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import merge
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from interviews.leftovers import why_left_out
from interviews.marks import by_dash, by_label, by_question
from interviews.marks.evidence import Reading
from interviews.marks.labels import CANONICAL, Form, Side, escaped, read_label
from interviews.paragraphs import Doubt, LeftOut, Paragraph, reflow, split, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STYLES = (
    by_label.read,
    by_dash.read,
    by_question.read_headings,
    by_question.read_emphasis,
    by_question.read_numbers,
    by_question.read_quotes,
)
STRIDE = 10**9
"""Between the numbers of two paragraphs: more than any of them has lines."""

LONG_QUESTION = 1500
"""Characters after which a question is doubted to be one."""


class Role(StrEnum):
    """What a paragraph is in the publication that is made of it."""

    HEADLINE = "headline"
    DATE = "date"
    LEAD = "lead"
    BODY = "body"
    PREAMBLE = "preamble"
    QUESTION = "question"
    ANSWER = "answer"
    REMARK = "remark"
    LEFT_OUT = "left out"


ROLES = {Side.ASKS: Role.QUESTION, Side.ANSWERS: Role.ANSWER, Side.MODERATES: Role.REMARK}
SPOKEN = frozenset(ROLES.values())


class Passage(NamedTuple):
    """
    A paragraph of a document with what it is.

    `mark` is what stood before its `text` and told who speaks; together they are the whole
    paragraph. `opens` is true where a turn begins. `why` tells why it is left out.
    """

    line: int
    text: str
    role: Role
    opens: bool = False
    speaker: str = ""
    mark: str = ""
    why: str = ""


@dataclass(frozen=True)
class Exchange:
    """One question with its answer, each a text of one or more paragraphs (Markdown)."""

    question: str = ""
    answer: str = ""
    asked_by: str = ""
    answered_by: str = ""

    def __post_init__(self) -> None:
        """Bring the texts into the form in which they are stored."""
        for name in ("question", "answer"):
            object.__setattr__(self, name, tidy(getattr(self, name)))
        for name in ("asked_by", "answered_by"):
            object.__setattr__(self, name, " ".join(tidy(getattr(self, name)).split()))


@dataclass(frozen=True)
class Transcript:
    """
    A conversation: what precedes it, and its exchanges.

    Two are equal when they say the same; how they were read does not count.
    """

    preamble: str = ""
    exchanges: tuple[Exchange, ...] = ()
    passages: tuple[Passage, ...] = field(default=(), compare=False, repr=False)
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)
    style: str = field(default="", compare=False)
    sure: float = field(default=1.0, compare=False)
    """How sure the reading is, from 0 to 1."""

    def __post_init__(self) -> None:
        """Bring the texts into the form in which they are stored."""
        object.__setattr__(self, "preamble", tidy(self.preamble))
        said = tuple(it for it in self.exchanges if it.question or it.answer)
        object.__setattr__(self, "exchanges", said)

    @property
    def turns(self) -> int:
        return sum(passage.opens for passage in self.passages)

    @property
    def questions(self) -> int:
        return sum(passage.opens and passage.role == Role.QUESTION for passage in self.passages)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        return tuple(
            LeftOut(passage.line, passage.text, passage.why)
            for passage in self.passages
            if passage.role == Role.LEFT_OUT
        )


def parse(text: str) -> Transcript:
    """Return the conversation that the text holds; without one, all of it is preamble."""
    return read(split(text))


def parse_edited(text: str) -> Transcript:
    """
    Return the conversation of a text that somebody has edited in the canonical form.

    Only its own marks count, so that nothing else in the words is taken for one, and nothing is
    left out. A text without any of them is read like any other.
    """
    paragraphs = numbered(split(text))
    reading = by_label.read_canonical(paragraphs, is_edited=True)
    return told_by(reading, (), split(text)) if reading else parse(text)


def read(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Transcript:
    """
    Return the conversation that the paragraphs hold.

    `interviewee` is who answers, as far as a headline tells it.
    """
    in_order = numbered(paragraphs)
    is_canonical = bool(by_label.read_canonical(in_order))
    kept, left_out = set_apart(in_order, is_canonical=is_canonical)
    return told_by(best_reading(kept, interviewee), left_out, paragraphs)


def told_by(
    reading: Reading, left_out: Sequence[Passage], paragraphs: Sequence[Paragraph]
) -> Transcript:
    """Return what the reading makes of the paragraphs, and what it is unsure of."""
    lines = [it.line for it in paragraphs]
    in_order = merge(passages_of(reading), left_out, key=attrgetter("line"))
    passages = tuple(Passage(true_line(it[0], lines), *it[1:]) for it in in_order)
    doubts = {it._replace(line=true_line(it.line, lines)) for it in reading.doubts}
    doubts |= set(running_questions(passages))
    doubts |= set() if reading.is_canonical else set(odd_turns(passages))
    made, turns = assemble(passages), sum(passage.opens for passage in passages)
    sure = reading.sure * (1 - min(0.5, len(doubts) / (turns or 1) / 2)) if turns else 0.0
    told = tuple(sorted(doubts))
    return Transcript(made.preamble, made.exchanges, passages, told, reading.style, sure)


def numbered(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Give the paragraphs numbers for lines, so that their order is never lost."""
    return [Paragraph(i * STRIDE, it.text) for i, it in enumerate(paragraphs)]


def true_line(number: int, lines: Sequence[int]) -> int:
    """Return the line in the document of what was numbered."""
    place, line_in_paragraph = divmod(number, STRIDE)
    return lines[place] + line_in_paragraph


def set_apart(
    paragraphs: Sequence[Paragraph], *, is_canonical: bool
) -> tuple[list[Paragraph], list[Passage]]:
    """Return what belongs to the text, and what does not."""
    kept, left_out = list[Paragraph](), list[Passage]()
    for paragraph in paragraphs:
        line, text = paragraph
        why = "" if is_canonical and text.startswith("\\") else why_left_out(text)
        if why:
            left_out.append(Passage(line, text, Role.LEFT_OUT, why=why))
        else:
            kept.append(paragraph)
    return kept, left_out


def best_reading(paragraphs: Sequence[Paragraph], interviewee: str) -> Reading:
    """Return the reading of the style that explains most; without any, one without turns."""
    readings = []
    for style in STYLES:
        readings.append(style(paragraphs, interviewee))
        if readings[-1].is_canonical or readings[-1].weight > len(paragraphs) / 2:
            return readings[-1]
    best = max(readings, key=attrgetter("weight"))
    if not best.is_conversation:
        best = by_question.read_bare(paragraphs)
    return best if best.is_conversation else Reading("", paragraphs, sure=0)


def passages_of(reading: Reading) -> Iterator[Passage]:
    """Tell of every piece what it is."""
    starts = {start.piece: start for start in reading.starts}
    role, speaker = Role.PREAMBLE, ""
    for i, (line, text) in enumerate(reading.pieces):
        start = starts.get(i)
        if start is None:
            after_question = role == Role.QUESTION and reading.answers_are_bare
            role, speaker = (Role.ANSWER, "") if after_question else (role, speaker)
            yield Passage(line, plain(reading, text), role, opens=after_question, speaker=speaker)
            continue
        before, role = (role, speaker), ROLES[start.side]
        speaker = start.speaker
        goes_on = bool(speaker) and before == (role, speaker)
        mark = text[: start.end]
        words = without_rest(reflow(text[start.end :]), "" if reading.is_canonical else mark)
        yield Passage(line, words, role, not goes_on, speaker, mark)


def plain(reading: Reading, text: str) -> str:
    words = reflow(text)
    if reading.is_canonical and words.startswith("\\") and is_special(words[1:]):
        return words[1:]
    return words


def without_rest(text: str, mark: str) -> str:
    """Drop the end of an emphasis that began in the mark."""
    for sign in ("**", "__"):
        if mark.count(sign) % 2 and text.count(sign) % 2 and text.endswith(sign):
            return text[: -len(sign)].rstrip()
    sign = mark[:1]
    if sign not in {"*", "_"} or mark.count(sign) != 1:
        return text
    if mark == sign:
        return text[:-1].rstrip() if text.endswith(sign) else text
    return re.sub(rf"(?<!\{sign})\{sign}(?!\{sign})", "", text, count=1)


def assemble(passages: Iterable[Passage]) -> Transcript:
    """Return the conversation of which the passages are the paragraphs."""
    preamble, exchanges = Gathered(), list[tuple[Gathered, Gathered]]()
    for passage in passages:
        if passage.role not in {*SPOKEN, Role.PREAMBLE}:
            continue
        if passage.role == Role.QUESTION and (not exchanges or exchanges[-1][1].begun):
            exchanges.append((Gathered(), Gathered()))
        if not exchanges:
            preamble.add(passage)
        else:
            exchanges[-1][passage.role != Role.QUESTION].add(passage)
    return Transcript(
        preamble.text(named=False),
        tuple(
            Exchange(question.text(), answer.text(), question.speaker, answer.speaker)
            for question, answer in exchanges
        ),
    )


class Gathered:
    """The paragraphs of one side of an exchange, with the names of those who speak in it."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []

    @property
    def begun(self) -> bool:
        return bool(self.passages)

    @property
    def speaker(self) -> str:
        """Who speaks first, moderators apart."""
        named = (it for it in self.passages if it.opens and it.speaker)
        return next((it.speaker for it in named if it.role != Role.REMARK), "")

    def add(self, passage: Passage) -> None:
        self.passages.append(passage)

    def text(self, *, named: bool = True) -> str:
        """Return the paragraphs; whoever is not the first to speak is named in bold."""
        speaks = self.speaker if named else ""
        paragraphs = []
        for passage in self.passages:
            text = passage.text
            if passage.opens and passage.speaker and passage.speaker != speaks:
                text = f"**{passage.speaker}:** {text}"
                speaks = passage.speaker
            paragraphs.append(text)
        return "\n\n".join(paragraphs)


def running_questions(passages: Sequence[Passage]) -> Iterator[Doubt]:
    """Tell where somebody asks after somebody has asked."""
    for before, passage in pairwise(it for it in passages if it.opens):
        if before.role == passage.role == Role.QUESTION:
            yield Doubt(passage.line, "Two questions running: they are joined into one.")


def odd_turns(passages: Sequence[Passage]) -> Iterator[Doubt]:
    """Tell which turns a person should look at."""
    for passage in passages:
        if not passage.opens:
            continue
        if passage.role == Role.QUESTION and len(passage.text) > LONG_QUESTION:
            says = "A very long question: does an answer without a mark begin in it?"
            yield Doubt(passage.line, says)
        if passage.mark and passage.text[:1].islower():
            yield Doubt(passage.line, "A turn that begins with a small letter.")


def is_special(paragraph: str) -> bool:
    """Whether `parse` would see more than words in a paragraph of a rendered text."""
    rest = paragraph.lstrip("\\")
    label = None if CANONICAL.match(rest) else read_label(rest)
    return bool(CANONICAL.match(rest) or (label and label.form == Form.UPPER) or why_left_out(rest))


def render(transcript: Transcript) -> str:
    """
    Return the conversation as plain text, the one form in which the desk edits it.

    Paragraphs are parted by empty lines. `Q:` begins a question and `A:` an answer, with the
    name of who speaks in brackets: `Q (Anna Berg): …`. What stands before the first `Q:` is the
    preamble. A paragraph that only looks like a mark begins with a backslash.
    """
    blocks = [guarded(it) for it in paragraphs_of(transcript.preamble)]
    for exchange in transcript.exchanges or (Exchange(),):
        blocks += said("Q", exchange.asked_by, exchange.question)
        blocks += said("A", exchange.answered_by, exchange.answer)
    return "\n\n".join(blocks) + "\n"


def said(letter: str, name: str, text: str) -> list[str]:
    mark = f"{letter} ({escaped(name)}):" if name else f"{letter}:"
    first, *rest = paragraphs_of(text) or [""]
    return [f"{mark} {first}".strip(), *map(guarded, rest)]


def paragraphs_of(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def guarded(paragraph: str) -> str:
    return f"\\{paragraph}" if is_special(paragraph) else paragraph
