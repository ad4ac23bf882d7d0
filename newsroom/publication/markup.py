"""
How the text of a publication is read.

Leads, bodies, questions and answers are stored as they were typed: plain text that may
use a little Markdown (CommonMark 0.31: emphasis, links, lists, quotes). It is turned into
HTML only when it is shown, with raw HTML off, and washed once more on the way out.

Most texts are nothing but paragraphs. These are told by a look at their signs, and written
without a parser: what `of_paragraphs` returns is what the parser would have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from newsroom.publication.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# No headings, code, rules, images or entities: a pasted text means what it says.
RULES = ["autolink", "blockquote", "emphasis", "escape", "link", "list", "newline"]
TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

MOST_BYTES = 4 * 1024 * 1024
"""Of texts with markup that are kept as HTML, and again as plain text, in each process."""

markdown = MarkdownIt("zero", {"html": False}).enable(RULES)
cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)

MARKS = ("*", "_", "[", "\\", "<", "\t", "\r", "\0")
"""What may begin emphasis, a link, an escape or a tag, and signs that are read as others."""


def number_of_words(text: str) -> int:
    """Return how many words there are, as far as blanks part them."""
    line = on_one_line(text)
    return line.count(" ") + 1 if line else 0


BLANKS = ("  ", "\t", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f")
"""Between words of ASCII, what is not the one blank that shall be there."""

STARTS = re.compile(r"[-+>]|[0-9]{1,9}[.)]|\s")
"""How a line of a list or of a quotation begins."""


def render(text: str) -> SafeString:
    """Return the text as safe HTML, in paragraphs."""
    if not is_paragraphs(text):
        return parsed(text)
    return mark_safe(of_paragraphs(text))  # noqa: S308 - it holds no sign that means anything


def plain(text: str) -> str:
    """Return the words of the text alone, on one line."""
    return on_one_line(text) if is_paragraphs(text) else parsed_words(text)


def on_one_line(text: str) -> str:
    """Return the words of a text as they are, with one blank between any two of them."""
    line = text.replace("\n\n", " ").replace("\n", " ") if "\n" in text else text
    if line.isascii() and not any(blanks in line for blanks in BLANKS) and line == line.strip():
        return line
    return " ".join(text.split())


def is_paragraphs(text: str) -> bool:
    """Whether the text has nothing but words, in paragraphs; the least doubt says no."""
    for mark in MARKS:
        if mark in text:
            return False
    lines = text.split("\n")
    return not any(line and (STARTS.match(line) or line[-1].isspace()) for line in lines)


def of_paragraphs(text: str) -> str:
    """Return as HTML what is nothing but words in paragraphs."""
    words = text.strip("\n")
    if not words:
        return ""
    if "\n\n\n" in words:
        words = re.sub(r"\n{3,}", "\n\n", words)
    for sign, written in ESCAPES:
        if sign in words:
            words = words.replace(sign, written)
    return f"<p>{words}</p>"


ESCAPES = (("&", "&amp;"), (">", "&gt;"), ("\xa0", "&nbsp;"), ("\n\n", "</p>\n<p>"))
"""As `nh3` writes signs (https://html.spec.whatwg.org/#escapingString), and as paragraphs end."""


def washed(text: str) -> SafeString:
    return mark_safe(cleaner.clean(markdown.render(text)).strip())  # noqa: S308 - nh3 has just washed it


def words_on_a_line(text: str) -> str:
    return " ".join("".join(words(markdown.parse(text))).split())


parsed: Remembered[SafeString] = Remembered(washed, MOST_BYTES)
parsed_words: Remembered[str] = Remembered(words_on_a_line, MOST_BYTES)


def words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from words(token.children)
        elif token.type == "text":
            yield token.content
        elif token.type == "list_item_open":
            yield f" {token.info}{token.markup} " if token.info else " "
        elif token.block or token.type.endswith("break"):
            yield " "


ELLIPSIS = "\N{NO-BREAK SPACE}…"


def opening(text: str, length: int) -> tuple[str, str]:
    """Return a line of plain text in two parts: at most `length` characters, and the rest."""
    if len(text) <= length:
        return text, ""
    cut = text.rfind(" ", 1, length + 1)
    cut = cut if cut > 0 else length
    return text[:cut].rstrip(), text[cut:].lstrip()
