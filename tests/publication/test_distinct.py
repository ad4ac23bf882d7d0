from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.distinct import latest_of_each_day, latest_of_each_month, values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User


def test_the_different_outlets_are_found_in_order_each_once(
    make_interview: Callable[..., Interview], editor: User
) -> None:
    for outlet in ("TASS agency", "", "МИА «Россия»", "TASS agency", 'It\'s 100 % "quoted"', "Z"):
        make_interview(0, outlet=outlet)
    make_interview(0, outlet="Not yet", published_at=None)

    outlets = Interview.objects.public()
    found = values_of(outlets, ["outlet"], 10)["outlet"]
    assert sorted(found) == ['It\'s 100 % "quoted"', "TASS agency", "Z", "МИА «Россия»"]
    assert len(values_of(outlets, ["outlet"], 2)["outlet"]) == 2
    assert "Not yet" in values_of(Interview.objects.visible_to(editor), ["outlet"], 10)["outlet"]


def test_several_columns_are_read_at_one_go(
    make_interview: Callable[..., Interview], django_assert_num_queries: Any
) -> None:
    make_interview(0, outlet="A", interviewee="C")
    make_interview(0, outlet="A", interviewee="B")
    make_interview(0, outlet="", interviewee="")

    with django_assert_num_queries(1):
        found = values_of(Interview.objects.public(), ["outlet", "interviewee"], 10)
    assert found == {"outlet": ["A"], "interviewee": ["B", "C"]}


def test_of_each_day_the_one_released_last_is_found(
    make_news_item: Callable[..., NewsItem],
) -> None:
    days = [datetime.date(2024, 4, day) for day in (24, 25, 27)]
    noon = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
    for day in days:
        for hours in (1, 3, 2):
            moment = noon + datetime.timedelta(hours=hours)
            make_news_item(slug=f"{day.day}-{hours}", date=day, published_at=moment)
    make_news_item(slug="draft", date=datetime.date(2024, 4, 26), published_at=None)
    make_news_item(slug="draft-2", date=days[0], published_at=None)

    found = latest_of_each_day(NewsItem.objects.public()).order_by("date")
    assert [item.slug for item in found] == ["24-3", "25-3", "27-3"]
    assert not latest_of_each_day(NewsItem.objects.filter(slug="nothing")).exists()


def test_of_each_month_the_last_release_is_found(make_news_item: Callable[..., NewsItem]) -> None:
    noon = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
    for month, hours in [(1, 1), (1, 3), (1, 2), (3, 4), (12, 5)]:
        moment = noon + datetime.timedelta(hours=hours)
        make_news_item(date=datetime.date(2024, month, 28 - hours), published_at=moment)
    make_news_item(date=datetime.date(2024, 2, 1), published_at=None)
    make_news_item(date=datetime.date(2024, 4, 1), published_at=noon + datetime.timedelta(hours=9))

    public = NewsItem.objects.public(at=noon + datetime.timedelta(hours=8))
    with connection.cursor() as cursor:
        cursor.execute(*latest_of_each_month(public))
        found = dict(cursor.fetchall())
    # Months in which nothing is left may be told as well.
    assert {month: str(told)[:16] for month, told in found.items() if told} == {
        "2024-01": "2024-05-01 15:00",
        "2024-03": "2024-05-01 16:00",
        "2024-12": "2024-05-01 17:00",
    }
    assert found["2024-04"] is None
