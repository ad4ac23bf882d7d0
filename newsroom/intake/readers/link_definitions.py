"""
The definitions of links, which are written into the text where it refers to them.

CommonMark 0.31, 4.7 and 6.3: labels are compared without regard to case and to runs of blanks.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from interviews.paragraphs import Doubt, LeftOut, Paragraph, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.intake.readers.lines import Page

DEFINITION = re.compile(
    r""" {0,3}\[(?P<label>(?!\^)(?:\\.|[^\[\]\\]){1,999}+)\]:[ \t]*"""
    r"""(?P<address><[^<>]*>|[^\s<]\S*)(?P<title>[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*"""
)
TITLE = re.compile(r"""[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*""")
ADDRESS = re.compile(r"<|[a-z][a-z\d+.-]+:\S|[#?./]\S|\S*[^\W\d_]\.[a-z]|\S+/", re.IGNORECASE)
REFERENCE = re.compile(r"\[((?:\\.|[^\[\]\\]){0,999}+)\]")
CALL = re.compile(rf"\]{REFERENCE.pattern}")
BRACKETS = re.compile(r"\\.|!?\[|\]", re.DOTALL)
LONGEST_LABEL = 999
MOST_WRITTEN = 200_000
"""Characters by which addresses may make a text longer, beyond twice its own length."""


class Definition(NamedTuple):
    line: int
    text: str
    target: str
    """The address and the title, as they stand between the brackets of a link."""


def take_definitions(page: Page) -> dict[str, list[Definition]]:
    """Return the definitions of links by their labels; the first one of a label counts."""
    definitions: dict[str, list[Definition]] = {}
    called = {normal(label) for line in page.lines for label in CALL.findall(line)}
    for index, line in enumerate(page.lines):
        found = DEFINITION.fullmatch(line) if "]:" in line else None
        if not found or not (label := normal(found["label"])):
            continue
        # A label in brackets may also be the name of a speaker.
        if not ADDRESS.match(found["address"]) and label not in called:
            continue
        title, count = title_of(page.lines, index, found["title"])
        text = "\n".join(page.lines[index : index + count])
        target = " ".join(filter(None, (address_of(found["address"]), clean(title).strip())))
        definitions.setdefault(label, []).append(Definition(index + 1, text, target))
        page.lines[index : index + count] = [""] * count
    return definitions


def title_of(lines: list[str], index: int, title: str | None) -> tuple[str, int]:
    """Return the title of a definition, and on how many lines the definition stands."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    # A line that begins with a quotation at the margin is what somebody said.
    if not title and TITLE.fullmatch(following):
        return following, 2
    return title or "", 1


def address_of(written: str) -> str:
    address = clean(written)
    balanced = address.count("(") == address.count(")") or address.startswith("<")
    return address if balanced else f"<{address}>"


def normal(label: str) -> str:
    """Return the label in the form in which labels are compared (CommonMark 0.31, 4.7)."""
    return unicodedata.normalize("NFC", " ".join(label.casefold().split()))


class Links:
    """The definitions of links, on their way into the text."""

    def __init__(self, definitions: dict[str, list[Definition]], room: int) -> None:
        self.definitions = definitions
        self.room = room
        self.used: set[str] = set()
        self.doubts: list[Doubt] = []

    def written_into(self, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
        for paragraph in paragraphs:
            has_links = self.definitions and "[" in paragraph.text
            yield self.written_into_one(paragraph) if has_links else paragraph

    def written_into_one(self, paragraph: Paragraph) -> Paragraph:
        parts, done = [], 0
        for start, end, label in references(paragraph.text, self.definitions):
            target = self.definitions[label][0].target
            if len(target) > self.room:
                self.doubt(paragraph.line)
                break
            self.used.add(label)
            self.room -= len(target)
            parts += [paragraph.text[done:start], f"({target})"]
            done = end
        return Paragraph(paragraph.line, "".join([*parts, paragraph.text[done:]]))

    def doubt(self, line: int) -> None:
        sentence = "From here on links are not written into the text, which would be too long."
        self.doubts = self.doubts or [Doubt(line, f"{sentence} Write those that matter yourself.")]

    def left_out(self) -> Iterator[LeftOut]:
        for label, definitions in self.definitions.items():
            for place, (line, text, _) in enumerate(definitions):
                used = place == 0 and label in self.used
                why = "written into the text" if used else "that nothing uses"
                yield LeftOut(line, text, f"link definition{',' if used else ''} {why}")


def references(text: str, defined: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """
    Yield where the target of a link is to stand in the text, and the label that it refers to.

    A link holds no other link, so that what opens before a link closes it no more.
    """
    openings: list[tuple[int, bool]] = []
    done = last = 0
    for bracket in BRACKETS.finditer(text):
        start, sign = bracket.end(), bracket[0]
        if bracket.start() < done or sign.startswith("\\"):
            continue
        if sign.endswith("["):
            openings.append((start, sign == "!["))
            last = start
        elif openings:
            opening, is_image = openings.pop()
            shortcut = text[opening : start - 1] if is_label(opening, last, start) else ""
            found = reference_at(text, start, shortcut, defined)
            last = start
            if found or text.startswith("(", start):
                openings = openings if is_image else []
            if found:
                done = found[1]
                yield found


def is_label(opening: int, last: int, end: int) -> bool:
    return opening == last and end - opening <= LONGEST_LABEL


def reference_at(
    text: str, start: int, shortcut: str, defined: Iterable[str]
) -> tuple[int, int, str] | None:
    """Return the reference that ends at, or goes on after, the bracket before `start`."""
    if text.startswith("(", start):
        return None
    following = REFERENCE.match(text, start)
    label = normal((following and following[1]) or shortcut)
    end = following.end() if following else start
    return (start, end, label) if label in defined else None
