"""What an interview must have before it is released, beside what any publication must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from interviews.models import Interview
from newsroom.editing.releases.readiness import Obstacle, Weight, obstacles
from newsroom.publication.models import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviews.models import Exchange

MOST_NAMED = 20
"""Half exchanges that are named one by one."""


@obstacles.register(Interview)
def of_an_interview(interview: Interview) -> Iterator[Obstacle]:
    yield from obstacles.dispatch(Publication)(interview)
    for name, sentence in (
        ("outlet", gettext("Nobody is named who asked: the outlet is missing.")),
        ("interviewee", gettext("Nobody is named who answered: the interviewee is missing.")),
    ):
        if not getattr(interview, name).strip():
            yield Obstacle(Weight.HINT, name, sentence, f"id_{name}")
    yield from of_exchanges(list(interview.exchanges.all()) if interview.pk else [])


def of_exchanges(exchanges: Sequence[Exchange]) -> Iterator[Obstacle]:
    """Return what is missing of the conversation; the form counts its rows from 0."""
    if not exchanges:
        sentence = gettext("There is no exchange: add at least one question with its answer.")
        yield Obstacle(Weight.BLOCKS, "exchanges", sentence, "exchanges-group")
    elif not any(exchange.answer.strip() for exchange in exchanges):
        yield Obstacle(
            Weight.BLOCKS, "answers", gettext("No question is answered."), "id_exchanges-0-answer"
        )
    else:
        half = [(row, it) for row, it in enumerate(exchanges) if not is_whole(it)]
        yield from (of_half(row, exchange) for row, exchange in half[:MOST_NAMED])
        if rest := half[MOST_NAMED:]:
            yield more(len(rest), first=rest[0][0])


def is_whole(exchange: Exchange) -> bool:
    return bool(exchange.question.strip() and exchange.answer.strip())


def of_half(row: int, exchange: Exchange) -> Obstacle:
    lacking = "answer" if exchange.question.strip() else "question"
    sentence = (
        gettext("Exchange %(number)d has a question and no answer: “%(words)s”")
        if lacking == "answer"
        else gettext("Exchange %(number)d has an answer and no question: “%(words)s”")
    )
    told = {"number": row + 1, "words": exchange.label}
    return half_obstacle(sentence % told, f"id_exchanges-{row}-{lacking}")


def more(count: int, first: int) -> Obstacle:
    sentence = ngettext(
        "%(count)d more exchange has no question or no answer.",
        "%(count)d more exchanges have no question or no answer.",
        count,
    )
    return half_obstacle(sentence % {"count": count}, f"exchanges-{first}")


def half_obstacle(sentence: str, element: str) -> Obstacle:
    is_right = gettext("Exchanges without a question or an answer are meant like this")
    return Obstacle(Weight.DOUBT, "half", sentence, element, is_right)
