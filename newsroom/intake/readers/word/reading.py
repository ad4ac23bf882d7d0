"""Word documents (.docx, Office Open XML)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from interviews.paragraphs import LeftOut, Paragraph
from newsroom.intake.readers.html.blocks import read_page
from newsroom.intake.readers.word import package
from newsroom.intake.source import MOST_BYTES, MOST_CHARACTERS, Refusal, Source

if TYPE_CHECKING:
    from newsroom.intake.readers.html.elements import Block

NO_READER = (
    "Word files cannot be read here yet: copy the text and paste it, or ask the engineer to "
    "install the docx extra."
)
EMPTY = "The Word file holds no text: if it holds pictures of a text, type it or paste it."
TITLE_CLASS = "document-title"
STYLES = f"p[style-name='Title'] => h1.{TITLE_CLASS}:fresh"
NEW_PARAGRAPH = re.compile(r"<(?:li[^>]*>(?:<p>)?|(?:p|h[1-6])[ >])")
BACK_FROM_NOTE = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')


def read_word(content: bytes) -> Source:
    """
    Return the text of a Word document; the line of a paragraph is its number in the document.

    Raises Refusal for what is no such document, is damaged, locked, hostile or too large.
    """
    if len(content) > MOST_BYTES:
        raise Refusal(package.TOO_LARGE)
    beside = package.check(content)
    blocks = read_page(numbered(as_html(content))).blocks
    size = sum(len(block.words) for block in blocks)
    if not size:
        raise Refusal(EMPTY)
    if size > MOST_CHARACTERS:
        raise Refusal(package.TOO_LARGE)
    return source_of(blocks, beside)


def as_html(content: bytes) -> str:
    try:
        import mammoth  # noqa: PLC0415 - an extra that is not always installed
    except ImportError as error:
        raise Refusal(NO_READER) from error
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=STYLES,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=False,
            convert_image=lambda image: [],
        )
    except Exception as error:  # mammoth raises whatever it stumbles over
        raise Refusal(package.DAMAGED) from error
    return str(result.value)


def numbered(html: str) -> str:
    """Return the HTML with one paragraph of the document a line."""
    html = BACK_FROM_NOTE.sub("", html.replace("\n", " "))
    return NEW_PARAGRAPH.sub(r"\n\g<0>", html).removeprefix("\n")


def source_of(blocks: list[Block], beside: list[tuple[str, str]]) -> Source:
    titles = [block for block in blocks if is_title(block)]
    headline = titles[0].words if titles else ""
    last = blocks[-1].line
    return Source(
        tuple(Paragraph(it.line, it.text) for it in blocks if it not in titles[:1]),
        tuple(LeftOut(1 if why == "page header" else last, text, why) for why, text in beside),
        headline=headline,
    )


def is_title(block: Block) -> bool:
    element = block.element
    while element.name != "h1" and element.above:
        element = element.above
    return element.attributes.get("class") == TITLE_CLASS
