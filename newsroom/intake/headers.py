"""
What precedes the text of a publication: its headline, its date and its lead.

Pure Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interviews.transcripts import SPOKEN, Passage, Role
from newsroom.intake.dates import SEPARATORS, Impossible, date_at_end, date_line
from newsroom.intake.source import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsroom.intake.dates import Dated

HEADING = re.compile(r"#{1,6}\s+")
ENDS_SENTENCE = re.compile(r"[.!;:,…]+[\"”»’)\]*_]*$")
LONGEST_HEADLINE, LONGEST_HEADER = 250, 12
"""Characters of a headline; paragraphs among which a date line is looked for."""


def is_headline(text: str) -> bool:
    """Whether the paragraph could be a headline: one short line that is no sentence."""
    if HEADING.match(text):
        return True
    words = text.split()
    return len(words) > 1 and len(text) <= LONGEST_HEADLINE and not ENDS_SENTENCE.search(text)


def headline_text(text: str) -> str:
    """Return a heading without its Markdown."""
    words = HEADING.sub("", text).rstrip("# ")
    for sign in ("**", "__", "*", "_"):
        inner = words[len(sign) : -len(sign)]
        if inner and words == f"{sign}{inner}{sign}" and sign not in inner:
            words = inner
    return " ".join(words.split())


def told(read_date: Callable[[str], Dated | None], text: str, line: int) -> Dated | None:
    """Return what a date reader finds; a date that no calendar has is refused with its line."""
    try:
        return read_date(text)
    except Impossible as error:
        sentence = f"{error} is in no calendar: correct the date and try again."
        raise Refusal(sentence, line) from error


def with_header(passages: Sequence[Passage], headline: str, *, has_date: bool) -> list[Passage]:
    """
    Tell headline, date and lead from the text before the first turn.

    `headline` and `has_date` are what the file itself has told already.
    """
    first = next((i for i, it in enumerate(passages) if it.role in SPOKEN), len(passages))
    header = Header(headline, has_date=has_date, is_news=first == len(passages))
    texts = [i for i, it in enumerate(passages[:first]) if it.role == Role.PREAMBLE]
    made: list[Passage] = []
    for i, passage in enumerate(passages):
        if i < first and passage.role == Role.PREAMBLE:
            made += header.read(passage, is_last=header.is_news and i == texts[-1])
        else:
            made.append(passage)
    return [without_heading(passage) for passage in made]


class Header:
    """What has been found so far of what precedes the text."""

    def __init__(self, headline: str, *, has_date: bool, is_news: bool) -> None:
        self.headline, self.has_date, self.is_news = headline, has_date, is_news
        self.has_lead = False
        self.seen = 0

    def read(self, passage: Passage, *, is_last: bool) -> Iterator[Passage]:
        line, text = passage.line, passage.text
        self.seen += 1
        if self.seen <= LONGEST_HEADER and told(date_line, text, line):
            self.has_date = True
            yield passage._replace(role=Role.DATE)
        elif self.seen <= LONGEST_HEADER and same(text, self.headline):
            yield passage._replace(role=Role.LEFT_OUT, why="the headline again")
        elif not self.has_lead and is_headline(text) and not is_last:
            yield from self.read_headline(passage)
        else:
            yield passage._replace(role=self.role_of(text))

    def read_headline(self, passage: Passage) -> Iterator[Passage]:
        ending = None if self.has_date else told(date_at_end, passage.text, passage.line)
        words = ending.rest if ending else passage.text
        if same(words, self.headline):
            yield passage._replace(text=words, role=Role.LEFT_OUT, why="the headline again")
        elif self.headline:
            yield passage._replace(text=words, role=self.role_of(words))
        else:
            self.headline = headline_text(words)
            yield passage._replace(text=words, role=Role.HEADLINE)
        if ending:
            self.has_date = True
            rest = passage.text[len(words) :].strip(SEPARATORS)
            yield passage._replace(text=rest, role=Role.DATE)

    def role_of(self, text: str) -> Role:
        is_lead = not self.has_lead and (self.is_news or not is_headline(text))
        self.has_lead |= is_lead
        return Role.LEAD if is_lead else Role.BODY if self.is_news else Role.PREAMBLE


def same(one: str, other: str) -> bool:
    return bool(other) and essence(one) == essence(other)


def essence(headline: str) -> str:
    """Return what a headline says, without the name of the site that pages add to it."""
    return headline_text(headline).partition(" | ")[0].rstrip(" .").casefold()


def without_heading(passage: Passage) -> Passage:
    """Turn a heading inside the text into bold type; the texts we store have no headings."""
    found = HEADING.match(passage.text)
    if not found or passage.role in {Role.LEFT_OUT, Role.DATE}:
        return passage
    words = headline_text(passage.text)
    text = words if passage.role == Role.HEADLINE or not words else f"**{words}**"
    return passage._replace(text=text, mark=passage.mark + found[0])
