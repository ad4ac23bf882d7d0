"""What a person should look at in a document, as it is read and corrected by now."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from interviews.paragraphs import Doubt
from interviews.transcripts import Role
from newsroom.intake.documents import (
    NO_DATE,
    ONLY_IN_HEADLINE,
    PROPOSED,
    date_of,
    header_doubts,
    proposal,
)
from newsroom.intake.source import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviews.transcripts import Passage
    from newsroom.intake.documents import Document

NO_DATE_HERE = gettext_noop("No date is found in this paragraph: give it another role.")


def doubts_by_place(document: Document) -> dict[int, list[str]]:
    """Return the doubts by the places of their paragraphs, in the order of the document."""
    lines = [it.line for it in document.passages]
    proposals = {proposal([it]) for it in document.passages if it.why == PROPOSED}
    of_dates = (NO_DATE, ONLY_IN_HEADLINE)
    read = {it for it in document.doubts if not it.text.startswith(of_dates)} - proposals
    found: dict[int, list[str]] = {}
    for line, text in sorted({*read, *doubts_of_headers(document)}):
        found.setdefault(place_of(line, lines), []).append(text)
    return found


def place_of(line: int, lines: Sequence[int]) -> int:
    """Return the place of the first paragraph that begins at the line, or last before it."""
    last = max(bisect_right(lines, line) - 1, 0)
    return lines.index(lines[last])


def doubts_of_headers(document: Document) -> Iterator[Doubt]:
    """Tell what is doubtful in headlines and dates, where nobody has written another."""
    told = document.told or ({},) * len(document.sections)
    for section, says in zip(document.sections, told, strict=True):
        if "date" not in says and any(it.role != Role.LEFT_OUT for it in section):
            yield from doubts_of_dates(section)
        if "headline" not in says:
            headlines = (it for it in section if it.role == Role.HEADLINE)
            yield from (proposal([it]) for it in headlines if it.why == PROPOSED)


def doubts_of_dates(section: Sequence[Passage]) -> Iterator[Doubt]:
    try:
        yield from header_doubts(section)
        dates = [it for it in section if it.role == Role.DATE]
        yield from (Doubt(it.line, NO_DATE_HERE) for it in dates if not date_of(it))
    except Refusal:
        return  # told beside the date itself
