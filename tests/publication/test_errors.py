"""A page that is not there: what it offers, and that it tells nothing."""

from __future__ import annotations

import datetime
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.test import Client

from newsroom.publication.errors import LONGEST_QUERY, words
from newsroom.publication.errors import month as month_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.news.models import NewsItem


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/2024/04/24/summit-in-minsk/", "summit in minsk"),
        ("/news/2024/04/24/summit_in_minsk.html", "summit in minsk"),
        ("/news/2024/04/24/summit-in-minsk.json", "summit in minsk"),
        ("/interviews/2024/03/12/on-the-year-ahead/k7f3abc/", "on the year ahead"),
        ("/en/press/2024-04-24-summit.php", "summit"),
        ("/news/2024/04/24/встреча-в-минске/", "встреча в минске"),
        ("/news/2024/04/24/हिन्दी-में/", "हिन्दी में"),
        ("/summit", "summit"),
        ("/plans-for-2025/", "plans for"),
        ("/item/1701/", "item"),
        ("/news/2024/13/", "13"),
        ("/news/2024/04/24/", ""),
        ("/news/", ""),
        ("/", ""),
        ("//", ""),
        ("*", ""),
        ("", ""),
        ('/"><script>alert(1)</script>/', "script alert 1"),
        ("/%22-OR-NEAR(*", "22 OR NEAR"),
        ("/a\0b\u202ec\ud800/", "a b c"),
    ],
)
def test_the_words_of_an_address_are_what_it_seems_to_be_about(address: str, expected: str) -> None:
    assert words(address) == expected


def test_a_long_address_makes_few_words() -> None:
    assert words("/" + "word-" * 300) == ("word " * 20).strip()
    assert len(words("/" + "x" * 5000)) == LONGEST_QUERY


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/2024/04/24/gone/", ("April 2024", "/news/2024/04/")),
        ("/news/2024/4/31/", ("April 2024", "/news/2024/04/")),
        ("/interviews/2024/12/gone/", ("December 2024", "/interviews/2024/12/")),
        ("/en/2024-04-24-gone.html", ("April 2024", "/archive/2024/04/")),
        ("/old/2023/plans/2024/05/", ("May 2024", "/archive/2024/05/")),
        ("/news/2024/13/", None),
        ("/news/0000/04/", None),
        ("/news/3024/04/24/", None),
        ("/news/12024/04/", None),
        ("/gone/", None),
    ],
)
def test_a_date_in_the_address_leads_to_its_month(
    address: str, expected: tuple[str, str] | None
) -> None:
    found = month_of(address)

    assert (found and (str(found[0]), found[1])) == expected


def test_a_missing_page_offers_its_month(client: Client, db: None) -> None:
    answer = client.get("/news/2024/04/24/gone/")

    assert answer.status_code == 404
    assert '<a href="/news/2024/04/">April 2024</a>' in answer.text
    assert "Or look through" not in client.get("/gone/").text


def test_a_missing_page_offers_a_search_with_the_words_of_its_address(
    client: Client, db: None
) -> None:
    answer = client.get("/news/2024/04/24/summit-in-minsk/")
    (form,) = re.findall(r'<form class="search-offer".*?</form>', answer.text, re.DOTALL)

    assert 'action="/search/"' in form
    assert 'name="q" value="summit in minsk"' in form
    assert "method" not in form


@pytest.mark.parametrize(
    "address",
    [
        "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/",
        "/news/%00/",
        "/%ff%fe/",
        "/%ED%A0%80/",
        "/{{ 1 }}{% url 'frontpage' %}/",
        "/" + "a" * 100_000,
        "/" + "%D0%B0" * 20_000,
        "/2024/02/" * 300,
        "//evil.example/2024/04/",
    ],
    ids=lambda address: address[:20],
)
def test_a_hostile_address_makes_a_harmless_page(db: None, address: str) -> None:
    answer = Client(raise_request_exception=False).get("/", PATH_INFO=address)
    value = re.findall(r'name="q" value="(.*?)"', answer.text)

    assert answer.status_code == 404
    assert "<script" not in answer.text
    assert all(len(html.unescape(it)) <= LONGEST_QUERY for it in value)
    assert not re.search(r'(?:href|action)="(?!/(?!/)|#)', answer.text)
    assert len(answer.content) < 10_000


@pytest.mark.parametrize(
    "address",
    ["/news/2024/04/24/hidden/", "/interviews/2024/04/24/hidden/", "/news/2020/01/01/hidden/"],
)
def test_what_is_hidden_and_what_never_was_get_the_same_page(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
    address: str,
) -> None:
    never = client.get(address)
    hidden = {"slug": "hidden", "headline": "A secret", "date": datetime.date(2024, 4, 24)}
    make_news_item(**hidden, published_at=None)
    make_interview(**hidden, published_at=tomorrow)
    now = client.get(address)

    assert (now.status_code, now.headers, now.content) == (404, never.headers, never.content)


def test_a_missing_page_asks_the_base_for_nothing(client: Client) -> None:
    # Without the fixture `db`, the tests allow no query.
    assert client.get(f"/2024/04/{quote('встреча')}/").status_code == 404
