"""The elements, paragraphs and facts of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newsroom.intake.readers.html import parts

if TYPE_CHECKING:
    from newsroom.intake.readers.html.tags import Start

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST_DIGITS = 8


class Element:
    """An element of a page; what it does to its words holds for those inside as well."""

    def __init__(self, start: Start, above: Element | None) -> None:
        self.name, self.attributes, self.line = start.name, start.attributes, start.line
        self.above = above
        self.depth: int = above.depth + 1 if above else 0
        self.why = parts.why_left_out(self.name, self.attributes) if above else ""
        self.is_hidden: bool = parts.is_hidden(self.name, self.attributes)
        self.is_hidden = self.is_hidden or bool(above and above.is_hidden)
        self.style = parts.style_of(self.name, self.attributes)
        level = int(self.name[1]) if self.name in HEADINGS else 0
        self.heading: int = level or (above.heading if above else 0)
        self.is_quote: bool = self.name == "blockquote" or bool(above and above.is_quote)
        self.is_typed: bool = self.name == "pre" or bool(above and above.is_typed)
        self.barrier: Element | None = self if self.why else (above.barrier if above else None)
        self.reason = ""
        self.items = 0
        self.size = self.kept = 0


class Block(NamedTuple):
    """A paragraph: Markdown, its words alone, and the element of its first word."""

    line: int
    text: str
    words: str
    element: Element


class Fact(NamedTuple):
    """What a `meta` tag tells, and the element in which it stands."""

    key: str
    content: str
    element: Element


@dataclass
class Page:
    """A page: its elements, paragraphs and facts in the order of the text."""

    root: Element
    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    title: str = ""


def marker_of(item: Element) -> str:
    """Return the sign of a list item."""
    if item.above is None or item.above.name != "ol":
        return "* "
    item.above.items = number(item.attributes.get("value", ""), item.above.items + 1)
    return f"{item.above.items}. "


def number(text: str, otherwise: int = 1) -> int:
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else otherwise
    )
