"""What every style of marking tells: where turns begin, and how much of the text that explains."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interviews.marks.labels import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.paragraphs import Doubt, Paragraph


class Start(NamedTuple):
    """Where a turn begins: in which piece of the text, where its words begin, and who speaks."""

    piece: int
    end: int
    side: Side
    speaker: str = ""


@dataclass
class Reading:
    """
    What one style makes of a document.

    A piece is a paragraph or, where a paragraph holds several turns, the part of it that
    begins with a mark. `sure` is how seldom the style misleads, from 0 to 1.
    """

    style: str
    pieces: Sequence[Paragraph]
    starts: list[Start] = field(default_factory=list)
    sure: float = 1.0
    doubts: list[Doubt] = field(default_factory=list)
    answers_are_bare: bool = False
    """Whether what follows a question is its answer, without any mark."""

    is_canonical: bool = False
    """Whether the text was written by `transcripts.render`, which marks what it must not read."""

    @property
    def is_conversation(self) -> bool:
        found = {start.side for start in self.starts}
        return Side.ASKS in found and (self.answers_are_bare or Side.ANSWERS in found)

    @property
    def weight(self) -> float:
        """How many turns the style explains, more where it seldom misleads."""
        if not self.is_conversation:
            return 0
        return len(self.starts) * self.sure * (2 if self.answers_are_bare else 1)


SENTENCE_END = re.compile(r"[.?!…:;。？！][\"”»“’)\]*_]*$|[—–-]$|[)\]”»\"]$")
QUESTION_END = re.compile(r"[?？؟;][\"”»“’)\]*_\s]*(?:[(\[][^()\[\]]{1,60}[)\]][.]?)?$")


def ends_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text[-20:].rstrip()))


def asks(text: str) -> bool:
    """Whether the text ends with a question mark; stage notes after it do not count."""
    tail = text[-80:].rstrip()
    found = QUESTION_END.search(tail)
    return found is not None and (found[0][0] != ";" or is_greek(tail))


def is_greek(text: str) -> bool:
    """Whether the text is in Greek, where a question ends in what looks like a semicolon."""
    return any("Ͱ" <= sign <= "Ͽ" for sign in text)


def split_at(paragraph: Paragraph, places: Sequence[int]) -> list[Paragraph]:
    """Return the parts of a paragraph that begin at the places, each with its own line."""
    if not places:
        return [paragraph]
    parts, text = [], paragraph.text
    bounds = [0, *places, len(text)]
    line = paragraph.line
    for first, last in pairwise(bounds):
        part = text[first:last]
        if part.strip():
            parts.append(paragraph._replace(line=line, text=part.strip()))
        line += part.count("\n")
    return parts
