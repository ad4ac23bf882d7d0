"""
A document under review, as text that the form itself carries.

Pure Python. So the server keeps no draft, several reviews can be open at once, and "Back" works.
What comes back may have been written by anybody, and is believed only in its form.
"""

from __future__ import annotations

import binascii
import json
import zlib
from base64 import b64decode, b64encode
from typing import Any

from interviews.paragraphs import Doubt, clean
from interviews.transcripts import Passage, Role
from newsroom.intake.documents import Document

MOST_PARAGRAPHS, MOST_PUBLICATIONS = 5_000, 300
"""What one page of review can show; the longest briefings have some 1,500 paragraphs."""

MOST_BYTES = 10 * 1024 * 1024
MOST_LINES = 100_000_000
ENTRIES = ("sections", "doubts", "sure")


class MangledError(ValueError):
    """A text that `dumps` has not written."""


def is_too_long(document: Document) -> bool:
    """Whether the document has more than one page of review can show."""
    many = len(document.sections) > MOST_PUBLICATIONS
    return many or len(document.passages) > MOST_PARAGRAPHS


def dumps(document: Document) -> str:
    """Return the document, without what is told of it, as text."""
    told = {name: getattr(document, name) for name in ENTRIES}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode(errors="replace"))).decode()


def loads(text: str) -> Document:
    """
    Return the document.

    Raises `MangledError` for whatever `dumps` does not write.
    """
    try:
        told = json.loads(unpacked(text))
        document = document_of(*(told[name] for name in ENTRIES))
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error) as error:
        raise MangledError from error
    if not document.sections or is_too_long(document):
        raise MangledError
    return document


def unpacked(text: str) -> bytes:
    """Return what was packed, unless it is more than a document can be."""
    try:
        packed = b64decode(text.encode("ascii"), validate=True)
    except binascii.Error as error:
        raise MangledError from error
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(packed, MOST_BYTES)
    if not unpacker.eof:
        raise MangledError
    return found


def document_of(sections: Any, doubts: Any, sure: Any) -> Document:
    made = tuple(tuple(map(passage_of, section)) for section in sections)
    if not all(made) or not 0 <= sure <= 1:
        raise MangledError
    return Document(made, tuple(map(doubt_of, doubts)), float(sure))


def passage_of(row: Any) -> Passage:
    line, text, role, opens, *words = row
    if not isinstance(opens, bool):
        raise MangledError
    speaker, mark, why = map(words_of, words)
    return Passage(line_of(line), words_of(text), Role(role), opens, speaker, mark, why)


def doubt_of(row: Any) -> Doubt:
    line, text = row
    return Doubt(line_of(line), words_of(text))


def line_of(number: Any) -> int:
    if type(number) is not int or not 0 <= number <= MOST_LINES:
        raise MangledError
    return number


def words_of(text: Any) -> str:
    """Return a text without the signs that no base and no page can keep."""
    if not isinstance(text, str):
        raise MangledError
    return clean(text)
