"""
A document as the publications that it holds.

Pure Python. Every paragraph gets a role and stays in its place, so that nothing can be lost:
the publications are only another view of the paragraphs, and whoever changes the role of a
paragraph sees them follow.
"""

from __future__ import annotations

import datetime  # noqa: TC003 - the type of a field
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from interviews.paragraphs import Doubt, LeftOut, Paragraph, tidy
from interviews.transcripts import SPOKEN, Exchange, Passage, Role, assemble, read
from newsroom.intake.dates import Impossible, date_line, first_date, mentioned_date
from newsroom.intake.headers import headline_text, told, with_header
from newsroom.intake.interviewees import told_by
from newsroom.intake.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.intake.dates import Dated
    from newsroom.intake.source import Source

NEWS_ITEM, INTERVIEW = "news item", "interview"
PROPOSED = "proposed"
NO_DATE = "No date was found; today's is proposed."
ONLY_IN_HEADLINE = "Only the headline has a date"


@dataclass(frozen=True)
class Draft:
    """
    A publication as a document has it; what the document does not tell is empty.

    `text` is what a news item has as its body, and an interview as its preamble.
    """

    kind: str
    line: int
    headline: str
    date: datetime.date | None
    lead: str
    text: str
    outlet: str = ""
    interviewee: str = ""
    interviewee_role: str = ""
    exchanges: tuple[Exchange, ...] = ()
    told: frozenset[str] = frozenset()
    """The fields that a person has written; the others are proposals of the document."""


