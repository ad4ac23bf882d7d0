"""
The paragraphs of a page, each with the element in which it stands.

Any tag soup is read: elements are closed where the HTML Living Standard closes them
(section 13.2.6), and type face and links end with their paragraph at the latest.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from interviews.combining import stream_safe
from interviews.paragraphs import split
from newsroom.intake.readers.html import parts
from newsroom.intake.readers.html.elements import Block, Element, Fact, Page, marker_of, number
from newsroom.intake.readers.html.rows import Rows
from newsroom.intake.readers.html.tags import End, Start, Words, tokens
from newsroom.intake.readers.pieces import Piece, markdown, words
from newsroom.intake.source import Refusal

MOST_TAGS = 60_000
TOO_LARGE = "The page is too large to be read here: copy the article alone and paste it."
DEEPEST = 150
"""Elements inside each other; what is deeper counts as if it stood at this depth."""


def read_page(text: str) -> Page:
    """Return the page that the HTML describes."""
    return Builder().read(text)


class Found(NamedTuple):
    line: int
    piece: Piece
    element: Element


class Builder:
    """The elements that are open, and the paragraph that is being read."""

    def __init__(self) -> None:
        self.page = Page(Element(Start(1, "", {}, False), None))  # noqa: FBT003
        self.stack = [self.page.root]
        self.open, self.ignored = Counter[str](), Counter[str]()
        self.styles = Counter[str]()
        self.found: list[Found] = []
        self.rows = Rows()
        self.marker = ""
        self.tags = 0

    def read(self, text: str) -> Page:
        for token in tokens(text):
            if isinstance(token, Words):
                self.words(token)
            elif isinstance(token, End):
                self.end(token)
            else:
                self.start(token)
        while len(self.stack) > 1:
            self.close()
        self.end_paragraph()
        return self.page

    def words(self, token: Words) -> None:
        element = self.stack[-1]
        if element.name == "title":
            self.page.title = self.page.title or " ".join(token.text.split())
        elif not element.is_hidden:
            styles = frozenset(style for style, count in self.styles.items() if count > 0)
            link = self.link() if self.open["a"] else ""
            self.found.append(Found(token.line, Piece(token.text, styles, link), element))

    def link(self) -> str:
        return next(
            (it.attributes.get("href", "") for it in reversed(self.stack) if it.name == "a"), ""
        )

    def start(self, token: Start) -> None:
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise Refusal(TOO_LARGE)
        name = token.name
        self.close_implied(name)
        if name in parts.BLOCKS or name in {"br", "hr"}:
            self.end_paragraph()
        if name in parts.VOID or token.is_closed:
            self.note_fact(token)
        elif len(self.stack) > DEEPEST:
            self.ignored[name] += 1
        else:
            self.push(Element(token, self.stack[-1]))

    def note_fact(self, token: Start) -> None:
        it = token.attributes
        key = it.get("itemprop") or it.get("property") or it.get("name") or ""
        if key and it.get("content"):
            content = " ".join(it["content"].split())
            self.page.facts.append(Fact(key.lower(), content, self.stack[-1]))

    def push(self, element: Element) -> None:
        self.stack.append(element)
        self.page.elements.append(element)
        self.open[element.name] += 1
        self.styles[element.style] += bool(element.style)
        if element.name == "li":
            self.marker = marker_of(element)
        elif element.name == "ol":
            element.items = number(element.attributes.get("start", "")) - 1
        elif element.name == "tr":
            self.rows.begin()
        elif element.name in {"td", "th"}:
            self.rows.begin_cell()

    def close_implied(self, name: str) -> None:
        """Close the elements that cannot go on where this one starts."""
        if name in parts.CLOSE_PARAGRAPH:
            self.close_upto(*parts.CLOSE_SAME["p"])
        if name in parts.CLOSE_SAME:
            self.close_upto(*parts.CLOSE_SAME[name])

    def close_upto(self, names: set[str], borders: set[str]) -> None:
        if not any(self.open[name] for name in names):
            return
        for i in range(len(self.stack) - 1, 0, -1):
            if self.stack[i].name in names:
                self.close_from(i)
                return
            if self.stack[i].name in borders:
                return

    def close_from(self, place: int) -> None:
        while len(self.stack) > place:
            self.close()

    def close(self) -> None:
        element = self.stack.pop()
        self.forget(element)
        if element.name not in parts.BLOCKS:
            return
        self.end_paragraph(element)
        if element.name == "tr":
            self.page.blocks += self.rows.end()

    def forget(self, element: Element) -> None:
        self.open[element.name] -= 1
        self.styles[element.style] -= bool(element.style)

    def end(self, token: End) -> None:
        name = token.name
        if name == "br":
            self.end_paragraph()
        elif self.ignored[name]:
            self.ignored[name] -= 1
            if name in parts.BLOCKS:
                self.end_paragraph()
        elif self.open[name]:
            self.end_open(name)

    def end_open(self, name: str) -> None:
        """Close an open element: of what is open inside, type face only ends with its block."""
        is_inline = name not in parts.BLOCKS
        crossed = False
        for i in range(len(self.stack) - 1, 0, -1):
            it = self.stack[i]
            if it.name == name:
                if crossed:
                    self.forget(self.stack.pop(i))
                else:
                    self.close_from(i)
                return
            crossed = crossed or (is_inline and it.name in parts.BLOCKS)
            if it.name in {"td", "th"} and name not in {"tr", "table", "tbody", "thead", "tfoot"}:
                return

    def end_paragraph(self, closed: Element | None = None) -> None:
        found, self.found = self.found, []
        by_barrier: dict[Element | None, list[Found]] = {}
        for it in found:
            by_barrier.setdefault(it.element.barrier, []).append(it)
        for group in by_barrier.values():
            self.add(group)
        if closed and closed.name == "li":
            self.marker = ""

    def add(self, found: list[Found]) -> None:
        first = next((it for it in found if it.piece.text.strip()), None)
        if not first:
            return
        if first.element.is_typed:
            self.add_typed(found)
            return
        pieces = [it.piece for it in found]
        text = markdown(pieces)
        if text:
            self.emit(Block(first.line, text, words(pieces), first.element))

    def add_typed(self, found: list[Found]) -> None:
        """Add text whose lines are broken by hand."""
        text = stream_safe("".join(it.piece.text for it in found))
        first = next(it for it in found if it.piece.text.strip())
        start = first.line - text[: len(text) - len(text.lstrip())].count("\n")
        for paragraph in split(text):
            for i, line in enumerate(paragraph.text.split("\n")):
                piece = Piece(line)
                number = start + paragraph.line - 1 + i
                self.emit(Block(number, markdown([piece]), words([piece]), first.element))

    def emit(self, block: Block) -> None:
        level = block.element.heading
        heading = "#" * level + " " if level else ""
        quote = "> " if block.element.is_quote else ""
        block = block._replace(text=f"{quote}{self.marker}{heading}{block.text}")
        self.marker = ""
        self.page.blocks += self.rows.add(block)
