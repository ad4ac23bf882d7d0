from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interviews.models import Exchange, Interview
from tests.filling_in import filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

LIST = "/admin/interviews/interview/"


def save(desk: Client, interview: Interview, sent: dict[str, Any]) -> None:
    response = desk.post(f"{LIST}{interview.pk}/change/", sent)
    assert response.status_code == 302, response.context["errors"]


def test_an_interview_of_242_exchanges_opens_and_saves(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(242, published_at=None)
    before = list(Exchange.objects.values())
    sent = filled_in(desk, interview)
    save(desk, interview, sent | {"exchanges-120-answer": "Corrected."})

    after = list(Exchange.objects.values())
    assert after[120]["answer"] == "Corrected."
    assert after[:120] + after[121:] == before[:120] + before[121:]


def test_exchanges_are_put_in_order_by_number_and_keep_their_keys(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    sent = filled_in(desk, interview)
    save(desk, interview, sent | {"exchanges-2-position": "5"})

    assert [it.key for it in interview.exchanges.all()] == ["q3", "q1", "q2"]


def test_a_new_exchange_gets_a_key_of_its_own(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1, published_at=None)
    sent = filled_in(desk, interview)
    new = {"position": "20", "question": "New?", "answer": "", "asked_by": "", "answered_by": ""}
    added = {f"exchanges-1-{name}": value for name, value in new.items()}
    save(desk, interview, sent | added | {"exchanges-TOTAL_FORMS": "2"})

    keys = [it.key for it in interview.exchanges.all()]
    assert keys[0] == "q1"
    assert len(keys[1]) == 7
    assert keys[1][0].isalpha()


def test_a_row_that_was_added_and_left_empty_is_passed_over(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1, published_at=None)
    sent = filled_in(desk, interview)
    save(desk, interview, sent | {"exchanges-TOTAL_FORMS": "2", "exchanges-1-position": "20"})

    assert interview.exchanges.count() == 1


def test_an_exchange_that_says_nothing_is_refused_in_words(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1)
    emptied = {"exchanges-0-question": "", "exchanges-0-answer": ""}
    response = desk.post(f"{LIST}{interview.pk}/change/", filled_in(desk, interview) | emptied)

    assert "Write a question or an answer." in response.content.decode()


def test_an_interview_has_a_headline(desk: Client) -> None:
    response = desk.post(f"{LIST}add/", {"date": "24.04.2024", "lead": "x"})

    assert response.context["adminform"].form.errors["headline"] == ["An interview has a headline."]


def test_the_list_tells_the_outlet_and_the_number_of_exchanges(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(7)
    html = desk.get(LIST).content.decode()

    assert '<td class="field-outlet">TASS agency</td>' in html
    assert '<td class="field-exchange_count">7</td>' in html
