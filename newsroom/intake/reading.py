"""
A document of any kind as its paragraphs.

What a file is, its name tells, unless its first bytes tell otherwise: people rename files, and
programs save web pages under any name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.intake.readers.encodings import declared_in, decode
from newsroom.intake.readers.garbled import doubts_of
from newsroom.intake.readers.markdown import read_markdown
from newsroom.intake.source import MOST_BYTES, MOST_CHARACTERS, Refusal

if TYPE_CHECKING:
    from newsroom.intake.source import Source

SUFFIX = re.compile(r"\.([a-z][a-z0-9]{0,9})\s*$", re.IGNORECASE)
KINDS = {
    **dict.fromkeys(("", "txt", "text", "md", "markdown"), "text"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    "docx": "word",
    "xml": "akoma ntoso",
}
WHAT_IS_READ = "text (.txt), Markdown (.md), HTML (.html), Word (.docx) or Akoma Ntoso (.xml)"
PDF = "PDF files cannot be read: copy the text and paste it, or save the document as .docx."
RTF = "RTF files cannot be read: open the document in Word and save it as .docx."
OLD_WORD = (
    "Old Word documents (.doc) and documents with a password cannot be read: "
    "save the document as .docx, without a password."
)
ODT = "OpenDocument files (.odt) cannot be read: save the document as .docx."
IMAGE = "Images cannot be read: type the text, or copy it from its source, and paste it."
ARCHIVE = "Archives cannot be read: unpack the file and take in the documents one by one."
BY_SUFFIX = {
    "pdf": PDF,
    "rtf": RTF,
    "doc": OLD_WORD,
    "odt": ODT,
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "heic"), IMAGE),
    **dict.fromkeys(("zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar"), ARCHIVE),
}
BY_BEGINNING = {
    b"%PDF-": PDF,
    rb"{\rtf": RTF,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLD_WORD,
    **dict.fromkeys((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"), IMAGE),
    **dict.fromkeys((b"II*\0", b"MM\0*"), IMAGE),
    **dict.fromkeys((b"\x1f\x8b", b"\xfd7zXZ\0", b"7z\xbc\xaf", b"Rar!\x1a"), ARCHIVE),
}
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
WORD_INSIDE = b"word/document"
BLANKS = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n\f"
HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
AKOMA_NTOSO = re.compile(rb"<\?xml.*<(?:\w+:)?akomaNtoso\b", re.DOTALL)
HEAD = 4096

WORD = re.compile(r"[^\W_]")


def read(content: bytes, name: str) -> Source:
    """
    Return what a file holds.

    `name` is the name under which it was uploaded, of which only the suffix counts. Raises
    Refusal, with the remedy, for every file that cannot be read whole and with certainty.
    """
    if len(content) > MOST_BYTES:
        megabytes = MOST_BYTES // 1024 // 1024
        raise Refusal(f"The file has more than {megabytes} MB: divide it and take in the parts.")
    kind = kind_of(content, name)
    if kind == "text":
        return read_text(decode(content))
    return checked(read_as(kind, content))


def read_text(text: str) -> Source:
    """Return what a plain text or a Markdown text holds; raises Refusal if it has no word."""
    if len(text) > MOST_CHARACTERS:
        raise Refusal(too_long())
    return checked(read_markdown(text))


def read_as(kind: str, content: bytes) -> Source:
    from newsroom.intake.readers.akoma_ntoso.reading import read_akoma_ntoso  # noqa: PLC0415 - as below
    from newsroom.intake.readers.html.reading import read_html  # noqa: PLC0415 - as below
    from newsroom.intake.readers.word.reading import read_word  # noqa: PLC0415 - most documents need none of them

    if kind == "html":
        return read_html(decode(content, declared_in(content)))
    return read_word(content) if kind == "word" else read_akoma_ntoso(content)


def kind_of(content: bytes, name: str) -> str:
    """Return the kind of a file, as in `KINDS`; raises Refusal for those that are not read."""
    if content.startswith(ZIP) and WORD_INSIDE in content:
        return "word"
    if sentence := refused_by_beginning(content):
        raise Refusal(sentence)
    beginning = content[:HEAD].lstrip(BLANKS).replace(b"\0", b"")
    if HTML.match(beginning):
        return "html"
    if AKOMA_NTOSO.match(beginning):
        return "akoma ntoso"
    found = SUFFIX.search(name)
    suffix = found[1].lower() if found else ""
    if suffix not in KINDS:
        sentence = f"Files of the kind .{suffix} cannot be read: save the document as"
        raise Refusal(BY_SUFFIX.get(suffix, f"{sentence} {WHAT_IS_READ}."))
    return KINDS[suffix]


def refused_by_beginning(content: bytes) -> str:
    """Return why a file that begins like this cannot be read, or nothing."""
    if content.startswith(ZIP):
        return ODT if b"application/vnd.oasis.opendocument" in content[:200] else ARCHIVE
    # Printers and mail programs put empty lines before a PDF.
    beginnings = (content[:HEAD], content[:HEAD].lstrip(BLANKS))
    sentences = (
        sentence
        for start, sentence in BY_BEGINNING.items()
        if any(beginning.startswith(start) for beginning in beginnings)
    )
    return next(sentences, "")


def too_long() -> str:
    return (
        f"The text has more than {MOST_CHARACTERS:,} characters: divide it and take in the parts."
    )


def checked(source: Source) -> Source:
    """Return the source with doubts about its letters; raises Refusal if it holds no word."""
    texts = [paragraph.text for paragraph in source.paragraphs]
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise Refusal(too_long())
    if not any(WORD.search(text) for text in (source.headline, source.lead, *texts)):
        raise Refusal("The document is empty: take in one that holds words.")
    doubts = sorted({*source.doubts, *doubts_of(source)})
    return replace(source, doubts=tuple(doubts))
