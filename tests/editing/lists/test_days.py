from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from newsroom.editing.lists.days import day_of, first_and_last, month_of, steps, within, year_of
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

LIST = "/admin/news/newsitem/"


@pytest.fixture
def archive(make_news_item: Callable[..., NewsItem]) -> None:
    for day in ((2019, 12, 31), (2021, 2, 28), (2021, 3, 1), (2022, 1, 1)):
        make_news_item(date=datetime.date(*day), headline="-".join(map(str, day)))


def calendar(page: str) -> dict[str, str]:
    """Return the links of the calendar, by their words."""
    found = page.partition('<ul class="calendar"')[2].partition("</ul>")[0]
    links = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', found)
    return {words: address.replace("&amp;", "&") for address, words in links}


@pytest.mark.usefixtures("archive")
def test_the_calendar_leads_from_the_years_to_a_month_and_a_day(desk: Client) -> None:
    years = calendar(desk.get(LIST).text)
    assert list(years) == ["2022", "2021", "2020", "2019"]

    page = desk.get(LIST + years["2021"])
    months = calendar(page.text)
    assert [it.headline for it in page.context["cl"].result_list] == ["2021-3-1", "2021-2-28"]
    assert list(months)[:4] == ["2021", "January", "February", "March"]
    assert len(months) == 13

    page = desk.get(LIST + months["February"])
    days = calendar(page.text)
    assert [it.headline for it in page.context["cl"].result_list] == ["2021-2-28"]
    assert list(days)[:3] == ["2021", "February", "1"]
    assert list(days)[-1] == "28"

    assert len(desk.get(LIST + days["28"]).context["cl"].result_list) == 1
    assert len(desk.get(LIST + days["27"]).context["cl"].result_list) == 0


@pytest.mark.usefixtures("archive")
def test_the_calendar_keeps_what_else_the_list_is_narrowed_to(desk: Client) -> None:
    asked = calendar(desk.get(LIST, {"state": "public", "o": "1"}).text)["2021"]

    assert "state=public" in asked
    assert "o=1" in asked


@pytest.mark.usefixtures("archive")
def test_the_months_of_a_year_end_where_the_archive_does(desk: Client) -> None:
    years = calendar(desk.get(LIST).text)

    assert list(calendar(desk.get(LIST + years["2019"]).text)) == ["2019", "December"]
    assert list(calendar(desk.get(LIST + years["2022"]).text)) == ["2022", "January"]


def test_an_empty_archive_has_no_calendar(desk: Client) -> None:
    assert calendar(desk.get(LIST).text) == {}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "asked",
    [
        {"date__gte": "9999-12-31", "date__lt": "9999-12-31"},
        {"date__gte": "9999-01-01", "date__lt": "9999-12-31"},
        {"date__gte": "2021-05-01", "date__lt": "2020-05-01"},
        {"date__gte": "0001-01-01", "date__lt": "0001-01-02"},
    ],
)
def test_a_forged_span_never_fails(desk: Client, asked: dict[str, str]) -> None:
    assert desk.get(LIST, asked).status_code == 200


def test_units_of_the_calendar_follow_one_another() -> None:
    span = (datetime.date(2023, 12, 30), datetime.date(2024, 3, 2))

    assert [it[0].year for it in steps(span, year_of)] == [2023, 2024]
    assert [it[0].month for it in steps(span, month_of)] == [12, 1, 2, 3]
    assert len([*steps(span, day_of)]) == 63


def test_a_span_lies_within_a_unit_or_not() -> None:
    may, june = datetime.date(2024, 5, 1), datetime.date(2024, 6, 1)

    assert within((may, june), month_of) == (may, june)
    assert within((may, june), year_of) == year_of(may)
    assert within((may, datetime.date(2024, 6, 2)), month_of) is None
    assert within((june, may), year_of) is None
    assert within(None, year_of) is None


@pytest.mark.usefixtures("archive")
def test_the_ends_of_the_archive_are_found() -> None:
    ends = first_and_last(NewsItem.objects.all(), "date")

    assert ends == (datetime.date(2019, 12, 31), datetime.date(2022, 1, 2))
