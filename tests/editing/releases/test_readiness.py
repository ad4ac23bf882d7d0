"""What keeps a publication from its release."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from newsroom.editing.releases.readiness import Weight, obstacles

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.news.models import NewsItem


def names(publication: NewsItem) -> dict[str, Weight]:
    return {it.name: it.weight for it in obstacles(publication)}


def test_a_brief_item_of_today_is_ready(make_news_item: Callable[..., NewsItem]) -> None:
    assert names(make_news_item(date=timezone.localdate())) == {}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"headline": "A headline", "lead": " \n"}, {"text": Weight.BLOCKS}),
        ({"headline": "A headline", "lead": "", "body": "Words."}, {"lead": Weight.BLOCKS}),
    ],
)
def test_without_a_lead_nothing_is_released(
    make_news_item: Callable[..., NewsItem], texts: dict[str, str], found: dict[str, Weight]
) -> None:
    assert names(make_news_item(date=timezone.localdate(), **texts)) == found


@pytest.mark.parametrize(
    ("days", "is_doubted"), [(-367, True), (-366, False), (0, False), (31, False), (32, True)]
)
def test_a_date_far_away_is_doubted(
    make_news_item: Callable[..., NewsItem], days: int, is_doubted: bool
) -> None:
    date = timezone.localdate() + datetime.timedelta(days=days)

    assert names(make_news_item(date=date)) == ({"date": Weight.DOUBT} if is_doubted else {})
