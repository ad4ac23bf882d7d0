"""The active filter in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from interviews.filters import InterviewFilter
from interviews.models import Interview
from newsroom.publication.chosen import parts_of
from newsroom.publication.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def parts(make_interview: Callable[..., Interview]) -> Callable[..., dict[str, str]]:
    make_interview(outlet="TASS agency")

    def of(period: Period | None = None, **asked: Any) -> dict[str, str]:
        address = f"/interviews/{period}/" if period else "/interviews/"
        filterset = InterviewFilter(asked, Interview.objects.public())
        return dict(parts_of(filterset, period, "/interviews/", address))

    return of


def test_an_unfiltered_list_has_no_parts(parts: Callable[..., dict[str, str]]) -> None:
    assert parts() == {}
    assert parts(older="2024-01-01_0_news_1", date_after=" ") == {}


def test_each_part_is_told_in_words_and_leads_to_the_list_without_it(
    parts: Callable[..., dict[str, str]],
) -> None:
    assert parts(date_after="01.04.2024", date_before="2024-04-30", outlet="TASS agency") == {
        "From 1 April 2024": "/interviews/?date_before=2024-04-30&outlet=TASS+agency",
        "To 30 April 2024": "/interviews/?date_after=01.04.2024&outlet=TASS+agency",
        "Outlet: TASS agency": "/interviews/?date_after=01.04.2024&date_before=2024-04-30",
    }


def test_a_period_is_a_part_and_stays_when_another_one_is_dropped(
    parts: Callable[..., dict[str, str]],
) -> None:
    assert parts(Period.of(2024), outlet="TASS agency") == {
        "2024": "/interviews/?outlet=TASS+agency",
        "Outlet: TASS agency": "/interviews/2024/",
    }


def test_a_part_with_a_mistake_is_shown_as_written_and_can_be_dropped(
    parts: Callable[..., dict[str, str]],
) -> None:
    found = parts(date_after="2024-02-30", outlet="nobody" * 20)

    assert found == {
        "From: 2024-02-30": "/interviews/?outlet=" + "nobody" * 20,
        "Outlet: nobodynobodynobodynobodynobodynobodynobo…": "/interviews/?date_after=2024-02-30",
    }


def test_the_order_is_no_part_and_goes_with_the_words(
    parts: Callable[..., dict[str, str]],
) -> None:
    assert parts(q="armenia", order="best", outlet="TASS agency") == {
        "Words: armenia": "/interviews/?outlet=TASS+agency",
        "Outlet: TASS agency": "/interviews/?q=armenia&order=best",
    }
