"""What search engines are told: everything public once, nothing else, within the rules."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from newsroom.frontpage import sitemaps
from newsroom.news.models import NewsItem
from newsroom.publication import page_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOST = "http://testserver"
W3C_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
NOW = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)
LATER = datetime.datetime(2150, 1, 1, tzinfo=datetime.UTC)


def read(address: str) -> list[tuple[str, str]]:
    """Return what the sitemap or the index at the address lists: addresses and moments."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert {child.tag for child in root} <= {f"{SITEMAP}url", f"{SITEMAP}sitemap"}
    found = [
        (it.findtext(f"{SITEMAP}loc", ""), it.findtext(f"{SITEMAP}lastmod", "")) for it in root
    ]
    assert all(address.startswith(f"{HOST}/") for address, _moment in found)
    assert all(W3C_MOMENT.fullmatch(moment) for _address, moment in found if moment)
    return [(address.removeprefix(HOST), moment) for address, moment in found]


def test_every_public_publication_is_in_one_file_of_the_index(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    days = [datetime.date(2024, 4, 1), datetime.date(2024, 4, 30), datetime.date(2024, 5, 1)]
    days += [datetime.date(1999, 12, 31), datetime.date(1850, 1, 1), datetime.date(2024, 4, 30)]
    public = [make(date=day) for make in (make_news_item, make_interview) for day in days]
    make_news_item(date=datetime.date(2020, 1, 1), published_at=None)
    make_interview(date=datetime.date(2024, 4, 30), published_at=LATER)

    files = read("/sitemap.xml")
    listed = [page for address, _moment in files[1:] for page in read(address)]
    assert sorted(listed) == sorted(
        (it.get_absolute_url(), it.published_at.isoformat()) for it in public if it.published_at
    )
    assert all(read(address) for address, _moment in files)


def test_the_index_says_of_each_file_when_its_latest_was_released(
    make_news_item: Callable[..., NewsItem],
) -> None:
    moments = [NOW.replace(month=month, hour=hour) for month in (1, 3) for hour in (1, 23, 5)]
    for day, moment in enumerate(moments, start=1):
        make_news_item(date=datetime.date(2023, 1 + day // 4, day), published_at=moment)

    assert read("/sitemap.xml") == [
        ("/sitemap-lists.xml", "2024-03-02T23:00:00+00:00"),
        ("/sitemap-news-2023-02.xml", "2024-03-02T23:00:00+00:00"),
        ("/sitemap-news-2023-01.xml", "2024-01-02T23:00:00+00:00"),
    ]


def test_the_index_of_an_empty_archive_leads_to_the_lists(db: None) -> None:
    assert read("/sitemap.xml") == [("/sitemap-lists.xml", "")]
    listed = [address for address, _moment in read("/sitemap-lists.xml")]
    assert listed == ["/", "/archive/", "/news/", "/interviews/"]
    assert all(Client().get(address).status_code == 200 for address in listed)


@pytest.mark.parametrize(
    "name", ["news-2024-03", "news-2024-13", "news-0000-01", "users-2024-04", "news-2024-4", "x"]
)
def test_there_is_no_sitemap_of_a_month_without_publications(
    client: Client, make_news_item: Callable[..., NewsItem], name: str
) -> None:
    make_news_item()
    make_news_item(date=datetime.date(2024, 3, 1), published_at=None)

    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_google_news_is_told_of_the_last_two_days(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    time_machine: Any,
) -> None:
    time_machine.move_to(NOW, tick=False)
    hours = datetime.timedelta(hours=1)
    make_news_item(headline="\x02A & <B>", published_at=NOW - 2 * hours)
    make_interview(published_at=NOW - 3 * hours)
    make_news_item(published_at=NOW - 48 * hours)
    make_news_item(published_at=NOW - 49 * hours)
    make_news_item(published_at=NOW + hours)
    make_news_item(published_at=None)

    root = ElementTree.fromstring(Client().get("/sitemap-google-news.xml").content)
    titles = [it.findtext(f"{NEWS}news/{NEWS}title") for it in root]
    assert titles == ["A & <B>", "Interview 1", "Lead of item 2."]
    for url in root:
        assert [child.tag for child in url] == [f"{SITEMAP}loc", f"{NEWS}news"]
        assert url.findtext(f"{SITEMAP}loc", "").startswith(HOST)
        assert url.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}name") == "Newsroom"
        assert url.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") == "en"
        assert W3C_MOMENT.fullmatch(url.findtext(f"{NEWS}news/{NEWS}publication_date", ""))


def test_google_news_is_told_of_a_thousand_at_most(
    db: None, make_interview: Callable[..., Interview], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 3)
    today, now = timezone.localdate(), timezone.now()
    NewsItem.objects.bulk_create(
        NewsItem(
            slug=f"n-{n}", lead="L.", date=today, published_at=now - datetime.timedelta(minutes=n)
        )
        for n in range(1, 6)
    )
    make_interview(published_at=now - datetime.timedelta(seconds=90))

    listed = [
        address.rstrip("/").rpartition("/")[2]
        for address, _moment in read("/sitemap-google-news.xml")
    ]
    assert listed == ["n-1", "interview-1", "n-2"]


@pytest.mark.parametrize(
    ("language", "named"),
    [("en", "en"), ("de-at", "de"), ("zh-hans", "zh-cn"), ("zh-hant", "zh-tw")],
)
def test_google_news_is_told_the_language_in_its_own_terms(language: str, named: str) -> None:
    with translation.override(language):
        assert sitemaps.google_language() == named


def test_a_month_that_is_too_much_for_a_file_is_told_by_its_days(
    make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", 2)
    for month, day in [(4, 1), (4, 1), (4, 3), (5, 1)]:
        make_news_item(date=datetime.date(2024, month, day))

    files = [address for address, _moment in read("/sitemap.xml")]
    assert files[1:] == [
        "/sitemap-news-2024-05.xml",
        "/sitemap-news-2024-04-03.xml",
        "/sitemap-news-2024-04-01.xml",
    ]
    assert [len(read(address)) for address in files[1:]] == [1, 1, 2]
    assert Client().get("/sitemap-news-2024-04-31.xml").status_code == 404


def test_a_sitemap_costs_three_queries_at_most_and_neither_counts_nor_skips(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    make_news_item()
    make_interview()
    addresses = [address for address, _moment in read("/sitemap.xml")]
    for address in ("/sitemap.xml", "/sitemap-google-news.xml", "/robots.txt", *addresses):
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        told = " ".join(query["sql"] for query in captured).upper()
        assert len(captured) <= 3
        assert "COUNT(" not in told
        assert "OFFSET" not in told


def test_the_index_reads_one_row_of_each_month(db: None) -> None:
    first, day = datetime.date(2020, 1, 1), datetime.timedelta(days=1)
    minute = datetime.timedelta(minutes=1)
    NewsItem.objects.bulk_create(
        NewsItem(
            slug=f"n-{n}", lead="L.", date=first + n % 700 * day, published_at=NOW + n * minute
        )
        for n in range(5_000)
    )
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as captured:
        cursor.execute("ANALYZE")
        months = list(sitemaps.latest_moments(NewsItem))
        assert (len(months), min(months), max(months)) == (23, "2020-01", "2021-11")
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {captured[-1]['sql']}")
            plan = "\n".join(row[-1] for row in cursor.fetchall())
            assert "SCAN news_newsitem" not in plan
            assert "USING INDEX news_newsitem_by_month (<expr>=?)" in plan
            assert "TEMP B-TREE FOR ORDER BY" not in plan


def test_a_month_of_which_nothing_is_public_yet_has_no_file(
    make_news_item: Callable[..., NewsItem],
) -> None:
    make_news_item(date=datetime.date(2024, 4, 1), published_at=NOW)
    make_news_item(date=datetime.date(2024, 4, 2), published_at=LATER)
    make_news_item(date=datetime.date(2024, 5, 1), published_at=LATER)

    assert [moment for _address, moment in read("/sitemap.xml")] == [NOW.isoformat()] * 2


def test_google_news_is_told_as_of_the_moment_of_the_page(
    make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_news_item(published_at=NOW - sitemaps.NEWS_STAYS_NEWS)
    monkeypatch.setattr(page_moment, "now", lambda *_: NOW)
    assert len(read_news()) == 1
    a_moment_later = NOW + datetime.timedelta(microseconds=1)
    monkeypatch.setattr(page_moment, "now", lambda *_: a_moment_later)
    assert not read_news()


def read_news() -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(Client().get("/sitemap-google-news.xml").content))


def test_robots_are_kept_from_the_desk_and_from_queries_and_told_the_sitemaps(
    client: Client,
) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"

    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert not rules.can_fetch("any", "/admin/login/")
    assert rules.can_fetch("any", "/news/2024/04/24/item/")
    assert rules.site_maps() == [f"{HOST}/sitemap.xml", f"{HOST}/sitemap-google-news.xml"]
    # The standard library reads no wildcards (RFC 9309, section 2.2.3).
    assert re.findall(r"^((?:Dis)?[Aa]llow: .*)$", answer.text, re.MULTILINE) == [
        "Disallow: /admin/",
        "Disallow: /*?",
        "Allow: /*/feed.",
    ]
