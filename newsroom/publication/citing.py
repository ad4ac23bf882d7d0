"""
How others cite a publication, or quote what is said in it, in three usual styles.

Press: a line as news copy has it. APA: the 7th edition, with the publisher as the author, so
that no name of a person has to be turned round (https://apastyle.apa.org/style-grammar-guidelines).
Chicago: a note of the 17th and 18th edition
(https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-1.html).

No word of a quotation is changed. It is cut only where “[…]” says so, and quotation marks within
it step down to single ones, as all three styles want.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.publication.markup import opening
from newsroom.publication.surroundings import language

LONGEST = 400
"""Characters of a quotation; of a longer text the first sentences are quoted."""

CUT = " […]"

END = re.compile(r"[.!?…][”\"’»)]*(?=\s)|[。！？]")
STRAIGHT = re.compile(r'(?<!\w)"([^"]*)"(?!\w)')
LOW = re.compile(r"„([^„“”]*)[“”]")
DOUBLE = re.compile(r"“([^“”]*)”")
SINGLE = re.compile(r"‘([^‘’]*)’(?!\w)")


@dataclass(slots=True)
class Source:
    """What is cited. Every text is plain, on one line; what is not known is left empty."""

    title: str
    date: datetime.date
    publisher: str
    address: str
    """With scheme and host."""
    form: str = ""
    """What it is, as it reads within a sentence: "interview by TASS agency"."""
    speaker: str = ""
    role: str = ""
    addressed: str = ""
    """To whom was spoken, as it reads within a sentence: "to TASS agency"."""
    words: str = ""
    """What is quoted; empty where the publication is cited as a whole."""


class Citation(NamedTuple):
    style: str
    text: str


class Styles(NamedTuple):
    """The styles and the months by their names in one language."""

    press: str
    apa: str
    chicago: str
    months: tuple[str, ...]


@lru_cache(maxsize=100)
def styles(_language: str | None) -> Styles:
    months = [date_format(datetime.date(2024, month, 1), "F") for month in range(1, 13)]
    return Styles(_("Press"), _("APA"), _("Chicago (note)"), tuple(months))


def citations(source: Source) -> list[Citation]:
    """Return the citations to choose from."""
    told, date = styles(language()), source.date
    day, month, year = date.day, told.months[date.month - 1], f"{date.year:04}"
    return [
        Citation(told.press, press(source, f"{day} {month} {year}")),
        Citation(told.apa, apa(source, f"{year}, {month} {day}")),
        Citation(told.chicago, chicago(source, f"{month} {day}, {year}")),
    ]


def press(source: Source, date: str) -> str:
    title = f"“{nested(source.title)}”"
    spoken = [source.speaker, source.role, source.addressed] if source.speaker else []
    if source.words:
        by_whom = listed(*(spoken or [title, source.form]), date)
        return f"{by_whom}: {quoted(source.words)} {source.address}"
    return listed(*spoken, title, source.publisher, date, source.address)


def apa(source: Source, date: str) -> str:
    form = f" [{capfirst(source.form)}]" if source.form else ""
    title = without_period(source.title)
    end = "" if form or title.endswith(("?", "!", "…", ".")) else "."
    stop = "." if form else ""
    publisher = without_period(source.publisher)
    reference = f"{publisher}. ({date}). {title}{end}{form}{stop} {source.address}"
    if not source.words:
        return reference
    speaker = listed(source.speaker, source.role)
    said = f"{speaker}: {quoted(source.words)}" if source.speaker else quoted(source.words)
    return f"{said} ({source.publisher}, {source.date.year}).\n\n{reference}"


def chicago(source: Source, date: str) -> str:
    title = without_period(nested(source.title))
    rest = listed(source.form, source.publisher, date, source.address)
    speaker = listed(source.speaker, source.role) if source.speaker else ""
    note = f"{listed(speaker, f'“{title},”')} {rest}."
    return f"{quoted(source.words)}\n\n{note}" if source.words else note


def quoted(words: str) -> str:
    """Return the words, or their beginning, between double quotation marks."""
    return f"“{nested(beginning(words))}”"


def beginning(words: str) -> str:
    """Return the text, or as many whole sentences of it as a quotation takes, and “[…]”."""
    if len(words) <= LONGEST:
        return words
    ends = [it.end() for it in END.finditer(words, LONGEST // 2, LONGEST + 1)]
    return (words[: ends[-1]] if ends else opening(words, LONGEST)[0]) + CUT


def nested(words: str) -> str:
    """Return the text with single quotation marks instead of double ones, and the reverse."""
    if '"' not in words and "„" not in words and "“" not in words:
        return words
    words = LOW.sub(r"“\1”", STRAIGHT.sub(r"“\1”", words))
    return DOUBLE.sub(stepped_down, words)


def stepped_down(found: re.Match[str]) -> str:
    within = SINGLE.sub(r"“\1”", found[1])
    return f"‘{within}’"


def without_period(title: str) -> str:
    """Return the title without the full stop that a style sets itself."""
    return title if title.endswith("..") else title.removesuffix(".")


def listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
