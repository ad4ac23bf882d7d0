"""Turns of which only the questions are marked: headings, bold or slanted type, numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.marks.evidence import Reading, Start, asks, split_at
from interviews.marks.labels import Form, Side, read_label
from interviews.paragraphs import Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.paragraphs import Paragraph

HEADING = re.compile(r"#{1,6}\s+")
QUOTE = re.compile(r"[>■□▪▫●○◆◇►▶▸♦]\s*")
NUMBER = re.compile(r"(?:\*\*|__)?(\d{1,3})[.)]\s+")
NUMBERED_LINE = re.compile(r"\n(?=\d{1,3}[.)]\s)")
MOST, FEWEST = 0.5, 2
NAMES = {Form.TITLE, Form.BOLD, Form.UPPER}
FEWEST_BARE, FEWEST_SHARE, LONGEST_BARE = 3, 0.35, 600
"""Questions without any mark: how many, in what share of the text, and of how many characters."""


def read_headings(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return the questions that are Markdown headings; the first, if larger, is a title."""
    del interviewee
    found = [(i, it) for i, each in enumerate(paragraphs) if (it := HEADING.match(each.text))]
    levels = [heading[0].count("#") for _, heading in found]
    if len(levels) > 1 and found[0][0] == 0 and levels[0] < min(levels[1:]):
        found = found[1:]
    return read_marked("headings", paragraphs, [(i, it.end()) for i, it in found], sure=0.8)


def read_emphasis(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return the questions that are paragraphs all in bold, or all in slanted type."""
    del interviewee
    marked = [(i, it.text) for i, it in enumerate(paragraphs) if it.text[:1] in "*_"]
    for sign, name in (("**", "bold"), ("__", "bold"), ("*", "italics"), ("_", "italics")):
        found = [(i, len(sign)) for i, text in marked if is_all(text, sign)]
        reading = read_marked(name, paragraphs, found, sure=0.75)
        if reading.starts:
            return reading
    return Reading("bold", paragraphs)


def read_quotes(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return the questions that are quoted as in a mail, or have a sign: `> When?`, `■ When?`."""
    del interviewee
    found = [(i, it.end()) for i, each in enumerate(paragraphs) if (it := QUOTE.match(each.text))]
    return read_marked("quotes", paragraphs, found, sure=0.7)


def is_all(text: str, sign: str) -> bool:
    """Whether the sign stands at both ends of the text and nowhere between."""
    size = len(sign)
    if len(text) <= 2 * size or not (text.startswith(sign) and text.endswith(sign)):
        return False
    inner = text[size:-size]
    return sign not in inner and inner[0] not in "*_" and inner[-1] not in "*_"


def read_numbers(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """Return the questions that are numbered, each followed by text without a number."""
    del interviewee
    pieces = at_lines(paragraphs)
    found, expected = [], None
    for i, piece in enumerate(pieces):
        number = NUMBER.match(piece.text)
        if number and expected in {None, int(number[1])}:
            found.append((i, number.end()))
            expected = int(number[1]) + 1
    followed = sum(after[0] > it[0] + 1 for it, after in pairwise(found))
    if followed < len(found) - 1:
        return Reading("numbers", pieces)
    return read_marked("numbers", pieces, found, sure=0.7)


def at_lines(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [
        piece
        for each in paragraphs
        for piece in split_at(each, [it.end() for it in NUMBERED_LINE.finditer(each.text)])
    ]


def read_marked(
    style: str, pieces: Sequence[Paragraph], found: list[tuple[int, int]], sure: float
) -> Reading:
    """Take what is marked as questions, if at least half of it asks and text follows."""
    reading = Reading(style, pieces, sure=sure, answers_are_bare=True)
    asking = sum(asks(pieces[i].text) for i, _ in found)
    if len(found) >= FEWEST and asking >= MOST * len(found) and found[-1][0] + 1 < len(pieces):
        reading.starts = [Start(i, end, Side.ASKS) for i, end in found]
    return reading


def read_bare(paragraphs: Sequence[Paragraph], interviewee: str = "") -> Reading:
    """
    Return the questions that nothing but their question marks tells, each with its answer.

    Only for a text without any other mark; that of the first question and of its answer may be
    the names of those who speak.
    """
    del interviewee
    reading = Reading("question marks", paragraphs, sure=0.4, answers_are_bare=True)
    named = named_pair(paragraphs)
    begin = named[-1].piece + 1 if named else 0
    asking = [len(it.text) <= LONGEST_BARE and asks(it.text) for it in paragraphs[begin:]]
    found = [begin + i for i, (it, after) in enumerate(pairwise(asking)) if it and not after]
    first = named[0].piece if named else found[0] if found else 0
    questions = len(found) + bool(named)
    if questions < FEWEST_BARE or questions < FEWEST_SHARE * (len(paragraphs) - first):
        return reading
    reading.starts = [*named, *(Start(i, 0, Side.ASKS) for i in found)]
    says = "Nothing but question marks tells who asks from here on: look at each."
    reading.doubts.append(Doubt(paragraphs[first].line, says))
    return reading


def named_pair(paragraphs: Sequence[Paragraph]) -> list[Start]:
    """Return the first question and its answer, if two names before them tell who speaks."""
    labels = [read_label(it.text) for it in paragraphs]
    for i, (one, other) in enumerate(pairwise(labels)):
        if one and other and {one.form, other.form} <= NAMES and one.key != other.key:
            if "?" not in paragraphs[i].text:
                break
            asked = Start(i, one.end, Side.ASKS, one.name)
            return [asked, Start(i + 1, other.end, Side.ANSWERS, other.name)]
    return []
