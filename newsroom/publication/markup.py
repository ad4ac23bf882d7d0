"""
How the text of a publication is read.

Leads, bodies, questions and answers are stored as they were typed: plain text that may
use a little Markdown (CommonMark 0.31: emphasis, links, lists, quotes). It is turned into
HTML only when it is shown, with raw HTML off, and washed once more on the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

# No headings, code, rules, images or entities: a pasted text means what it says.
RULES = ["autolink", "blockquote", "emphasis", "escape", "link", "list", "newline"]
TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

markdown = MarkdownIt("zero", {"html": False}).enable(RULES)


def render(text: str) -> SafeString:
    """Return the text as safe HTML, in paragraphs."""
    html = nh3.clean(markdown.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(html.strip())  # noqa: S308 - nh3 has just washed it


def plain(text: str) -> str:
    """Return the words of the text alone, on one line."""
    return " ".join("".join(words(markdown.parse(text))).split())


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
