"""
Bytes as text, or a refusal: never a guess that could turn words into other words.

What tells its encoding is believed: a byte order mark, UTF-8 (RFC 3629, whose pattern no other
encoding meets by chance), the zeros of UTF-16, and the charset of an HTML page where the text
bears it out. Of encodings of one byte a letter only Cyrillic ones are told apart, by their words.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import pairwise

from newsroom.intake.readers.cyrillic import (
    CYRILLIC,
    SIGNS,
    UNSEEN,
    Evidence,
    decoded,
    has_eastern_words,
    in_cyrillic,
)
from newsroom.intake.source import Refusal

UNCERTAIN = (
    "The encoding of the text cannot be recognised with certainty: "
    "save the document as UTF-8 and try again."
)
NO_TEXT = (
    "The document holds signs that belong to no text: "
    "save it as .docx, HTML, Markdown or plain text and try again."
)
# UTF-32 before UTF-16, whose mark its own begins with.
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
WESTERN = "cp1252"
# Browsers read Latin-1 as Windows 1252 (Encoding Standard of the WHATWG).
TRUSTED = {name: name for name in CYRILLIC} | {"cp1252": WESTERN, "iso8859-1": WESTERN}
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:+-]{2,30})""", re.IGNORECASE)
HEAD = 4096
"""Bytes in which an HTML page tells its charset."""

CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
USUAL = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f\u0400-\u052f\u2010-\u2044\u20ac\u2116]")

SAME_SIGNS = bytes(
    byte
    for byte in range(128, 256)
    if bytes([byte]).decode("cp1251", "ignore") == bytes([byte]).decode("cp1252", "ignore") != ""
)
MISPLACED = re.compile(
    rf"\w[„‚«»‹›“”‘•…†‡‰]\w|\w[„‚]|[„‚](?!\w)|[†‡‰™]\w|[a-z]–[a-z]|¤|[^\W\d][±¦§¬µ¶‰]|[±¦¬¶][^\W\d]"
    rf"|[^\W\d][{SIGNS}][^\W\d]|[{SIGNS}][{SIGNS}„‚«»‹›“”‘’•…–—]|[„‚«»‹›“”‘’•…–—][{SIGNS}]"
)
# Letters with accents of Mac OS Roman and of DOS stand where these signs would.
LIKE_LETTERS = re.compile(
    r"[a-z]’(?!(?:s|t|re|ve|ll|d|m)\b)[a-z]|[a-z]\xa0[a-z]|[a-z]—(?=[a-z\s])|[a-z][•‡]\s|(?<=\s)[—”][a-z]"
    r"|[a-z] … [a-z]"
)
ENGLISH = re.compile(r"\b(?:the|of|and|is|that|with|this|for|are|you|it|by)\b", re.IGNORECASE)
ODD_IN_WORDS = re.compile(r"[^\W\d_][¡¿¢£¤¥¦¨©¬®¯°±²³¶¸¹¼½¾×÷ªº][^\W\d_]|[a-zß-ÿ][À-Þ]")


def decode(content: bytes, declared: str = "") -> str:
    """
    Return the text of the bytes.

    `declared` is the name of the charset that the document itself tells (HTML, XML), in the
    notation of the IANA. Raises Refusal where the encoding is not certain, and for bytes that
    are no text.
    """
    if (marked := by_mark(content)) is not None:
        return marked
    if b"\0" in content:
        return by_zeros(content)
    content = content.rstrip(b"\x1a")
    if b"\x1b" in content or len(content.translate(None, CONTROLS)) < 0.99 * len(content):
        raise Refusal(NO_TEXT)
    if (text := decoded(content, "utf-8")) is not None:
        return text
    # Pages are saved anew without a word about it, so that the letters count for more.
    if text := by_evidence(content) or as_declared(content, declared):
        return text
    raise Refusal(UNCERTAIN)


def declared_in(content: bytes) -> str:
    """Return the charset that an HTML or XML page tells about itself, or nothing."""
    found = CHARSET.search(content[:HEAD])
    return found[1].decode("ascii", "ignore") if found else ""


def by_mark(content: bytes) -> str | None:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            text = decoded(content[len(mark) :], encoding)
            if text is None:
                raise Refusal(UNCERTAIN)
            if "\0" in text:
                raise Refusal(NO_TEXT)
            return text
    return None


def by_zeros(content: bytes) -> str:
    texts = [decoded(content, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    likely = [text for text in texts if text and is_usual(text)]
    if len(likely) != 1:
        raise Refusal(NO_TEXT)
    return likely[0]


def is_usual(text: str) -> bool:
    return not UNSEEN.search(text) and len(USUAL.findall(text)) >= 0.95 * len(text)


def as_declared(content: bytes, declared: str) -> str:
    """Return the text in the declared encoding where it looks like one, or nothing."""
    try:
        encoding = TRUSTED.get(codecs.lookup(declared).name, "")
    except (LookupError, ValueError):
        return ""
    text = decoded(content, encoding) if encoding else None
    if not text or UNSEEN.search(text):
        return ""
    if encoding == WESTERN:
        return text if is_western(text) else ""
    evidence = Evidence.of(Counter(pairwise(content)), encoding)
    return text if evidence.allows() and has_eastern_words(text, encoding) else ""


def is_western(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign > "~" for sign in letters) <= 0.4 * len(letters) and not (
        ODD_IN_WORDS.search(text)
    )


def by_evidence(content: bytes) -> str:
    """Return the text in the one encoding that makes words of it, or nothing."""
    if not content.translate(None, SAME_SIGNS + bytes(range(128))):
        return with_signs_alone(content)
    return in_cyrillic(content)


def with_signs_alone(content: bytes) -> str:
    """Return a Latin text whose signs are the same in Windows 1251 and 1252."""
    text = content.decode(WESTERN)
    letters = sum(sign.isalpha() for sign in text)
    signs = sum(sign > "\xa0" for sign in text)
    opened = not set("„‚") & set(text) or set("“”‘’") & set(text)
    doubtful = LIKE_LETTERS.search(text) and not ENGLISH.search(text)
    certain = opened and not doubtful and not MISPLACED.search(text)
    return text if certain and 2 * signs <= letters else ""
