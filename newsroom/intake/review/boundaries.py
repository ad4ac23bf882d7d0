"""
Where the paragraphs and the publications of a document begin, as a person corrects it.

Pure Python; what `corrections` says of places and words is true here, too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from interviews.transcripts import SPOKEN, Passage, Role
from newsroom.intake.headers import with_header
from newsroom.intake.review.corrections import SWAPPED, NoSuchPlaceError, changed, located, settled
from newsroom.intake.source import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.intake.documents import Document
    from newsroom.intake.review.corrections import Passages

SENTENCE_END = re.compile(r"(?:(?<=[.!?…؟])[\"»”’)\]*_]*\s+|(?<=[。！？])|\n+)")
ABBREVIATED = re.compile(
    r"(?:^|[\s(\"«“])(?:[^\W\d_]|mr|mrs|ms|dr|prof|st|gen|sen|gov|lt|col|no|vs|им|гг?|ул)\.$",
    re.IGNORECASE,
)
DASH = re.compile(r"[—–―-]\s+")
TEXT = frozenset({Role.BODY, Role.PREAMBLE})
QUESTION_MARKS = ("?", "？", "؟")


def sentence_starts(text: str) -> list[int]:
    """Return where the sentences of a paragraph begin, but for the first."""
    ends = SENTENCE_END.finditer(text)
    starts = [it.end() for it in ends if not ABBREVIATED.search(text[: it.start()])]
    return [it for it in starts if text[:it].strip() and text[it:].strip()]


def cut(document: Document, place: int, sentence: int) -> Document:
    """Part a paragraph before one of its sentences, counted from 1 for the second."""
    number, i = located(document, place)
    section = list(document.sections[number])
    starts = sentence_starts(section[i].text)
    if not 1 <= sentence <= len(starts):
        raise NoSuchPlaceError
    section[i : i + 1] = parted(section[i], starts[sentence - 1])
    return changed(document, number, section, section[i].line)


def parted(passage: Passage, start: int) -> tuple[Passage, Passage]:
    """Part a paragraph; what follows a question in it is most likely the answer."""
    before, after = passage.text[:start].rstrip(), passage.text[start:].strip()
    dash = DASH.match(after)
    mark, words = (dash[0], after[dash.end() :]) if dash else ("", after)
    if not words:
        mark, words = "", after
    rest = passage._replace(text=words, mark=mark, opens=False)
    is_asked = before.rstrip('"»”’)]*_').endswith(QUESTION_MARKS)
    if (is_asked and passage.role == Role.QUESTION) or (mark and passage.role in SWAPPED):
        rest = rest._replace(role=SWAPPED[passage.role], speaker="")
    return passage._replace(text=before), rest


def begun(document: Document, place: int) -> Document:
    """Let a new publication begin at the paragraph."""
    number, i = located(document, place)
    if i == 0:
        raise NoSuchPlaceError
    section = document.sections[number]
    sections: list[Passages] = [*document.sections]
    sections[number : number + 1] = [section[:i], headed(section[i:])]
    told = list(document.told)
    if told:
        told.insert(number + 1, {})
    return settled(replace(document, told=tuple(told)), sections, {section[i].line})


def headed(section: Passages) -> Passages:
    """Look for headline, date and lead in what has none yet."""
    if any(it.role not in {*TEXT, *SPOKEN, Role.LEFT_OUT} for it in section):
        return section
    plain = [it._replace(role=Role.PREAMBLE) if it.role in TEXT else it for it in section]
    try:
        return with_header(plain, "", has_date=False)
    except Refusal:
        return section


def continued(document: Document, place: int) -> Document:
    """Let the publication that begins at the paragraph be part of the one above."""
    number, i = located(document, place)
    if i or not number:
        raise NoSuchPlaceError
    above, below = document.sections[number - 1 : number + 1]
    sections: list[Passages] = [*document.sections]
    sections[number - 1 : number + 1] = [[*above, *following(above, below)]]
    told = [it for n, it in enumerate(document.told) if n != number]
    return settled(replace(document, told=tuple(told)), sections, {below[0].line})


def following(above: Passages, below: Passages) -> Iterator[Passage]:
    """Let a publication keep one headline, one date and one lead."""
    roles = {it.role for it in above}
    spoken = [it for it in above if it.role in SPOKEN]
    begins = {Role.HEADLINE, Role.DATE, Role.LEAD}
    kept = set() if spoken or roles & TEXT else begins - roles
    role, speaker = (spoken[-1].role, spoken[-1].speaker) if spoken else (Role.BODY, "")
    for passage in below:
        loose = passage.role in begins - kept or passage.role in TEXT
        yield passage._replace(role=role, speaker=speaker) if loose else passage
