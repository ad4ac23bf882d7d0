"""
A release by the clock alone, on a running server whose connections and caches are warm.

No job, restart or write happens at the moment of release; each answer that began before it must
show nothing, and each that began after it everything.
"""

from __future__ import annotations

import datetime
import sqlite3
import time
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from tests.checkout import PATIENCE, Checkout, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.machine

AHEAD = datetime.timedelta(seconds=5)
NOTICED_WITHIN = 0.1
"""Seconds for which a page may be served that was right before something was written."""

NEWS, INTERVIEW = "/news/2025/07/14/canary-news", "/interviews/2025/07/14/canary-talk"
MARKS = {
    # The lists, their periods and their charts.
    "/": [f'href="{NEWS}/', f'href="{INTERVIEW}/'],
    "/news/": [f'href="{NEWS}/', 'href="/news/2025/"'],
    "/news/2025/": [f'href="{NEWS}/', 'href="/news/2025/07/"'],
    "/news/2025/07/": [f'href="{NEWS}/', 'href="/news/2025/07/14/"'],
    "/news/2025/07/14/": [f'href="{NEWS}/'],
    "/interviews/": [f'href="{INTERVIEW}/', ">Canary Times<", 'href="/interviews/2025/"'],
    "/interviews/?outlet=Canary+Times": [f'href="{INTERVIEW}/'],
    "/archive/": [f'href="{NEWS}/', f'href="{INTERVIEW}/', 'href="/archive/2025/"'],
    "/archive/2025/07/": [f'href="{NEWS}/', f'href="{INTERVIEW}/'],
    # The page in all its forms, and the one beside it.
    f"{NEWS}/": ["canary lead", f"{NEWS}/"],
    f"{NEWS}.json": ["canary lead", '"pubStatus": "usable"'],
    f"{NEWS}.md": ["canary lead"],
    f"{INTERVIEW}/": ["canary answer", 'href="q1/'],
    f"{INTERVIEW}/q1/": ["canary answer"],
    f"{INTERVIEW}.json": ["canary answer"],
    f"{INTERVIEW}.md": ["canary answer"],
    "{latest}": [f'href="{NEWS}/'],
    # Search.
    "/search/?q=canary": [f'href="{NEWS}/', f'href="{INTERVIEW}/'],
    "/news/?q=canary": [f'href="{NEWS}/'],
    "/interviews/exchanges/?q=canary+answer": [f'href="{INTERVIEW}/'],
    "/search/feed.json?q=canary": [f"{NEWS}/", f"{INTERVIEW}/"],
    # Feeds and sitemaps.
    **{
        f"{section}feed.{form}": [f"{address}/"]
        for section, address in [
            ("/news/", NEWS),
            ("/interviews/", INTERVIEW),
            ("/archive/", NEWS),
            ("/archive/2025/07/", INTERVIEW),
        ]
        for form in ("rss", "atom", "json")
    },
    "/sitemap.xml": ["/sitemap-news-2025-07.xml", "/sitemap-interviews-2025-07.xml"],
    "/sitemap-news-2025-07.xml": [f"{NEWS}/"],
    "/sitemap-interviews-2025-07.xml": [f"{INTERVIEW}/"],
    "/sitemap-google-news.xml": [f"{NEWS}/", f"{INTERVIEW}/"],
}
"""What a surface shows only because of the two publications, by its address."""

EVERYWHERE = {(address, mark) for address, marks in MARKS.items() for mark in marks}


@dataclass
class Reader:
    """Someone who keeps the connection and, as browsers and feed readers do, what was answered."""

    connection: HTTPConnection
    latest: str
    kept: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)

    def ask(self, address: str) -> str:
        """Return what is at the address; where the server says so, what was there before."""
        conditions, before = self.kept.get(address, ({}, ""))
        self.connection.request("GET", address, headers=conditions)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status == 304:
            return before
        told = {"If-None-Match": answer.headers["ETag"] or ""}
        told["If-Modified-Since"] = answer.headers["Last-Modified"] or ""
        text = text if answer.status == 200 else ""
        self.kept[address] = ({name: value for name, value in told.items() if value}, text)
        return text

    def look(self) -> set[tuple[str, str]]:
        """Return the surfaces on which something of the two publications is to be seen."""
        found = set()
        for address, marks in MARKS.items():
            text = self.ask(address.format(latest=self.latest))
            found |= {(address, mark) for mark in marks if mark in text}
        return found


