"""What others need to know to cite an interview, or to quote one exchange of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from newsroom.publication.citing import Source
from newsroom.publication.markup import plain
from newsroom.publication.surroundings import language

if TYPE_CHECKING:
    from interviews.models import Exchange, Interview


def source_of(interview: Interview, publisher: str, address: str) -> Source:
    """Return the interview as a source; the address comes with scheme and host."""
    return Source(
        **published(interview, publisher, address),
        form=asked_by(interview.outlet),
        speaker=interview.interviewee,
        role=interview.interviewee_role,
        addressed=to(interview.outlet),
    )


def quoted_from(exchange: Exchange, publisher: str, address: str) -> Source:
    """
    Return the answer as a quotation, or the question where nobody answered.

    The role is that of the interviewee, and is not given to anyone else who answered.
    """
    interview = exchange.interview
    common = published(interview, publisher, address)
    if not exchange.answer:
        return Source(**common, **the_question(exchange))
    outlet = interview.outlet or exchange.asked_by
    speaker = exchange.answered_by or interview.interviewee
    is_interviewee = speaker.casefold() == interview.interviewee.casefold()
    return Source(
        **common,
        form=asked_by(outlet),
        speaker=speaker,
        role=interview.interviewee_role if is_interviewee else "",
        addressed=to(outlet),
        words=plain(exchange.answer),
    )


def the_question(exchange: Exchange) -> dict[str, Any]:
    asked = exchange.answered_by or exchange.interview.interviewee
    told = {"name": asked}
    return {
        "form": _("interview with %(name)s") % told if asked else _("interview"),
        "speaker": exchange.asked_by or exchange.interview.outlet,
        "addressed": _("asking %(name)s") % told if asked else "",
        "words": plain(exchange.question),
    }


def published(interview: Interview, publisher: str, address: str) -> dict[str, Any]:
    return {
        "title": interview.label,
        "date": interview.date,
        "publisher": publisher,
        "address": address,
    }


class Phrases(NamedTuple):
    """What is said of an interview in one language."""

    interview: str
    interview_by: str
    to: str


@lru_cache(maxsize=100)
def phrases(_language: str | None) -> Phrases:
    return Phrases(_("interview"), _("interview by %(outlet)s"), _("to %(outlet)s"))


def asked_by(outlet: str) -> str:
    told = phrases(language())
    return told.interview_by % {"outlet": outlet} if outlet else told.interview


def to(outlet: str) -> str:
    return phrases(language()).to % {"outlet": outlet} if outlet else ""
