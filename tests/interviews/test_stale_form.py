"""The form of an interview that was changed elsewhere after it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import Exchange
from tests.filling_in import filled_in, sent_by
from tests.interviews.test_admin import LIST, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview


@pytest.fixture
def interview(make_interview: Callable[..., Interview]) -> Interview:
    return make_interview(3, published_at=None)


def send(desk: Client, interview: Interview, sent: dict[str, Any]) -> str:
    """Send what must come back unsaved; return the page."""
    response = desk.post(f"{LIST}{interview.pk}/change/", sent)
    assert response.status_code == 200
    assert "Not saved yet" in response.text
    return response.text


def test_an_exchange_deleted_meanwhile_is_gone_from_the_form(
    desk: Client, interview: Interview
) -> None:
    sent = filled_in(desk, interview) | {"exchanges-2-answer": "Written meanwhile."}
    interview.exchanges.filter(key="q2").delete()
    page = send(desk, interview, sent)

    assert "Exchange 2 as it was: removed" in page
    assert page.count("View on site") == 3  # of the interview and of the two that are stored
    assert "10. Question 1?" in page
    assert "30. Question 3?" in page
    save(desk, interview, sent_by(page))
    assert [(it.key, it.answer) for it in interview.exchanges.all()] == [
        ("q1", "Answer 1."),
        ("q3", "Written meanwhile."),
    ]


def test_an_exchange_deleted_on_both_sides_is_no_matter(desk: Client, interview: Interview) -> None:
    sent = filled_in(desk, interview) | {"exchanges-2-answer": "Written meanwhile."}
    interview.exchanges.filter(key="q2").delete()
    page = send(desk, interview, sent | {"exchanges-1-DELETE": "on"})
    save(desk, interview, sent_by(page))

    assert [it.key for it in interview.exchanges.all()] == ["q1", "q3"]


def test_exchanges_put_in_another_order_meanwhile_keep_their_own_words(
    desk: Client, interview: Interview
) -> None:
    sent = filled_in(desk, interview) | {"exchanges-0-answer": "The first, corrected."}
    interview.exchanges.filter(key="q2").update(position=5)
    save(desk, interview, sent_by(send(desk, interview, sent)))

    answers = dict(Exchange.objects.values_list("key", "answer"))
    assert answers == {"q1": "The first, corrected.", "q2": "Answer 2.", "q3": "Answer 3."}
    assert [it.key for it in interview.exchanges.all()] == ["q2", "q1", "q3"]


def test_numbers_that_tell_no_new_order_are_left_as_they_are(
    desk: Client, interview: Interview
) -> None:
    interview.exchanges.filter(key="q2").update(position=17)
    sent = filled_in(desk, interview)
    interview.exchanges.filter(key="q2").update(answer="Meanwhile.")
    form = sent_by(send(desk, interview, sent | {"headline": "Mine"}))

    assert [form[f"exchanges-{number}-position"] for number in range(3)] == ["10", "17", "30"]


@pytest.mark.parametrize("number", ["", "x", "\x00", "99999999999999999999", "-1"])
def test_a_number_that_no_form_of_ours_sends_is_an_answer_and_no_fault(
    desk: Client, interview: Interview, number: str
) -> None:
    sent = filled_in(desk, interview) | {"exchanges-0-id": number, "exchanges-0-answer": "Kept."}
    page = send(desk, interview, sent)

    assert "Kept." in sent_by(page).values()
    save(desk, interview, sent_by(page))
    assert {"q1", "q2", "q3"} <= {it.key for it in interview.exchanges.all()}


def test_more_exchanges_announced_than_sent_is_an_answer_and_no_fault(
    desk: Client, interview: Interview
) -> None:
    sent = filled_in(desk, interview) | {"exchanges-INITIAL_FORMS": "1000000000"}

    assert desk.post(f"{LIST}{interview.pk}/change/", sent).status_code in {200, 302}
