"""The form of an interview that was changed elsewhere after it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import Exchange
from tests.interviews.test_admin import LIST, filled_in, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview


def sentences(response: Any) -> list[list[str]]:
    """Return for each exchange of the form what is said above it."""
    formset = response.context["inline_admin_formsets"][0].formset
    return [form.non_field_errors() for form in formset.forms]


def test_an_exchange_deleted_meanwhile_is_told_at_its_place(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3)
    sent = filled_in(desk, interview) | {"exchanges-2-answer": "Written meanwhile."}
    interview.exchanges.filter(key="q2").delete()
    response = desk.post(f"{LIST}{interview.pk}/change/", sent)

    first, (told,), third = sentences(response)
    assert first == third == []
    assert told.startswith("This exchange was deleted meanwhile. Tick “Delete” here")
    html = response.text
    assert told in html
    for number in range(3):
        assert f'name="exchanges-{number}-DELETE"' in html
    assert "Written meanwhile." in html
    assert html.count("View on site") == 3  # of the interview and of the two that are stored
    assert "10. Question 1?" in html
    assert "20. Question 2?" in html
    assert "30. Question 3?" in html


def test_ticking_delete_goes_on_without_it(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3)
    sent = filled_in(desk, interview) | {"exchanges-2-answer": "Written meanwhile."}
    interview.exchanges.filter(key="q2").delete()
    save(desk, interview, sent | {"exchanges-1-DELETE": "on"})

    assert [(it.key, it.answer) for it in interview.exchanges.all()] == [
        ("q1", "Answer 1."),
        ("q3", "Written meanwhile."),
    ]


def test_exchanges_put_in_another_order_meanwhile_keep_their_own_words(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2)
    sent = filled_in(desk, interview) | {"exchanges-0-answer": "The first, corrected."}
    interview.exchanges.filter(key="q2").update(position=5)
    save(desk, interview, sent)

    answers = dict(Exchange.objects.values_list("key", "answer"))
    assert answers == {"q1": "The first, corrected.", "q2": "Answer 2."}


@pytest.mark.parametrize("number", ["", "x", "\x00", "99999999999999999999", "-1"])
def test_a_number_that_no_form_of_ours_sends_is_an_answer_and_no_fault(
    desk: Client, make_interview: Callable[..., Interview], number: str
) -> None:
    interview = make_interview(2)
    sent = filled_in(desk, interview) | {"exchanges-0-id": number}
    response = desk.post(f"{LIST}{interview.pk}/change/", sent)

    assert response.status_code == 200
    assert any(sentences(response))


def test_more_exchanges_announced_than_sent_is_an_answer_and_no_fault(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1)
    sent = filled_in(desk, interview) | {"exchanges-INITIAL_FORMS": "1000000000"}

    assert desk.post(f"{LIST}{interview.pk}/change/", sent).status_code in {200, 302}
