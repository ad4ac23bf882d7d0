"""Lists and pages, at both desks alike."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from newsroom.news.models import NewsItem

DAY = datetime.date
NEVER_CACHE = "max-age=0, no-cache, no-store, must-revalidate, private"


def shown(client: Client, address: str) -> list[str]:
    """Return the paths of the publications that a list shows, in order."""
    html = client.get(address).content.decode()
    cards = re.findall(r'<article class="card.*?</article>', html, re.DOTALL)
    links = [re.findall(r'<h2[^>]*><a href="([^"]*)"', card)[0] for card in cards]
    return [unescape(link).partition("?")[0].rstrip("/").rpartition("/")[2] for link in links]


def links(client: Client, address: str) -> dict[str, str]:
    """Return the links of a page by their words."""
    html = client.get(address).content.decode()
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {
        " ".join(re.sub(r"<[^>]*>|[←→]", " ", words).split()): unescape(link)
        for link, words in found
    }


@pytest.fixture
def four_days(make_news_item: Callable[..., NewsItem]) -> None:
    """Six news items: two of one day, one each of three other days."""
    for slug, date in [
        ("a", DAY(2024, 4, 24)),
        ("b", DAY(2024, 4, 24)),
        ("c", DAY(2024, 4, 22)),
        ("d", DAY(2024, 3, 31)),
        ("e", DAY(2023, 12, 31)),
    ]:
        make_news_item(slug=slug, date=date)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", "abcde"),
        ("date_after=2024-04-24", "ab"),
        ("date_after=24.04.2024", "ab"),
        ("date_before=22.04.2024", "cde"),
        ("date_after=2024-03-31&date_before=22.04.2024", "cd"),
        ("date_after=+2024-04-24+", "ab"),
        ("date_after=2030-01-01", ""),
        ("date_after=", "abcde"),
        ("utm_source=elsewhere", "abcde"),
    ],
)
def test_a_list_is_filtered_by_date(
    client: Client, four_days: None, query: str, slugs: str
) -> None:
    assert shown(client, f"/news/?{query}") == list(slugs)


@pytest.mark.parametrize(
    ("period", "slugs"),
    [("2024/", "abcd"), ("2024/04/", "abc"), ("2024/04/24/", "ab"), ("2024/05/", "")],
)
def test_the_address_of_a_year_a_month_and_a_day_is_an_archive(
    client: Client, four_days: None, period: str, slugs: str
) -> None:
    assert shown(client, f"/news/{period}") == list(slugs)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("date_after=2024-02-30", "“2024-02-30” is not a date. Write 24.04.2024 or 2024-04-24."),
        ("date_after=x", "“x” is not a date."),
        ("date_after=٢٤.٠٤.٢٠٢٤", "is not a date."),
        ("date_after=2024-04-25&date_before=2024-04-24", "This day is before the first one"),
    ],
)
def test_a_wrong_date_is_told_beside_the_field_and_nothing_is_listed(
    client: Client, four_days: None, query: str, message: str
) -> None:
    html = client.get(f"/news/?{query}").content.decode()

    assert message in html
    assert re.search(r'id="id_date_(after|before)_error"', html)
    assert 'aria-invalid="true"' in html
    assert shown(client, f"/news/?{query}") == []


def test_an_empty_period_is_said_and_not_indexed(client: Client, four_days: None) -> None:
    html = client.get("/news/2022/05/").content.decode()

    assert "Nothing was published in May 2022." in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/news/2022/05/06/", "Nothing was published on 6 May 2022."),
        ("/news/?older=1900-01-01_0_news_1", "There is nothing older."),
        ("/news/2024/?older=1900-01-01_0_news_1", "There is nothing older."),
    ],
)
def test_an_empty_page_says_what_is_not_there_and_leads_on(
    client: Client, four_days: None, address: str, said: str
) -> None:
    html = client.get(address).content.decode()

    assert said in html
    assert '<a href="/news/">Show the whole list</a>' in html


def test_a_period_leads_to_the_ones_beside_it_and_never_into_the_future(
    client: Client, four_days: None
) -> None:
    found = links(client, "/news/2024/04/")
    assert found["March 2024"] == "/news/2024/03/"
    assert found["May 2024"] == "/news/2024/05/"
    assert found["All of 2024"] == "/news/2024/"

    today = timezone.localdate()
    assert f"{today.year + 1}" not in links(client, f"/news/{today.year}/")


def test_a_month_of_one_digit_leads_to_the_address_of_two(client: Client, db: None) -> None:
    response = client.get("/news/2024/4/?date_after=2024-04-02")

    assert response.status_code == 301
    assert response.headers["Location"] == "/news/2024/04/?date_after=2024-04-02"


def test_leafing_keeps_the_filter_and_shows_everything_once(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    for number in range(45):
        make_news_item(slug=f"n{number}", date=DAY(2024, 1, 1) + datetime.timedelta(days=number))
    make_news_item(slug="outside", date=DAY(2023, 1, 1))

    address, seen = "/news/?date_after=2024-01-01", []
    while address:
        seen += shown(client, address)
        assert "date_after=2024-01-01" in address
        address = links(client, address).get("Older", "")
    assert seen == [f"n{number}" for number in reversed(range(45))]


def test_go_back_returns_to_the_very_list_and_place(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    for number in range(25):
        make_news_item(slug=f"n{number}", date=DAY(2024, 1, 1 + number))
    start = "/news/?date_after=2024-01-01"
    place = links(client, start)["Older"]
    item = next(link for link in links(client, place).values() if "/n2/" in link)

    found = links(client, item)
    assert found["Go back"] == f"{place}#news-n2"
    assert found["Back to the section"] == "/news/"
    assert found["Back to all news"] == "/archive/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/news/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/news/\r\nX: y",
        "/news/\x00",
        "/admin/",
        "/news/2024/04/24/a/",
        "/nowhere/",
        "news/",
        "/news/?" + "x" * 2000,
    ],
)
def test_go_back_leads_nowhere_but_to_a_list_of_this_site(
    client: Client, four_days: None, address: str
) -> None:
    found = links(client, f"/news/2024/04/24/a/?from={quote(address)}")

    assert found["Go back"] == "/news/#news-a"


def test_another_date_in_the_address_leads_to_the_right_one(
    client: Client, four_days: None
) -> None:
    response = client.get("/news/2019/01/01/a/?from=/archive/")

    assert response.status_code == 301
    assert response.headers["Location"] == "/news/2024/04/24/a/?from=/archive/"


def test_a_slug_in_another_script_has_a_page(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(slug="встреча-в-минске")

    assert client.get(item.get_absolute_url()).status_code == 200


def test_a_publication_without_a_headline_has_its_date_as_heading(
    client: Client, four_days: None
) -> None:
    html = client.get("/news/2024/04/24/a/").content.decode()

    assert '<h1 class="dated"><time datetime="2024-04-24">24.04.2024</time></h1>' in html
    assert "<title>Lead of item 1. – Newsroom</title>" in html


def test_the_desk_sees_drafts_marked_and_never_cached(
    desk: Client, make_news_item: Callable[..., NewsItem], tomorrow: datetime.datetime
) -> None:
    draft = make_news_item(slug="draft", published_at=None)
    make_news_item(slug="scheduled", published_at=tomorrow)

    assert sorted(shown(desk, "/news/")) == ["draft", "scheduled"]
    for address in ("/", "/news/", "/archive/", "/interviews/", draft.get_absolute_url()):
        assert desk.get(address).headers["Cache-Control"] == NEVER_CACHE
    page = desk.get(draft.get_absolute_url()).content.decode()
    assert "Only the desk sees this page." in page
    assert f"/admin/news/newsitem/{draft.pk}/change/" in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize("path", ["/news/2024/04/24/gone/", "/news/2019/01/01/gone/"])
def test_the_public_gets_the_answer_of_a_page_that_never_existed(
    client: Client, make_news_item: Callable[..., NewsItem], path: str
) -> None:
    never_existed = client.get(path)
    make_news_item(slug="gone", published_at=None)
    hidden = client.get(path)

    assert hidden.status_code == never_existed.status_code == 404
    assert hidden.content == never_existed.content
    assert hidden.headers == never_existed.headers


def test_readers_may_cache_and_get_no_cookie(client: Client, four_days: None) -> None:
    for address in ("/", "/news/", "/news/2024/04/24/a/"):
        response = client.get(address)
        assert response.headers["Cache-Control"] == "public"
        assert not response.cookies
