from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from interviews.models import Exchange, Interview, new_key
from newsroom.publication.models import NOT_IN_A_SLUG

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeInterview = Callable[..., Interview]


def test_the_key_of_an_exchange_fits_an_address_and_is_not_given_twice() -> None:
    keys = [new_key() for _number in range(1000)]

    assert len(set(keys)) == len(keys)
    assert all(len(key) == 7 and key[0].isalpha() for key in keys)
    assert not set("".join(keys)) & set(NOT_IN_A_SLUG)


def test_exchanges_are_read_in_the_order_of_their_positions(make_interview: MakeInterview) -> None:
    interview = make_interview(3)
    interview.exchanges.filter(key="q3").update(position=5)

    assert [exchange.key for exchange in interview.exchanges.all()] == ["q3", "q1", "q2"]


def test_a_permanent_link_leads_to_the_exchange(make_interview: MakeInterview) -> None:
    interview = make_interview(1, slug="one", date=datetime.date(2024, 3, 12))

    assert interview.exchanges.get().get_absolute_url() == "/interviews/2024/03/12/one/#q1"


def test_an_exchange_is_known_by_its_number_and_first_words() -> None:
    assert str(Exchange(position=10, question="How *do* you do?")) == "10. How do you do?"
    assert str(Exchange(position=10, answer="word " * 40)).endswith("word\N{NO-BREAK SPACE}…")


@pytest.mark.parametrize(
    "fields",
    [{"position": 0}, {"key": ""}, {"key": "a b"}, {"key": "q1"}, {"question": "", "answer": ""}],
)
def test_the_database_itself_refuses_a_broken_exchange(
    make_interview: MakeInterview, fields: dict[str, str | int]
) -> None:
    interview = make_interview(1)
    good = {"position": 20, "key": "q2", "question": "?", "answer": "!"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(interview=interview, **good | fields)
