"""
The zip around a Word document (Office Open XML, ECMA-376), looked at before it is unpacked.

What its headers say of sizes is not believed: every part is read, up to a bound.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from newsroom.intake.source import MOST_CHARACTERS, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS, MOST_UNPACKED = 5_000, 50 * 1024 * 1024
DEEPEST, MOST_ELEMENTS = 200, 100_000

NOT_WORD = "This is not a Word document (.docx): open it in Word and save it as one."
LOCKED = "The Word file is locked with a password or is an old .doc: save it as .docx without one."
DAMAGED = "The Word file is damaged: open it in Word and save it anew."
TOO_LARGE = "The Word file is too large to be read here: copy the text alone and paste it."
STRANGE = "The Word file holds what no Word writes: copy the text into a new one and save it."
OLD_WORD = b"\xd0\xcf\x11\xe0"
TEXT, PARAGRAPH = "w:t", "w:p"
ASIDE = {"header": "page header", "footer": "page footer", "comments": "comment"}


def check(content: bytes) -> list[tuple[str, str]]:
    """
    Return the paragraphs that stand beside the text of a document, each with what it is.

    Raises Refusal for whatever could not safely be read.
    """
    if content.startswith(OLD_WORD):
        raise Refusal(LOCKED)
    beside: list[tuple[str, str]] = []
    elements = 0
    for name, part in parts_of(content):
        if name.endswith((".xml", ".rels")):
            xml = Part(elements)
            xml.read(part)
            elements = xml.elements
            beside += [(why, text) for why in why_beside(name) for text in xml.paragraphs if text]
    return beside


def why_beside(name: str) -> list[str]:
    file = name.removeprefix("word/")
    return [why for start, why in ASIDE.items() if "/" not in file and file.startswith(start)]


def parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Return the names and the bytes of the parts, the bounds kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            refuse_by_directory(package)
            left = MOST_UNPACKED
            for info in package.infolist():
                with package.open(info) as file:
                    part = file.read(left + 1)
                left = what_is_left(left, part)
                yield info.filename, part
    except Refusal:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refusal(DAMAGED if content.startswith(b"PK") else NOT_WORD) from error
    except (NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Refusal(DAMAGED) from error


def what_is_left(left: int, part: bytes) -> int:
    if len(part) > left:
        raise Refusal(TOO_LARGE)
    return left - len(part)


def refuse_by_directory(package: zipfile.ZipFile) -> None:
    infos = package.infolist()
    if len(infos) > MOST_PARTS:
        raise Refusal(TOO_LARGE)
    if any(info.flag_bits & 1 for info in infos):
        raise Refusal(LOCKED)
    if "word/document.xml" not in package.namelist():
        raise Refusal(NOT_WORD)


class Part:
    """An XML part: how large it is, and its paragraphs; `elements` counts over all parts."""

    def __init__(self, elements: int) -> None:
        self.elements, self.depth = elements, 0
        self.paragraphs: list[str] = []
        self.found: list[str] = []
        self.is_text = False
        self.size = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(content, True)  # noqa: FBT003
        except Refusal:
            raise
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Refusal(DAMAGED) from error

    def refuse(self, *declaration: object) -> None:
        del declaration
        raise Refusal(STRANGE)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        self.elements += 1
        self.depth += 1
        self.is_text = name == TEXT
        if self.depth > DEEPEST:
            raise Refusal(STRANGE)
        if self.elements > MOST_ELEMENTS:
            raise Refusal(TOO_LARGE)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.is_text = False
        if name == PARAGRAPH:
            self.paragraphs.append(" ".join("".join(self.found).split()))
            self.found = []

    def text(self, text: str) -> None:
        self.size += len(text)
        if self.size > MOST_CHARACTERS:
            raise Refusal(TOO_LARGE)
        if self.is_text:
            self.found.append(text)
