"""
Literal signs and addresses in Markdown: a backslash only where CommonMark would see markup.

A dash or a number at the start of a paragraph keeps its meaning: a turn of a conversation, an
item of a list.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

ADDRESS = re.compile(r"(?:https?://[^/]|mailto:[^/])", re.IGNORECASE)
PLAIN_ADDRESS = re.compile(r"[\w/:?#@!$&'+,;=%~.-]+", re.ASCII)
SAFE = "/:?#@!$&'*+,;=%~-._"
START = re.compile(r"#{1,6}(?=\s|$)|>|\+(?=\s)|~~~|\[(?=[^\[\]\\]*\]:)")
PAIRED = r"\*+|_+|`+"
SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\Z)|<(?=[a-zA-Z/!?])|&#?[0-9a-zA-Z]{1,31};|\](?=\()|" + PAIRED
)
LINK_SIGNS = re.compile(r"[\[\]]|" + SIGNS.pattern)
ANY_SIGN = re.compile(r"[\\<&\[\]*_`]")
LOOSE = {
    "*": re.compile(r"(?<!\*)\*++(?=\S)|(?<=[^\s*])\*++"),
    "_": re.compile(r"(?<!\w)_++(?=\S)|(?<=[^\s_])_++(?!\w)"),
    "`": re.compile("`+"),
}


def address(href: str) -> str:
    """Return an address (http, https or mailto) as it may stand in a link, else nothing."""
    if not href:
        return ""
    href = re.sub(r"[\t\n\r]", "", href).strip()
    if not ADDRESS.match(href):
        return ""
    if PLAIN_ADDRESS.fullmatch(href):
        return href
    return quote(href, safe=SAFE, errors="replace")


def escaped(text: str, paragraph: str, *, has_marks: bool, is_link: bool = False) -> str:
    """Return a part of the paragraph so that each of its signs is read as itself."""
    if not ANY_SIGN.search(text):
        return text
    paired = {it for it in LOOSE if is_paired(it, paragraph, has_marks=has_marks)}

    def read_as_itself(found: re.Match[str]) -> str:
        run = found[0]
        if run[0] not in LOOSE:
            return run if run[0] == "&" and unescape(run) == run else f"\\{run}"
        if run[0] not in paired or is_harmless(text, found):
            return run
        return "".join(f"\\{sign}" for sign in run)

    return (LINK_SIGNS if is_link else SIGNS).sub(read_as_itself, text)


def is_paired(sign: str, paragraph: str, *, has_marks: bool) -> bool:
    """Whether there are two of the sign to make a pair; one with blanks around it is none."""
    if has_marks:
        return True
    found = LOOSE[sign].finditer(paragraph)
    return sum(1 for _ in zip(range(2), found, strict=False)) > 1


def is_harmless(text: str, found: re.Match[str]) -> bool:
    """Whether a sign between its neighbours can begin and end nothing."""
    before = text[max(0, found.start() - 1) : found.start()]
    after = text[found.end() : found.end() + 1]
    if found[0][0] == "`":
        return False
    is_inside_word = found[0][0] == "_" and before.isalnum() and after.isalnum()
    return is_inside_word or (before.isspace() and after.isspace())


def escaped_start(paragraph: str) -> str:
    """Return the paragraph so that its first sign makes no heading or quote of it."""
    found = START.match(paragraph)
    return f"\\{paragraph}" if found else paragraph
