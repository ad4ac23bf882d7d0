"""What somebody answers with the form of the review: roles, names, details, and what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from interviews.paragraphs import clean
from interviews.transcripts import SPOKEN, Role
from newsroom.intake.review import boundaries, corrections
from newsroom.intake.review.corrections import NoSuchPlaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsroom.intake.documents import Document

FIELDS = ("headline", "date", "outlet", "interviewee", "interviewee_role")
TICKED = ("skip", "public")
MOST_SPEAKERS = 200
"""Speakers of a publication whose names and parts can be changed at once."""

WISH = re.compile(r"([a-z]+)((?::[0-9]{1,7})*)")
CORRECTIONS: dict[str, tuple[Callable[..., Document], int]] = {
    "turn": (corrections.opened, 1),
    "join": (corrections.joined, 1),
    "cut": (boundaries.cut, 2),
    "begin": (boundaries.begun, 1),
    "continue": (boundaries.continued, 1),
    "swap": (corrections.swapped, 1),
}


class Wish(NamedTuple):
    """The button that was pressed, and the places that it names."""

    name: str
    places: tuple[int, ...]


def wish_of(text: str) -> Wish:
    found = WISH.fullmatch(text)
    if not found:
        raise NoSuchPlaceError
    return Wish(found[1], tuple(int(it) for it in found[2].split(":")[1:]))


def corrected(document: Document, wish: Wish) -> Document:
    """Return the document after the correction that is wished, if one is."""
    if wish.name not in CORRECTIONS:
        return document
    correction, places = CORRECTIONS[wish.name]
    if len(wish.places) != places:
        raise NoSuchPlaceError
    return correction(document, *wish.places)


def answered(document: Document, answers: Mapping[str, str]) -> Document:
    """
    Return the document with what the fields of the form say of it.

    Raises NoSuchPlaceError for a role that there is not.
    """
    numbers, roles = range(len(document.sections)), roles_of(document, answers)
    document = replace(document, told=tuple(told_of(number, answers) for number in numbers))
    for number in numbers:
        document = with_speakers(document, number, answers)
    return corrections.with_roles(document, roles)


def told_of(number: int, answers: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of a publication and was not only proposed."""
    prefix = f"publication-{number}"
    told = {}
    for name in FIELDS:
        text = line_of(answers.get(f"{prefix}-{name}", ""))
        if text != line_of(answers.get(f"{prefix}-{name}-proposed", "")):
            told[name] = text
    if answers.get(f"{prefix}-what") == "anew":
        told["anew"] = "on"
    return told | {name: "on" for name in TICKED if f"{prefix}-{name}" in answers}


def line_of(text: str) -> str:
    return " ".join(clean(text).split())


def with_speakers(document: Document, number: int, answers: Mapping[str, str]) -> Document:
    parts, names = dict[str, Role](), dict[str, str]()
    found = corrections.speakers(document.sections[number])
    for place, speaker in enumerate([*found][:MOST_SPEAKERS]):
        part = answers.get(f"part-{number}-{place}", "")
        if part and {role := role_of(part)} != found[speaker]:
            parts[speaker] = role
        name = line_of(answers.get(f"name-{number}-{place}", speaker))
        if name != line_of(speaker):
            names[speaker] = name
    if parts and not SPOKEN.issuperset(parts.values()):
        raise NoSuchPlaceError
    document = corrections.cast(document, number, parts) if parts else document
    return corrections.renamed(document, number, names) if names else document


def roles_of(document: Document, answers: Mapping[str, str]) -> dict[int, Role]:
    """Return the roles that were chosen anew."""
    names = {place: it.role.name for place, it in enumerate(document.passages)}
    given = ((place, answers.get(f"role-{place}", name)) for place, name in names.items())
    return {place: role_of(name) for place, name in given if name != names[place]}


def role_of(name: str) -> Role:
    if name not in Role.__members__:
        raise NoSuchPlaceError
    return Role[name]
