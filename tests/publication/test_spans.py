from __future__ import annotations

import datetime

import pytest
from django.urls import resolve

from newsroom.publication.period import Period
from newsroom.publication.spans import Addresses, Span, week_of
from newsroom.publication.units import Years

DAY = datetime.date


def test_a_span_is_narrowed_by_another_one_and_may_stay_open() -> None:
    april = Span(DAY(2024, 4, 1), DAY(2024, 4, 30))

    assert april.narrowed(DAY(2024, 4, 10), None) == Span(DAY(2024, 4, 10), DAY(2024, 4, 30))
    assert Span().narrowed(None, DAY(2024, 4, 1)) == Span(None, DAY(2024, 4, 1))
    assert not Span().narrowed(None, None)


@pytest.mark.parametrize(
    ("span", "met"),
    [
        (Span(DAY(2024, 4, 30), DAY(2024, 5, 1)), True),
        (Span(DAY(2024, 3, 1), DAY(2024, 4, 1)), True),
        (Span(DAY(2024, 5, 1)), False),
        (Span(None, DAY(2024, 3, 31)), False),
        (Span(DAY(2024, 4, 15)), True),
    ],
)
def test_a_span_meets_what_it_shares_a_day_with(span: Span, met: bool) -> None:
    assert span.meets(Period.of(2024, 4)) is met


def test_only_a_span_with_both_ends_in_a_month_lies_in_it() -> None:
    assert Span(DAY(2024, 4, 2), DAY(2024, 4, 3)).month == Period.of(2024, 4)
    assert Span(DAY(2023, 4, 2), DAY(2024, 4, 3)).month is None
    assert Span(DAY(2024, 4, 2)).month is None


@pytest.mark.parametrize("day", [DAY(2024, 4, 22), DAY(2024, 4, 24), DAY(2024, 4, 28)])
def test_a_week_begins_on_monday_in_english_of_the_house(day: DAY) -> None:
    assert week_of(day) == Span(DAY(2024, 4, 22), DAY(2024, 4, 28))


@pytest.mark.parametrize("period", [Period.of(2024), Period.of(2024, 4), Period.of(2024, 4, 2)])
def test_the_address_of_a_period_is_one_that_the_list_has(period: Period) -> None:
    address = Addresses("/news/", {}).of(period)

    assert resolve(address).url_name == period.name
    assert resolve(address).kwargs == period.kwargs


def test_an_address_takes_the_rest_of_the_filter_along() -> None:
    addresses = Addresses("/interviews/", {"outlet": "A & B"})

    assert addresses.of(Period.of(2024, 4)) == "/interviews/2024/04/?outlet=A+%26+B"
    assert addresses.of(Years(DAY(1980, 1, 1), DAY(1989, 12, 31))) == (
        "/interviews/?date_after=1980-01-01&date_before=1989-12-31&outlet=A+%26+B"
    )
