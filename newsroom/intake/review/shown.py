"""The paragraphs of a document and the exchanges made of them, as the page of review shows them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.transcripts import SPOKEN, Exchange, Passage, Role
from newsroom.intake.review.boundaries import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.utils.safestring import SafeString

ROLE_NAMES = {
    Role.HEADLINE: _("Headline"),
    Role.DATE: _("Date"),
    Role.LEAD: _("Lead"),
    Role.BODY: _("Body"),
    Role.PREAMBLE: _("Preamble"),
    Role.QUESTION: _("Question"),
    Role.ANSWER: _("Answer"),
    Role.REMARK: _("Remark"),
    Role.LEFT_OUT: _("Left out"),
}
PARTS = {Role.QUESTION: _("asks"), Role.ANSWER: _("answers"), Role.REMARK: _("moderates")}
TOLD = frozenset({*SPOKEN, Role.BODY, Role.PREAMBLE})
"""The roles of what stands in the exchanges, once there has been a question."""


class Sentence(NamedTuple):
    """A sentence of a paragraph; those from the second on have a number."""

    number: int
    text: str


class Shown(NamedTuple):
    """
    A paragraph with its controls.

    Templates are slow with numbers and translations, and a page has up to some thousand of
    these: so they are told as texts, and in whole sentences.
    """

    place: str
    number: str
    passage: Passage
    roles: SafeString
    target: str
    """Where the page shows what is made of it."""
    doubts: Sequence[str]
    is_first: bool
    """Whether a publication begins with it."""

    @property
    def is_spoken(self) -> bool:
        return self.passage.role in SPOKEN

    @property
    def is_left_out(self) -> bool:
        return self.passage.role == Role.LEFT_OUT

    @property
    def classes(self) -> str:
        opens = " opens" if self.passage.opens else ""
        return f"{self.passage.role.name}{opens}{' doubted' if self.doubts else ''}"

    @property
    def role_label(self) -> str:
        return gettext("Role of paragraph %(number)s") % {"number": self.number}

    @property
    def target_label(self) -> str:
        return gettext("%(number)s: to the result of this paragraph") % {"number": self.number}

    @property
    def more_label(self) -> str:
        return gettext("More … for paragraph %(number)s") % {"number": self.number}


class ShownExchange(NamedTuple):
    number: str
    exchange: Exchange
    paragraph: str
    """The number of its first paragraph."""

    @property
    def target_label(self) -> str:
        return gettext("%(number)s: to this exchange in the document") % {"number": self.number}


class Speaker(NamedTuple):
    name: str
    part: Role | None
    """The role of all that the speaker says, if it is the same."""
    parts: SafeString


def role_choices() -> dict[Role, SafeString]:
    """
    Return for each role the options of a list in which it is chosen.

    They are written as briefly as HTML allows, for a page has up to some thousand such lists.
    """
    return {chosen: options(chosen) for chosen in ROLE_NAMES}


def options(chosen: Role) -> SafeString:
    return format_html_join("", "<option value={}{}>{}", choices(ROLE_NAMES, chosen))


def choices(names: Mapping[Role, Any], chosen: Role | None) -> Iterator[tuple[str, str, Any]]:
    for role, name in names.items():
        yield role.name, " selected" if role == chosen else "", name


def part_choices(chosen: Role | None) -> SafeString:
    listed = format_html_join("", "<option value={}{}>{}</option>", choices(PARTS, chosen))
    if chosen:
        return listed
    return format_html("<option value='' selected>{}</option>{}", _("asks and answers"), listed)


def speaker_of(name: str, roles: set[Role]) -> Speaker:
    part = next(iter(roles)) if len(roles) == 1 else None
    return Speaker(name, part, part_choices(part))


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a paragraph."""
    starts = [0, *sentence_starts(text), len(text)]
    pairs = enumerate(pairwise(starts))
    return [Sentence(number, text[a:b].strip()) for number, (a, b) in pairs]


def shown(
    section: Sequence[Passage],
    first: int,
    choices: Mapping[Role, SafeString],
    doubts: Mapping[int, Sequence[str]],
) -> Iterator[Shown]:
    """Tell the paragraphs of a publication that begins at the place `first` of the document."""
    targets: dict[int, str] = {0: f"result-{first + 1}"}
    for i, (passage, exchange) in enumerate(zip(section, in_exchanges(section), strict=True)):
        place, number = str(first + i), str(first + i + 1)
        target = targets.setdefault(exchange, f"e{number}")
        says = doubts.get(first + i, ())
        yield Shown(place, number, passage, choices[passage.role], target, says, i == 0)


def in_exchanges(section: Sequence[Passage]) -> Iterator[int]:
    """Tell of every paragraph in which exchange it is said, as `assemble` joins them."""
    number, is_answered = 0, False
    for passage in section:
        if passage.role == Role.QUESTION:
            number += is_answered or not number
            is_answered = False
        elif passage.role in TOLD and number:
            is_answered = True
        yield number if passage.role in TOLD else 0


def shown_exchanges(
    exchanges: Sequence[Exchange], paragraphs: Sequence[Shown]
) -> Iterator[ShownExchange]:
    """Tell the exchanges of a publication, each with its place in the document."""
    firsts = [it.number for it in paragraphs if it.target == f"e{it.number}"]
    for count, (exchange, number) in enumerate(zip(exchanges, firsts, strict=False), 1):
        yield ShownExchange(str(count), exchange, number)
