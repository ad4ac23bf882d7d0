"""
Markdown, and plain text, as paragraphs.

What stands in such a file for machines is taken out of the text and reported: front matter
(YAML 1.1 between lines of `---`), comments, the place-holders of Hugo and Jekyll, and the
definitions of links (CommonMark 0.31, 4.7), which are written into the text where it refers to
them. Empty lines take the place of what is removed, so that every line keeps its number.
"""

from __future__ import annotations

import re

from interviews.paragraphs import LINE_BREAKS, LIST_ITEM, LeftOut, split
from newsroom.intake.readers.front_matter import take_front_matter
from newsroom.intake.readers.lines import Page
from newsroom.intake.readers.link_definitions import MOST_WRITTEN, Links, take_definitions
from newsroom.intake.source import Source

PLACE_HOLDERS = re.compile(
    r"\s*(?:(?:\{\{[<%](?:(?!\}\}).)*[>%]\}\}|\{%(?:(?!%\}).)*%\})\s*)+",
)
UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,})[ \t]*")
NO_HEADING = re.compile(r"(?:#|\||[-=*_~\s]+$|.*\|.*\|)")


def read_markdown(text: str) -> Source:
    """Return what a Markdown text, or a plain text, holds; its links stand in the paragraphs."""
    page = Page(LINE_BREAKS.sub("\n", text.removeprefix("\ufeff")).split("\n"))
    take_front_matter(page)
    take_comments(page)
    take_place_holders(page)
    definitions = take_definitions(page)
    take_underlines(page)
    links = Links(definitions, 2 * len(text) + MOST_WRITTEN)
    paragraphs = tuple(links.written_into(split("\n".join(page.lines))))
    left_out = sorted([*page.left_out, *links.left_out()])
    doubts = sorted([*page.doubts, *links.doubts])
    return Source(paragraphs, tuple(left_out), tuple(doubts), **page.fields)


def take_comments(page: Page) -> None:
    """Leave out the comments of HTML, which may stand inside a line or run over many."""
    text, kept, done, line = "\n".join(page.lines), list[str](), 0, 1
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        comment = text[start : end + 3]
        line += text.count("\n", done, start)
        page.left_out.append(LeftOut(line, comment, "comment"))
        breaks = comment.count("\n")
        kept += [text[done:start], "\n" * breaks or " "]
        done, line = end + 3, line + breaks
    page.lines = "".join([*kept, text[done:]]).split("\n")


def take_place_holders(page: Page) -> None:
    for index, line in enumerate(page.lines):
        if "{" in line and PLACE_HOLDERS.fullmatch(line):
            page.leave_out(index, 1, "place-holder of the page it came from")


def take_underlines(page: Page) -> None:
    """Turn a line over `===` or `---` into a heading with a number sign."""
    for index in range(1, len(page.lines)):
        line, underline = page.lines[index - 1], page.lines[index]
        if not line.strip() or not UNDERLINE.fullmatch(underline):
            continue
        if is_title(page.lines, index - 1, underline.strip()[0]):
            page.lines[index - 1] = f"{'#' if '=' in underline else '##'} {line.strip()}"
            page.lines[index] = ""
        elif not NO_HEADING.match(line.strip()):
            page.leave_out(index, 1, "rule")


def is_title(lines: list[str], index: int, sign: str) -> bool:
    """Whether a line stands alone; a sentence over a line of `-` is the end of a part."""
    line = lines[index].strip()
    alone = index == 0 or not lines[index - 1].strip()
    closed = sign == "-" and line.endswith((".", ",", ";", ":"))
    return alone and not closed and not NO_HEADING.match(line) and not LIST_ITEM.match(line)