@dataclass(frozen=True)
class Document:
    """A document read: for every publication its paragraphs, each with its role."""

    sections: tuple[tuple[Passage, ...], ...]
    doubts: tuple[Doubt, ...] = ()
    sure: float = 1.0
    told: tuple[dict[str, str], ...] = ()
    """What a person says about each publication, whatever its paragraphs say."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for section in self.sections for passage in section)

    @property
    def publications(self) -> tuple[Draft, ...]:
        drafts = (draft_of(section) for section in self.sections)
        return tuple(draft for draft in drafts if draft)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        out = (it for it in self.passages if it.role == Role.LEFT_OUT)
        return tuple(LeftOut(it.line, f"{it.mark}{it.text}", it.why) for it in out)

    @property
    def turns(self) -> int:
        return sum(it.opens and it.role in SPOKEN for it in self.passages)

    @property
    def questions(self) -> int:
        return sum(it.opens and it.role == Role.QUESTION for it in self.passages)


def read_document(source: Source) -> Document:
    """
    Return the publications that the document holds, with every paragraph told what it is.

    Raises `Refusal` for a date that no calendar has.
    """
    whole = bool(source.headline or source.date or source.lead)
    groups = [source.paragraphs] if whole else sections_of(source.paragraphs)
    sections, doubts, sure = list[tuple[Passage, ...]](), list(source.doubts), 1.0
    for paragraphs in groups:
        passages, doubted, certainty = read_section(paragraphs, source)
        sections.append(tuple(passages))
        doubts += [*doubted, *header_doubts(passages)]
        sure = min(sure, certainty)
    put_back(sections, source.left_out)
    return Document(tuple(sections), tuple(sorted(set(doubts))), sure)


def read_section(
    paragraphs: Sequence[Paragraph], source: Source
) -> tuple[list[Passage], Sequence[Doubt], float]:
    """Return the paragraphs of one publication with their roles, the doubts, and how sure."""
    line = paragraphs[0].line if paragraphs else 1
    known = [
        Passage(min(line, 1), " ".join(text.split()), role)
        for text, role in (
            (source.headline, Role.HEADLINE),
            (source.date, Role.DATE),
            (source.lead, Role.LEAD),
        )
        if text
    ]
    near = [it.text for it in known] + [it.text for it in paragraphs[:3]]
    names = (told_by(headline_text(text)).interviewee for text in near)
    transcript = read(paragraphs, next(filter(None, names), ""))
    passages = with_header(transcript.passages, source.headline, has_date=bool(source.date))
    if source.lead:
        passages = [again(it, source.lead) for it in passages]
    sure = transcript.sure if transcript.turns else 1.0
    made = with_headline([*known, *passages])
    doubts = transcript.doubts if made[0].why != PROPOSED else (*transcript.doubts, proposal(made))
    return made, doubts, sure


def with_headline(passages: list[Passage]) -> list[Passage]:
    """Propose a headline for an interview without one: it cannot do without."""
    roles = {it.role for it in passages}
    if Role.QUESTION not in roles or Role.HEADLINE in roles:
        return passages
    name = only_answering(assemble(passages).exchanges)
    words = f"Interview with {name}" if name else "Interview"
    return [Passage(passages[0].line, words, Role.HEADLINE, why=PROPOSED), *passages]


def proposal(passages: Sequence[Passage]) -> Doubt:
    first = passages[0]
    return Doubt(first.line, f"No headline was found; “{first.text}” is proposed.")


def again(passage: Passage, lead: str) -> Passage:
    """Let the lead that the file itself tells stand before one that was guessed."""
    if passage.role != Role.LEAD:
        return passage
    if tidy(passage.text) == tidy(lead):
        return passage._replace(role=Role.LEFT_OUT, why="the lead again")
    return passage._replace(role=Role.BODY)


def put_back(sections: list[tuple[Passage, ...]], left_out: Iterable[LeftOut]) -> None:
    """Put what the reader of the file left out where it stood."""
    in_order = sorted(left_out, key=attrgetter("line"))
    out = deque(Passage(it.line, it.text, Role.LEFT_OUT, why=it.why) for it in in_order)
    for i, section in enumerate(sections):
        end = sections[i + 1][0].line if i + 1 < len(sections) else float("inf")
        here = []
        while out and out[0].line < end:
            here.append(out.popleft())
        sections[i] = tuple(sorted([*section, *here], key=attrgetter("line")))


def header_doubts(passages: Sequence[Passage]) -> Iterator[Doubt]:
    dates = [it for it in passages if it.role == Role.DATE]
    line = passages[0].line if passages else 1
    if not dates:
        date = date_of_headline(passages)
        words = f"{ONLY_IN_HEADLINE}, {date:%d.%m.%Y}: it is proposed." if date else NO_DATE
        yield Doubt(line, words)
    for passage in dates[:1]:
        found = date_of(passage)
        if found and found.in_doubt:
            words = f"{passage.text} is read with the day first: {found.date:%d.%m.%Y}."
            yield Doubt(passage.line, words)


def date_of(passage: Passage) -> Dated | None:
    found = told(date_line, passage.text, passage.line)
    return found or told(first_date, passage.text, passage.line)


def date_of_headline(passages: Iterable[Passage]) -> datetime.date | None:
    """Return the date that a headline mentions: "Interview with Radio Nord on 12 March 2024"."""
    for passage in passages:
        if passage.role == Role.HEADLINE:
            with suppress(Impossible):
                found = mentioned_date(passage.text)
                return found.date if found else None
    return None


def draft_of(passages: Sequence[Passage]) -> Draft | None:
    """Return the publication of which these are the paragraphs; None where nothing is left."""
    kept = [it for it in passages if it.role != Role.LEFT_OUT]
    if not kept:
        return None
    is_interview = any(it.role in SPOKEN for it in kept)
    headline = " ".join(headline_text(it.text) for it in kept if it.role == Role.HEADLINE)
    dates = [found.date for it in kept if it.role == Role.DATE and (found := date_of(it))]
    date = dates[0] if dates else date_of_headline(kept)
    lead = joined(kept, Role.LEAD)
    if not is_interview:
        text = joined(kept, Role.BODY, Role.PREAMBLE)
        return Draft(NEWS_ITEM, kept[0].line, headline, date, lead, text)
    spoken = [it._replace(role=Role.PREAMBLE) if it.role == Role.BODY else it for it in kept]
    made = assemble(spoken)
    who = told_by(headline)
    name = who.interviewee or only_answering(made.exchanges)
    return Draft(
        INTERVIEW,
        kept[0].line,
        headline,
        date,
        lead,
        made.preamble,
        who.outlet,
        name,
        who.role,
        made.exchanges,
    )


def joined(passages: Sequence[Passage], *roles: Role) -> str:
    return tidy("\n\n".join(it.text for it in passages if it.role in roles))


def only_answering(exchanges: Sequence[Exchange]) -> str:
    """Return the full name of the one who answers all questions, if the document has it."""
    names = {it.answered_by for it in exchanges if it.answer}
    name = names.pop() if len(names) == 1 else ""
    return name if " " in name and not name.isupper() else ""