@dataclass(frozen=True)
class Site:
    base: str
    port: int

    def write(self, sql: str, **values: object) -> None:
        with closing(sqlite3.connect(self.base, timeout=PATIENCE)) as connection:
            connection.execute(sql, values)
            connection.commit()

    def release(self, moment: datetime.datetime | None) -> None:
        told = moment and f"{moment:%Y-%m-%d %H:%M:%S.%f}"
        for table in ("news_newsitem", "interviews_interview"):
            self.write(
                f"UPDATE {table} SET published_at = :told WHERE slug LIKE 'canary-%'", told=told
            )
        time.sleep(NOTICED_WITHIN)

    @contextmanager
    def readers(self) -> Iterator[list[Reader]]:
        with closing(sqlite3.connect(self.base)) as connection:
            rows = connection.execute(
                "SELECT date, slug FROM news_newsitem WHERE slug NOT LIKE 'canary-%' "
                "ORDER BY date DESC, published_at DESC, id LIMIT 1"
            )
            ((date, slug),) = rows.fetchall()
        latest = f"/news/{date.replace('-', '/')}/{slug}/"
        with ExitStack() as stack:
            # As many as the server has threads, each with a connection to the base of its own.
            connections = [
                stack.enter_context(
                    closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE))
                )
                for _thread in range(4)
            ]
            yield [Reader(connection, latest) for connection in connections]


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo with a news item and an interview that are drafts."""
    checkout, port = Checkout.make(tmp_path_factory.mktemp("live")), free_port()
    with checkout.serving(port, "manage.py", "demo", "--port", str(port)):
        site = Site(str(checkout.root / "var" / "newsroom.sqlite3"), port)
        site.write(
            "INSERT INTO news_newsitem (headline, slug, date, lead, body) "
            "VALUES ('Canary news', 'canary-news', '2025-07-14', 'The canary lead.', '')"
        )
        site.write(
            "INSERT INTO interviews_interview (headline, slug, date, lead, outlet, interviewee, "
            "interviewee_role, preamble) VALUES ('Canary talk', 'canary-talk', '2025-07-14', "
            "'', 'Canary Times', 'Ann Other', '', '')"
        )
        site.write(
            "INSERT INTO interviews_exchange (interview_id, key, position, question, answer, "
            "asked_by, answered_by) SELECT id, 'q1', 10, 'Why?', 'The canary answer.', '', '' "
            "FROM interviews_interview WHERE slug = 'canary-talk'"
        )
        yield site


@pytest.fixture
def readers(site: Site) -> Iterator[list[Reader]]:
    with site.readers() as readers:
        yield readers


def seen(readers: list[Reader]) -> set[tuple[str, str]]:
    """Return what any of the readers sees."""
    return set().union(*(reader.look() for reader in readers))


def missed(readers: list[Reader]) -> set[tuple[str, str]]:
    """Return what any of the readers does not see."""
    return set().union(*(EVERYWHERE - reader.look() for reader in readers))


def test_what_is_scheduled_is_everywhere_at_its_second_and_nowhere_before(
    site: Site, readers: list[Reader]
) -> None:
    assert seen(readers) == set()
    moment = now() + AHEAD
    site.release(moment)

    looks_before, begun = 0, now()
    while begun < moment:
        for reader in readers:
            begun, found = now(), reader.look()
            if now() < moment:
                looks_before += 1
                assert found == set()
    assert looks_before
    assert missed(readers) == set()


def test_what_is_withdrawn_is_nowhere_as_soon_as_it_is_noticed(
    site: Site, readers: list[Reader]
) -> None:
    site.release(now() - AHEAD)
    assert missed(readers) == set()

    site.release(None)
    assert seen(readers) == set()

    site.release(now() - AHEAD)
    assert missed(readers) == set()


def test_what_is_put_off_is_nowhere_until_then(site: Site, readers: list[Reader]) -> None:
    site.release(now() - AHEAD)
    assert missed(readers) == set()

    site.release(now() + datetime.timedelta(hours=1))
    assert seen(readers) == set()
