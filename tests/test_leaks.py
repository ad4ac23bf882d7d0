"""Not a byte of an answer changes when something unpublished is added."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

CANARY = "canary7f3a"
BESIDE_THE_LINKS = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-lists.xml",
    "/sitemap-google-news.xml",
    "/sitemap-news-2024-04.xml",
    "/sitemap-interviews-2024-05.xml",
    "/news/2024/04/23/feed.json",
    "/archive/feed.atom?date_after=2024-04-23",
    "/interviews/feed.rss?outlet=" + CANARY,
    "/news/2024/04/23/",
    "/archive/2024/04/23/",
    "/interviews/?outlet=" + CANARY,
    "/news/?date_after=2024-04-23&date_before=2024-04-23",
    f"/news/2024/04/23/{CANARY}-news/",
    f"/interviews/2024/04/23/{CANARY}-interview/",
    f"/interviews/2024/04/23/{CANARY}-interview/q1/",
    f"/news/2024/04/23/{CANARY}-news.json",
    f"/interviews/2024/04/23/{CANARY}-interview.md",
    f"/news/2020/01/01/{CANARY}-news/",
    f"/interviews/2020/01/01/{CANARY}-interview/",
    f"/interviews/2020/01/01/{CANARY}-interview/q1/",
    *(
        f"{section}?q={words}"
        for section in ("/search/", "/news/", "/interviews/", "/interviews/exchanges/")
        for words in (CANARY, f"lead+{CANARY}", f"answer+-{CANARY}", "of")
    ),
    "/search/?q=lead&order=best",
    f"/search/feed.json?q={CANARY}",
    "/archive/2024/04/?q=lead",
]


def crawl(client: Client) -> dict[str, tuple[int, dict[str, str], bytes]]:
    """Return every answer that a reader can reach, and some that a curious one would try."""
    found: dict[str, tuple[int, dict[str, str], bytes]] = {}
    waiting, seen = ["/", *BESIDE_THE_LINKS], set[str]()
    while waiting:
        address = waiting.pop()
        # One way of having come to a page shows as much as all of them.
        told = re.sub(r"\bfrom=[^&]*", "from=", address)
        if told in seen or not address.startswith("/") or address.startswith("/static/"):
            continue
        seen.add(told)
        response = client.get(address)
        found[address] = (response.status_code, dict(response.headers), response.content)
        hrefs = re.findall(r'href="([^"#]*)', response.content.decode())
        # Periods lead to one another without end; those around the hidden dates are enough,
        # and so are the feeds of the months.
        waiting += [
            urljoin(address, link)
            for link in map(unescape, hrefs)
            if not re.search(r"/\d{4}/", link)
            or re.search(r"/2024/(0[45]/(?!\d\d/feed\.).*)?$", link)
        ]
    return found


@pytest.mark.parametrize("moment", ["draft", "tomorrow", "in a second"])
def test_what_is_not_public_changes_no_answer(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    time_machine: Any,
    moment: str,
) -> None:
    now = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.UTC)
    time_machine.move_to(now, tick=False)
    waits = {"tomorrow": datetime.timedelta(days=1), "in a second": datetime.timedelta(seconds=1)}
    published_at = now + waits[moment] if moment in waits else None
    for day in (22, 24):
        make_news_item(date=datetime.date(2024, 4, day))
        make_interview(date=datetime.date(2024, 4, day))

    before = crawl(Client())
    for date in (datetime.date(2024, 4, 23), datetime.date(2024, 5, 1)):
        hidden = {"date": date, "published_at": published_at, "lead": CANARY, "headline": CANARY}
        suffix = "" if date.day > 1 else "-2"
        make_news_item(slug=f"{CANARY}-news{suffix}", body=CANARY, **hidden)
        make_interview(
            slug=f"{CANARY}-interview{suffix}", outlet=CANARY, interviewee=CANARY, **hidden
        )
    after = crawl(Client())

    assert after == before
    assert len(before) > 30
    pages = b"".join(body for address, (_, _, body) in before.items() if CANARY not in address)
    assert CANARY.encode() not in pages


def test_the_crawl_would_notice_a_leak(make_interview: Callable[..., Interview]) -> None:
    before = crawl(Client())
    make_interview(0, headline=CANARY)

    assert crawl(Client()) != before
