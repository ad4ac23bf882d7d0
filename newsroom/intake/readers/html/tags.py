"""
HTML as a stream of tags and words, in one pass whose time is linear in the text.

Not html.parser, which stops with an assertion at `<![x`, takes quadratic time over markup that
is never closed, and reads comments and scripts otherwise in every patch release of Python.
What is no markup is text, as in a browser (HTML Living Standard, section 13.2.5).
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Start(NamedTuple):
    """A start tag; `is_closed` where it is written `<name/>`."""

    line: int
    name: str
    attributes: dict[str, str]
    is_closed: bool


class End(NamedTuple):
    """An end tag."""

    line: int
    name: str


class Words(NamedTuple):
    """Text between tags, its entities decoded; `line` is that of its first word."""

    line: int
    text: str


Token = Start | End | Words

MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?"""
)
TAG_END = re.compile(r"[\s/=]*+>")
RAW_END = re.compile(
    r"</(script|style|iframe|noembed|noframes|textarea|title)(?=[\s/>])", re.IGNORECASE
)
UNSEEN = frozenset({"script", "style", "iframe", "noembed", "noframes"})
TOO_LONG_A_NUMBER = re.compile(r"&(?=#[xX]?[0-9a-fA-F]{9})")


def decoded(text: str) -> str:
    """Return the text without entities; numbers that no character has stay as they are."""
    return unescape(TOO_LONG_A_NUMBER.sub("&amp;", text)) if "&" in text else text


def tokens(text: str) -> Iterator[Token]:
    """Return the tags and the words of a page, in order."""
    return Scanner(text.replace("\r\n", "\n").replace("\r", "\n")).tokens()


class Scanner:
    """
    A place in a text that only moves on.

    Nothing is sought behind its last occurrence: that would be a look at the whole text each
    time.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = self.counted = 0
        self.line = 1
        self.last_end = text.rfind(">")
        self.last_comment_end = text.rfind("-->")
        self.last_raw_end = {it[1].lower(): it.start() for it in RAW_END.finditer(text)}

    def line_of(self, place: int) -> int:
        self.line += self.text.count("\n", self.counted, place)
        self.counted = place
        return self.line

    def tokens(self) -> Iterator[Token]:
        while self.place <= self.last_end:
            found = MARKUP.search(self.text, self.place, self.last_end)
            if not found:
                break
            yield from self.words(found.start())
            yield from self.markup(self.text[found.end()])
        yield from self.words(len(self.text))

    def words(self, end: int) -> Iterator[Words]:
        text = self.text[self.place : end]
        if text:
            first = len(text) - len(text.lstrip())
            yield Words(self.line_of(self.place + first), decoded(text))
        self.place = end

    def markup(self, sign: str) -> Iterator[Token]:
        if sign == "/":
            yield from self.end_tag()
        elif sign in "!?":
            self.skip_comment()
        else:
            yield from self.start_tag()

    def skip_comment(self) -> None:
        is_comment = self.text.startswith("<!--", self.place) and (
            self.place + 2 <= self.last_comment_end
        )
        end = "-->" if is_comment else ">"
        self.place = self.text.index(end, self.place + 2) + len(end)

    def end_tag(self) -> Iterator[End]:
        name = NAME.match(self.text, self.place + 2)
        line = self.line_of(self.place)
        self.place = self.text.index(">", self.place) + 1
        if name:
            yield End(line, name[0].lower())

    def start_tag(self) -> Iterator[Token]:
        name = NAME.match(self.text, self.place + 1)
        if not name:
            return
        attributes, place = self.attributes(name.end())
        end = TAG_END.match(self.text, place)
        if not end:
            yield from self.words(len(self.text))
            return
        line = self.line_of(self.place)
        self.place = end.end()
        start = Start(line, name[0].lower(), attributes, "/" in end[0])
        yield start
        if not start.is_closed:
            yield from self.raw(start.name)

    def attributes(self, place: int) -> tuple[dict[str, str], int]:
        """Return the attributes that begin at the place, and where they end."""
        attributes: dict[str, str] = {}
        while found := ATTRIBUTE.match(self.text, place):
            value = found[2] or ""
            bare = value[1:-1] if value[:1] in {'"', "'"} else value
            attributes.setdefault(found[1].lower(), decoded(bare))
            place = found.end()
        return attributes, place

    def raw(self, name: str) -> Iterator[Words]:
        """Read the inside of an element in which there are no tags, if it is ever closed."""
        if self.last_raw_end.get(name, -1) < self.place:
            return
        found = RAW_END.search(self.text, self.place)
        while found and found[1].lower() != name:
            found = RAW_END.search(self.text, found.end())
        if found and name not in UNSEEN:
            yield from self.words(found.start())
        elif found:
            self.place = found.start()
