"""
Letters that look as if they had been read wrongly before they came here.

Pure Python. They are told and not mended: only a person knows what stood there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interviews.paragraphs import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.intake.source import Source

UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
ALONE = ("Â", "Ã", "â€", "вЂ")
GOOD = re.compile("[А-яЁё]+")
REMAINS = re.compile(r"[ÐÑ]{2}|(?<![A-ZÇ])Ã\s")
"""What is left of Cyrillic letters once the signs that nobody sees are taken out."""

FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
TWICE = ("cp1252", "cp1251", "koi8-r", "cp866")
"""What UTF-8 is read as by mistake, by the programs that made the text."""

MOST_DOUBTS = 20


def doubts_of(source: Source) -> Iterator[Doubt]:
    """Yield a doubt for every line whose letters look as if they had been read wrongly."""
    lines = [(1, f"{source.headline} {source.lead}")]
    for paragraph in source.paragraphs:
        lines += enumerate(paragraph.text.split("\n"), paragraph.line)
    doubtful = [Doubt(line, sentence) for line, text in lines if (sentence := doubt_of(text))]
    yield from doubtful[:MOST_DOUBTS]
    for line, _ in doubtful[MOST_DOUBTS : MOST_DOUBTS + 1]:
        more = len(doubtful) - MOST_DOUBTS
        yield Doubt(line, f"There are {more} more such lines from here on: compare all of them.")


def doubt_of(line: str) -> str:
    if "\ufffd" in line:
        return "A sign of this line was lost before it came here (�): compare it with the original."
    if REMAINS.search(line) or any(map(is_read_twice, FOREIGN.findall(line))):
        return "The letters of this line look garbled: compare it with the original."
    return ""


def is_read_twice(letters: str) -> bool:
    """Whether the letters are UTF-8 that was read as something else."""
    return not GOOD.fullmatch(letters) and any(bears_out(letters, it) for it in TWICE)


def bears_out(letters: str, encoding: str) -> bool:
    content = b"".join(byte_of(letter, encoding) for letter in letters)
    found = UTF8.findall(content)
    if len(b"".join(found)) < 0.8 * len(content):
        return False
    if encoding in {"koi8-r", "cp866"}:
        return len(found) > 1 and any("\u2500" <= letter <= "\u259f" for letter in letters)
    # One sign of UTF-8 may be a good word, such as a capital before a no-break space.
    return len(found) > 1 or letters.startswith(ALONE)


def byte_of(letter: str, encoding: str) -> bytes:
    # Programs pass on as they are the few bytes for which an encoding has no sign.
    if "\x80" <= letter <= "\x9f":
        return bytes([ord(letter)])
    return letter.encode(encoding, "ignore") or b"\xff"
