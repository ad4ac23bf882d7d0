"""The archive at a glance, as it stands beside every list."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from newsroom.publication import counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

DAY = datetime.date
NOW = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def bars(html: str) -> dict[str, str]:
    """Return the address of each bar by its title."""
    found = re.findall(r'<a href="([^"]*)"[^>]*><title>([^<]*)</title>', html)
    return {title: unescape(address) for address, title in found}


def table(html: str) -> dict[str, str]:
    """Return the numbers of the table by the names of its rows."""
    rows = r'<th scope="row"><a [^>]*>([^<]*)</a></th><td>([^<]*)</td>'
    return dict(re.findall(rows, html))


def one_click(html: str) -> dict[str, str]:
    """Return the spans and years that one click chooses."""
    (beside,) = re.findall(r'<div class="spans">(.*?)</div>', html, re.DOTALL)
    found = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', beside)
    return {name: unescape(address) for address, name in found}


@pytest.fixture
def two_years(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    time_machine: Any,
) -> None:
    time_machine.move_to(NOW, tick=False)
    for date in (DAY(2024, 5, 1), DAY(2024, 4, 24), DAY(2024, 4, 24), DAY(2023, 6, 1)):
        make_news_item(date=date)
    make_interview(date=DAY(2024, 4, 23), outlet="TASS agency")
    make_interview(date=DAY(2023, 7, 1), outlet="Another")


def test_a_list_shows_its_months_each_with_its_number_and_a_link(
    client: Client, two_years: None
) -> None:
    assert bars(page(client, "/news/")) == {
        "June 2023: 1": "/news/2023/06/",
        "April 2024: 2": "/news/2024/04/",
        "May 2024: 1": "/news/2024/05/",
    }
    assert bars(page(client, "/interviews/")) == {
        "July 2023: 1": "/interviews/2023/07/",
        "April 2024: 1": "/interviews/2024/04/",
    }
    assert bars(page(client, "/archive/"))["April 2024: 3"] == "/archive/2024/04/"


def test_the_table_says_what_the_bars_show(client: Client, two_years: None) -> None:
    html = page(client, "/archive/")

    assert table(html) == dict(title.split(": ") for title in bars(html))


def test_every_bar_leads_to_as_many_publications_as_it_says(
    client: Client, two_years: None
) -> None:
    for address in (
        "/archive/",
        "/archive/2024/",
        "/archive/2024/04/",
        "/news/?date_after=2024-04-01",
    ):
        found = bars(page(client, address))
        assert found
        for title, link in found.items():
            assert page(client, link).count('<article class="card') == int(title.split(": ")[1])


def test_a_month_shows_its_days_and_marks_the_chosen_one(client: Client, two_years: None) -> None:
    html = page(client, "/archive/2024/04/24/")

    assert bars(html) == {
        "23 April 2024: 1": "/archive/2024/04/23/",
        "24 April 2024: 2": "/archive/2024/04/24/",
    }
    assert '<a href="/archive/2024/04/24/" aria-current="true"><title>' in html
    assert html.count('class="stretch"') == 1
    assert 'class="stretch"' not in page(client, "/archive/2024/04/")


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/news/", "Publications per month"),
        ("/news/2024/", "Publications per month in 2024"),
        ("/news/2024/04/24/", "Publications per day in April 2024"),
    ],
)
def test_the_chart_says_what_it_shows(
    client: Client, two_years: None, address: str, title: str
) -> None:
    html = page(client, address)

    assert f'<nav class="glance" aria-label="{title}">' in html
    assert f"<caption>{title}</caption>" in html


def test_the_rest_of_the_filter_stays_when_a_bar_is_chosen(client: Client, two_years: None) -> None:
    html = page(client, "/interviews/?outlet=TASS+agency&date_after=2024-01-01")

    assert bars(html) == {"April 2024: 1": "/interviews/2024/04/?outlet=TASS+agency"}
    assert one_click(html)["2024"] == "/interviews/2024/?outlet=TASS+agency"
    assert "2023" not in one_click(html)


def test_a_filter_that_leaves_too_much_to_count_draws_no_bars_and_keeps_the_years(
    client: Client, two_years: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_DAYS", 0)
    html = page(client, "/interviews/?outlet=TASS+agency")

    assert bars(html) == table(html) == {}
    assert one_click(html)["2023"] == "/interviews/2023/?outlet=TASS+agency"


def test_this_week_month_and_year_are_one_click_away_where_they_have_something(
    client: Client, two_years: None, time_machine: Any
) -> None:
    assert one_click(page(client, "/news/")) == {
        "This week": "/news/?date_after=2024-04-29&date_before=2024-05-05",
        "This month": "/news/2024/05/",
        "This year": "/news/2024/",
        "2024": "/news/2024/",
        "2023": "/news/2023/",
    }
    time_machine.move_to(NOW + datetime.timedelta(days=7), tick=False)
    assert "This week" not in one_click(page(client, "/news/"))
    assert "This month" in one_click(page(client, "/news/"))
    time_machine.move_to(NOW + datetime.timedelta(days=365), tick=False)
    assert list(one_click(page(client, "/news/"))) == ["2024", "2023"]


def test_a_week_that_runs_into_the_chosen_month_counts_no_day_twice(
    client: Client, two_years: None, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(date=DAY(2024, 4, 30))

    assert bars(page(client, "/news/2024/04/")) == {
        "24 April 2024: 2": "/news/2024/04/24/",
        "30 April 2024: 1": "/news/2024/04/30/",
    }
    assert bars(page(client, "/news/2024/05/01/")) == {"1 May 2024: 1": "/news/2024/05/01/"}


def test_the_archive_leads_on_to_whatever_date_it_has(
    client: Client, two_years: None, make_news_item: Callable[..., NewsItem]
) -> None:
    assert 'href="/news/2025/"' not in page(client, "/news/2024/")

    make_news_item(date=DAY(2025, 1, 10), published_at=NOW)
    assert 'href="/news/2025/" rel="next"' in page(client, "/news/2024/")


def test_a_wrong_filter_shows_the_whole_archive(client: Client, two_years: None) -> None:
    html = page(client, "/interviews/?outlet=nobody&date_after=2024-02-30")

    assert "July 2023: 1" in bars(html)
    assert set(bars(html).values()) == {"/interviews/2023/07/", "/interviews/2024/04/"}


def test_an_empty_archive_says_nothing_of_itself(client: Client, db: None) -> None:
    assert 'class="glance"' not in page(client, "/archive/")
    assert 'class="glance"' not in page(client, "/news/2024/04/24/")


def test_what_waits_is_in_no_bar_and_no_span_of_a_reader(
    client: Client,
    desk: Client,
    two_years: None,
    make_news_item: Callable[..., NewsItem],
    tomorrow: datetime.datetime,
) -> None:
    before = {address: page(client, address) for address in ("/news/", "/news/2024/04/")}
    make_news_item(date=DAY(2024, 4, 22), published_at=None)
    make_news_item(date=DAY(2024, 4, 22), published_at=NOW + datetime.timedelta(days=1))
    make_news_item(date=DAY(2022, 1, 1), published_at=NOW + datetime.timedelta(days=1))

    assert {address: page(client, address) for address in before} == before
    assert bars(page(desk, "/news/2024/04/"))["22 April 2024: 2"] == "/news/2024/04/22/"
    assert "2022" in one_click(page(desk, "/news/"))


@pytest.mark.parametrize(
    "address",
    ["/archive/", "/archive/2024/", "/archive/2024/04/24/", "/interviews/?outlet=TASS+agency"],
)
def test_the_archive_at_a_glance_costs_a_list_one_query(
    client: Client, two_years: None, address: str
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page(client, address)

    assert sum("monthcount" in query["sql"] for query in captured.captured_queries) == 1
    assert len(captured) <= 3


@pytest.mark.parametrize(
    "address",
    [
        "/news/0001/",
        "/news/9999/12/31/",
        "/news/?date_after=0001-01-01&date_before=9999-12-31",
        "/news/?date_before=0001-01-01",
        "/news/2024/?date_after=2025-01-01",
        "/news/2024/02/?date_before=2023-01-01",
    ],
)
def test_the_ends_of_the_calendar_are_no_end_of_the_page(
    client: Client, two_years: None, address: str
) -> None:
    assert bars(page(client, address))


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_for_an_edition_is_what_is_made_anew(
    client: Client, two_years: None, make_news_item: Callable[..., NewsItem]
) -> None:
    addresses = (
        "/news/",
        "/archive/",
        "/interviews/",
        "/archive/2024/",
        "/archive/2024/04/",
        "/archive/2024/04/24/",
        "/news/2024/05/",
        "/news/?older=2024-04-24_0_news_1",
        "/news/?date_after=2024-04-01&date_before=2024-04-30",
    )
    for number in range(3):
        for _kept in range(2):
            found = {address: page(client, address) for address in addresses}
        with transaction.atomic():  # in which nothing is kept
            assert {address: page(client, address) for address in addresses} == found
        make_news_item(slug=f"new-{number}", date=DAY(2024, 5, 1 + number), published_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_list_that_somebody_has_asked_for_costs_the_base_no_chart(
    client: Client, two_years: None
) -> None:
    page(client, "/archive/")
    with CaptureQueriesContext(connection) as captured:
        page(client, "/archive/")
        page(client, "/archive/2024/")

    assert not any("monthcount" in query["sql"] for query in captured.captured_queries)
