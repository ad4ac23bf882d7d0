"""
Text as paragraphs, each with the line on which it begins.

Pure Python. A text that people pass on has its paragraphs marked in one of three ways: by
empty lines, by one long line each, or by both while the lines are broken at a width. Which of
them it is, is read off the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

from interviews.combining import stream_safe


class Paragraph(NamedTuple):
    """
    One paragraph of a document.

    `line` counts from 1 in the document. `text` is Markdown; a line break in it is one of the
    document's, of which `reflow` keeps those before the items of a list.
    """

    line: int
    text: str


class LeftOut(NamedTuple):
    """A paragraph that is not taken over, and `why` in a few words."""

    line: int
    text: str
    why: str


class Doubt(NamedTuple):
    """A sentence about a place that a person should look at."""

    line: int
    text: str


LIST_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])(?=\s|$)|>")
MAY_BEGIN_AN_ITEM = frozenset("-*+•>0123456789")
LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\u0085]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
BLANKS = re.compile(r"[^\S\n]{2,}|[\t\x0b\x0c]")
NARROWEST, WIDEST = 40, 130
"""Characters of a line; texts are wrapped to a width between these."""

MOSTLY = 0.7


def clean(text: str) -> str:
    """
    Return the text in the form in which it is stored.

    Unicode NFC, lines that end in a line feed, no control signs, no signs without width (but
    for the joiners that some scripts need), no runs of blanks.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = INVISIBLE.sub("", LINE_BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", stream_safe(BLANKS.sub(" ", text)))


def reflow(text: str) -> str:
    """Return the lines of a paragraph as one, but each item of a list on its own."""
    if "\n" not in text:
        return text.strip()
    lines = [line.strip() for line in text.split("\n")]
    joined = lines[0]
    for line in lines[1:]:
        if line:
            joined += f"\n{line}" if LIST_ITEM.match(line) and joined else f" {line}"
    return joined.strip()


def tidy(text: str) -> str:
    """Return the text with its paragraphs reflowed and one empty line between them."""
    text = clean(text).strip()
    if "\n" not in text:
        return text
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(paragraph for block in blocks if (paragraph := reflow(block)))


def split(text: str) -> list[Paragraph]:
    """Return the paragraphs of a plain text."""
    lines = [line.strip() for line in clean(text).split("\n")]
    width = wrapped_at(lines)
    paragraphs: list[Paragraph] = []
    first, gathered = 0, list[str]()
    for number, line in enumerate([*lines, ""], 1):
        if gathered and (not line or parts(gathered[-1], line, width)):
            paragraphs.append(Paragraph(first, "\n".join(gathered)))
            gathered = []
        if line:
            first = first if gathered else number
            gathered.append(line)
    return paragraphs


def parts(line: str, following: str, width: int) -> bool:
    """Whether a paragraph ends between two lines that no empty line parts."""
    if following[0] in MAY_BEGIN_AN_ITEM and LIST_ITEM.match(following):
        return False
    if not width:
        return True
    fits = len(line) + 1 + len(following.split(None, 1)[0]) <= MOSTLY * width
    return fits and not following[0].islower()


def wrapped_at(lines: list[str]) -> int:
    """Return the width to which the lines of a text are broken, or 0 where they are not."""
    broken = [pair for pair in pairwise(lines) if all(pair)]
    lengths = sorted(len(line) for pair in broken for line in pair)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    broken = [pair for pair in broken if not LIST_ITEM.match(pair[1])]
    long = [(a, b) for a, b in broken if len(a) > MOSTLY * width]
    full = sum(len(a) + 1 + len(b.split(None, 1)[0]) > width - 4 for a, b in long)
    return width if full > 1 and full >= MOSTLY * len(long) else 0
