"""
Words with their type face as Markdown (CommonMark 0.31), as sparing of signs as it can be.

Emphasis is written so that it is read again: it hugs its words, and never stands between a
sign and a letter, where CommonMark would show the asterisks.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from interviews.combining import stream_safe
from interviews.paragraphs import clean
from newsroom.intake.readers.escaping import address, escaped, escaped_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOLD, ITALIC = "**", "*"
PLAIN: frozenset[str] = frozenset()
PARTS = re.compile(r"(\s*)(.*\S)?(\s*)", re.DOTALL)


class Piece(NamedTuple):
    """Words of one face: `styles` of BOLD and ITALIC, `href` where they are a link."""

    text: str
    styles: frozenset[str] = PLAIN
    href: str = ""


def words(pieces: Iterable[Piece]) -> str:
    """Return the words alone, on one line."""
    return " ".join(clean(stream_safe("".join(piece.text for piece in pieces))).split())


def markdown(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one line of Markdown, without blanks at its ends."""
    shown = list(spaced(joined(pieces)))
    if all(not piece.styles and not piece.href for piece in shown):
        text = "".join(piece.text for piece in shown).strip()
        return escaped_start(escaped(text, text, has_marks=False))
    used = [style for style in (BOLD, ITALIC) if any(style in it.styles for it in shown)]
    for style in used:
        shown = list(hugged(shown, style))
    if used:
        shown = list(without_clashes(list(joined(shown))))
    for style in used:
        shown = list(loosened(list(joined(shown)), style))
    plain = "".join(piece.text for piece in shown)
    has_marks = any(piece.styles or piece.href for piece in shown)
    return escaped_start(emphasised(shown, (BOLD, ITALIC), Context(plain, has_marks)).strip())


class Context(NamedTuple):
    """What decides whether a sign in a paragraph would be read as markup."""

    plain: str
    has_marks: bool


def spaced(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Return words and the blanks around them as pieces of their own, no two blanks running."""
    after_blank = True
    for piece in pieces:
        found = PARTS.fullmatch(clean(stream_safe(piece.text)).replace("\n", " "))
        for part in found.groups() if found else ():
            if not part or (part.isspace() and after_blank):
                continue
            after_blank = part.isspace()
            text = part if len(part) == 1 or not after_blank else " "
            yield piece._replace(text=" ".join(re.split(r"[^\S\xa0\u202f]+", text)))


def hugged(pieces: list[Piece], style: str) -> Iterator[Piece]:
    """Take the style from the blanks at its ends, and give it to those between two such words."""
    for i, piece in enumerate(pieces):
        if not piece.text.isspace():
            yield piece
            continue
        faces = {face(it, style) for it in (*pieces[max(0, i - 1) : i], *pieces[i + 1 : i + 2])}
        between = len(faces) == 1 and 0 < i < len(pieces) - 1 and style in pieces[i - 1].styles
        styles = piece.styles | {style} if between else piece.styles - {style}
        yield piece._replace(styles=styles)


def face(piece: Piece, style: str) -> tuple[bool, bool]:
    """Return what must not change inside one run of the style; italics stand inside bold type."""
    return style in piece.styles, style == ITALIC and BOLD in piece.styles


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make one piece of neighbours with one face."""
    for (styles, href), group in groupby(pieces, key=attrgetter("styles", "href")):
        yield Piece("".join(piece.text for piece in group), styles, href)


def loosened(pieces: list[Piece], style: str) -> Iterator[Piece]:
    """Take the style from signs at its ends that touch a word outside of it."""
    before, place = "", 0
    for (has, _), group in groupby(pieces, key=lambda piece: face(piece, style)):
        run = list(group)
        place += len(run)
        after = pieces[place].text[0] if place < len(pieces) else ""
        is_label = has and style == BOLD and run[-1].text[-1] == ":" and is_letter(after)
        yield from run_loosened(run, style, before, " " if is_label else after) if has else run
        yield from [Piece(" ")] if is_label else []
        before = " " if is_label else run[-1].text[-1]


def run_loosened(run: list[Piece], style: str, before: str, after: str) -> Iterator[Piece]:
    """Return a run of pieces with a style that CommonMark reads, or without the style."""
    first, last = run[0], run[-1]
    head = signs(first.text) if is_letter(before) else 0
    tail = signs(last.text[::-1]) if is_letter(after) else 0
    is_held = (first.href and is_letter(before)) or (last.href and is_letter(after))
    size = len(first.text) if len(run) == 1 else min(len(first.text), len(last.text))
    if is_held or head + tail >= size:
        yield from (piece._replace(styles=piece.styles - {style}) for piece in run)
        return
    for i, piece in enumerate(run):
        start = head if i == 0 else 0
        end = len(piece.text) - (tail if i == len(run) - 1 else 0)
        bare = piece._replace(styles=PLAIN)
        parts = (bare, 0, start), (piece, start, end), (bare, end, len(piece.text))
        yield from (it._replace(text=it.text[a:b]) for it, a, b in parts if a < b)


def signs(text: str) -> int:
    """Return how many signs the text begins with."""
    return next((i for i, sign in enumerate(text) if is_letter(sign)), len(text))


def is_letter(sign: str) -> bool:
    """Whether CommonMark takes the sign neither for a blank nor for punctuation."""
    return bool(sign) and not sign.isspace() and unicodedata.category(sign)[0] not in "PS"


def without_clashes(pieces: list[Piece]) -> Iterator[Piece]:
    """Drop italics that touch bold type: a run of asterisks would mean something else."""
    place = 0
    for (is_slanted, is_bold), group in groupby(pieces, key=lambda piece: face(piece, ITALIC)):
        run = list(group)
        before, after = (
            pieces[max(0, place - 1) : place],
            pieces[place + len(run) : place + len(run) + 1],
        )
        place += len(run)
        touched = [it for it in before if not it.text[-1].isspace()]
        touched += [it for it in after if not it.text[0].isspace()]
        clashes = is_slanted and any(is_bold or BOLD in it.styles for it in touched)
        yield from (it._replace(styles=it.styles - {ITALIC}) for it in run) if clashes else run


def emphasised(pieces: list[Piece], styles: tuple[str, ...], context: Context) -> str:
    if not styles:
        return "".join(linked(pieces, context))
    style, *inner = styles
    parts = []
    for has, group in groupby(pieces, key=lambda piece: style in piece.styles):
        sign = style if has else ""
        parts.append(f"{sign}{emphasised(list(group), tuple(inner), context)}{sign}")
    return "".join(parts)


def linked(pieces: list[Piece], context: Context) -> Iterator[str]:
    before = ""
    for href, group in groupby(pieces, key=lambda piece: address(piece.href)):
        plain = "".join(piece.text for piece in group)
        bare = plain.strip() if href else ""
        yield without_picture(before, is_link=bool(bare) and not plain[0].isspace())
        if bare:
            text = escaped(bare, context.plain, has_marks=True, is_link=True)
            before = plain.replace(bare, f"[{text}]({href})")
        else:
            before = escaped(plain, context.plain, has_marks=context.has_marks)
    yield before


def without_picture(text: str, *, is_link: bool) -> str:
    """Part an exclamation mark from the link after it: together they mean a picture."""
    return f"{text[:-1]}\\!" if is_link and text.endswith("!") else text
