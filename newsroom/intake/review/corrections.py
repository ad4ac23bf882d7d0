"""
What a person corrects in the reading of a document: what a paragraph is, and who says it.

Pure Python. Each correction makes a new document of the same words in the same order.
A place counts the paragraphs of the whole document from 0; one that there is not raises
`NoSuchPlaceError`. Where paragraphs and publications begin, `boundaries` corrects.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interviews.transcripts import SPOKEN, Passage, Role
from newsroom.intake.documents import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsroom.intake.documents import Document

    Passages = Sequence[Passage]

SWAPPED = {Role.QUESTION: Role.ANSWER, Role.ANSWER: Role.QUESTION}
BY_HAND = "by hand"


class NoSuchPlaceError(LookupError):
    """A place that the document has not, or where this correction cannot be made."""


def with_roles(document: Document, roles: Mapping[int, Role]) -> Document:
    """Give the paragraphs at the places these roles."""
    first = 0
    sections: list[Passages] = []
    touched: set[int] = set()
    for section in document.sections:
        here = {place - first: role for place, role in roles.items() if place >= first}
        changed = {i: role for i, role in here.items() if i < len(section)}
        touched |= {section[i].line for i, role in changed.items() if section[i].role != role}
        sections.append(list(in_roles(section, changed)))
        first += len(section)
    if any(not 0 <= place < first for place in roles):
        raise NoSuchPlaceError
    return settled(document, sections, touched)


def in_roles(section: Passages, roles: Mapping[int, Role]) -> Iterator[Passage]:
    speakers: dict[Role, str] = {}
    for i, passage in enumerate(section):
        role = roles.get(i, passage.role)
        made = passage if role == passage.role else in_role(passage, role, speakers.get(role, ""))
        if role in SPOKEN:
            speakers[role] = made.speaker
        yield made


def in_role(passage: Passage, role: Role, heard: str) -> Passage:
    """Return the paragraph in another role; without a mark of its own, whoever had that speaks."""
    has_mark = bool(passage.mark) or passage.opens
    speaker = passage.speaker if has_mark or role not in SPOKEN else heard
    why = BY_HAND if role == Role.LEFT_OUT else ""
    opens = has_mark and role in SPOKEN
    return passage._replace(role=role, why=why, speaker=speaker, opens=opens)


def opened(document: Document, place: int) -> Document:
    """Let a turn begin at the paragraph."""
    number, i = located(document, place)
    section = list(document.sections[number])
    if section[i].role not in SPOKEN:
        raise NoSuchPlaceError
    section[i] = section[i]._replace(opens=True)
    return changed(document, number, section, section[i].line)


def joined(document: Document, place: int) -> Document:
    """Let the paragraph go on what is said or told in the one above."""
    number, i = located(document, place)
    section = list(document.sections[number])
    above = next((it for it in reversed(section[:i]) if it.role != Role.LEFT_OUT), None)
    if above is None:
        raise NoSuchPlaceError
    role, speaker = above.role, above.speaker
    section[i] = section[i]._replace(role=role, speaker=speaker, opens=False, why="")
    return changed(document, number, section, section[i].line)


def swapped(document: Document, number: int) -> Document:
    """Take all questions of a publication for answers, and its answers for questions."""
    section = [
        it._replace(role=SWAPPED.get(it.role, it.role)) for it in section_of(document, number)
    ]
    return changed(document, number, section)


def speakers(section: Passages) -> dict[str, set[Role]]:
    """Return who speaks, by name, in the order of the text, and in which roles."""
    found: dict[str, set[Role]] = {}
    for passage in section:
        if passage.role in SPOKEN and passage.speaker:
            found.setdefault(passage.speaker, set()).add(passage.role)
    return found


def cast(document: Document, number: int, parts: Mapping[str, Role]) -> Document:
    """Give all that is said by the speakers of a publication these roles."""
    section = section_of(document, number)
    roles = {i: parts[it.speaker] for i, it in enumerate(section) if it.speaker in parts}
    made = [
        it._replace(role=roles[i]) if it.role in SPOKEN and i in roles else it
        for i, it in enumerate(section)
    ]
    return changed(document, number, made)


def renamed(document: Document, number: int, names: Mapping[str, str]) -> Document:
    """Give the speakers of a publication other names."""
    section = section_of(document, number)
    made = [it._replace(speaker=names.get(it.speaker, it.speaker)) for it in section]
    return changed(document, number, made)


def located(document: Document, place: int) -> tuple[int, int]:
    """Return the publication at a place of the document, and the place in it."""
    first = 0
    for number, section in enumerate(document.sections):
        if first <= place < first + len(section):
            return number, place - first
        first += len(section)
    raise NoSuchPlaceError


def section_of(document: Document, number: int) -> Passages:
    if not 0 <= number < len(document.sections):
        raise NoSuchPlaceError
    return document.sections[number]


def changed(
    document: Document, number: int, section: Passages, line: int | None = None
) -> Document:
    sections: list[Passages] = [*document.sections]
    sections[number] = section
    return settled(document, sections, set() if line is None else {line})


def settled(document: Document, sections: Iterable[Passages], touched: set[int]) -> Document:
    """Return the document with these paragraphs; what was doubted where a person was, no longer."""
    made = tuple(tuple(in_turns(without_proposal(section))) for section in sections)
    doubts = tuple(it for it in document.doubts if it.line not in touched)
    return replace(document, sections=made, doubts=doubts)


def without_proposal(section: Passages) -> Passages:
    """Leave out the headline that was only proposed, where it is not needed any more."""
    is_needed = any(it.role in SPOKEN for it in section)
    is_needed &= not any(it.role == Role.HEADLINE and it.why != PROPOSED for it in section)
    if is_needed:
        return section
    return [it._replace(role=Role.LEFT_OUT) if it.why == PROPOSED else it for it in section]


def in_turns(section: Passages) -> Iterator[Passage]:
    """Let a turn begin wherever another one speaks, or in another role."""
    before = None
    for passage in section:
        if passage.role not in SPOKEN:
            yield passage._replace(opens=False)
            continue
        now = passage.role, passage.speaker
        yield passage._replace(opens=passage.opens or now != before)
        before = now
