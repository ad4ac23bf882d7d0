"""What keeps an interview from its release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from interviews.models import Exchange, Interview
from newsroom.editing.releases.readiness import Weight, obstacles

if TYPE_CHECKING:
    from collections.abc import Callable


def found(interview: Interview) -> list[tuple[Weight, str, str]]:
    return [(it.weight, it.name, it.element) for it in obstacles(interview)]


def today(make: Callable[..., Interview], exchanges: int, **fields: Any) -> Interview:
    return make(exchanges, date=timezone.localdate(), **{"lead": "A lead.", **fields})


def test_an_interview_with_questions_and_answers_is_ready(
    make_interview: Callable[..., Interview],
) -> None:
    assert found(today(make_interview, 2)) == []


def test_an_interview_without_exchanges_is_not_ready(
    make_interview: Callable[..., Interview],
) -> None:
    expected = [(Weight.BLOCKS, "exchanges", "exchanges-group")]
    assert found(today(make_interview, 0)) == expected


def test_an_interview_without_any_answer_is_not_ready(
    make_interview: Callable[..., Interview],
) -> None:
    interview = today(make_interview, 2)
    interview.exchanges.update(answer="")

    assert found(interview) == [(Weight.BLOCKS, "answers", "id_exchanges-0-answer")]


def test_each_half_exchange_is_named_with_its_place_in_the_form(
    make_interview: Callable[..., Interview],
) -> None:
    interview = today(make_interview, 4)
    interview.exchanges.filter(key="q2").update(answer="")
    interview.exchanges.filter(key="q4").update(question=" ")

    assert found(interview) == [
        (Weight.DOUBT, "half", "id_exchanges-1-answer"),
        (Weight.DOUBT, "half", "id_exchanges-3-question"),
    ]


def test_of_very_many_half_exchanges_the_rest_is_counted(
    make_interview: Callable[..., Interview],
) -> None:
    interview = today(make_interview, 242)
    Exchange.objects.exclude(key="q1").update(answer="")

    *_named, rest = obstacles(interview)
    assert rest.sentence == "221 more exchanges have no question or no answer."


def test_who_asked_and_who_answered_is_only_missed(
    make_interview: Callable[..., Interview],
) -> None:
    assert found(today(make_interview, 1, outlet="", interviewee="")) == [
        (Weight.HINT, "outlet", "id_outlet"),
        (Weight.HINT, "interviewee", "id_interviewee"),
    ]
