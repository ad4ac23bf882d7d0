"""The site itself behind its page cache, as a server runs it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

from newsroom import wsgi
from newsroom.delivery.page_cache import PageCache
from newsroom.news.models import NewsItem
from tests.delivery.page_cache.served import NOON, Answered, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import time_machine
    from django.test import Client

    from interviews.models import Interview

pytestmark = pytest.mark.django_db

NOTICED = datetime.timedelta(seconds=0.1)
ITEM, INTERVIEW = "/news/2024/04/24/item", "/interviews/2024/03/12/talk"
PAGES = [
    *("/", "/news/", "/interviews/", "/archive/", "/archive/2024/04/", "/interviews/exchanges/"),
    *(f"{ITEM}/", f"{ITEM}.json", f"{ITEM}.md", f"{INTERVIEW}/", f"{INTERVIEW}/q1/"),
    *("/news/feed.rss", "/archive/2024/feed.atom", "/search/feed.json?q=lead"),
    *("/search/?q=lead", "/news/?date_after=2024-04-01&q=lead"),
    *("/sitemap.xml", "/sitemap-lists.xml", "/sitemap-news-2024-04.xml"),
    *("/sitemap-google-news.xml", "/robots.txt", "/opensearch.xml"),
]
NEVER = ["/nowhere/", "/admin/login/", "/static/publication/site.css", "/news"]


class Site:
    """The site with a cache that nobody has asked yet."""

    def __init__(self, **terms: int) -> None:
        served = wsgi.application
        agreed = replace(served.terms, **terms)
        self.cache = PageCache(get_wsgi_application(), served.requests, wsgi.edition, agreed)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answered:
        return ask(self.cache, address, method, **headers)

    @property
    def kept(self) -> set[str]:
        pages = self.cache.answers.store.pages
        return {f"{path}?{query}" if query else path for _scheme, _host, path, query in pages}


@pytest.fixture(autouse=True)
def transaction_of_the_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the connection open, as Django's own client does: it holds what the test wrote."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    monkeypatch.setattr(wsgi, "close_old_connections", lambda: None)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def site(make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]) -> Site:
    make_news_item(slug="item")
    make_interview(slug="talk")
    return Site()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_readers_is_kept(
    site: Site, address: str, clock: time_machine.Traveller
) -> None:
    first = site.ask(address)
    assert (first.status, len(site.kept)) == ("200", 1)
    assert site.ask(address) == first
    assert site.ask(address, If_None_Match=first.headers["ETag"]).status == "304"

    assert first.headers["Cache-Control"] == "public, max-age=60, stale-if-error=86400"
    assert first.headers["Vary"] == "Accept-Encoding, Cookie"
    assert "Set-Cookie" not in first.headers
    assert "Content-Security-Policy" in first.headers


@pytest.mark.parametrize("address", PAGES)
def test_what_a_reader_has_is_not_sent_again_until_it_changes_though_nothing_is_kept(
    site: Site, address: str, clock: time_machine.Traveller
) -> None:
    bare = Site(room=0)
    first = bare.ask(address)
    again = bare.ask(address, If_None_Match=first.headers["ETag"])
    assert (first.status, again.status, again.body) == ("200", "304", b"")
    assert first == site.ask(address)
    assert not bare.kept

    other = bare.ask(address, If_None_Match='"other"')
    assert (other.status, other.body) == ("200", first.body)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_for_nobody_or_somebody_is_not(site: Site, address: str) -> None:
    site.ask(address)

    assert not site.kept


def test_a_redirect_to_the_right_address_is_kept(site: Site) -> None:
    for _ in range(2):
        answer = site.ask("/news/2020/01/01/item/?from=/news/")
        assert (answer.status, answer.headers["Location"]) == ("301", f"{ITEM}/?from=%2Fnews%2F")

    assert site.kept == {"/news/2020/01/01/item/?from=%2Fnews%2F"}


def test_an_editor_gets_and_leaves_nothing(
    site: Site, desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(slug="canary", published_at=None)
    cookie = f"{settings.SESSION_COOKIE_NAME}={desk.cookies[settings.SESSION_COOKIE_NAME].value}"
    site.ask("/news/")
    for address in ("/", "/news/", "/news/2024/04/24/canary/"):
        for method in ("GET", "HEAD"):
            answer = site.ask(address, method, Cookie=cookie)
            assert answer.status == "200"
            assert "no-store" in answer.headers["Cache-Control"]
    assert b"canary" in site.ask("/news/", Cookie=cookie).body
    assert site.kept == {"/news/"}

    for address in ("/", "/news/"):
        assert b"canary" not in site.ask(address).body
    assert site.ask("/news/2024/04/24/canary/").status == "404"


def test_what_is_written_is_seen_a_tenth_of_a_second_later(
    site: Site, make_news_item: Callable[..., NewsItem], clock: time_machine.Traveller
) -> None:
    site.ask("/news/")
    item = make_news_item(slug="fresh")
    clock.shift(NOTICED)
    assert b"fresh" in site.ask("/news/").body

    item.lead = "Corrected."
    item.save()
    clock.shift(NOTICED)
    assert b"Corrected." in site.ask("/news/").body

    NewsItem.objects.filter(slug="fresh").update(published_at=None)
    clock.shift(NOTICED)
    assert b"fresh" not in site.ask("/news/").body


def test_what_only_the_desk_sees_makes_no_page_anew(
    site: Site, make_news_item: Callable[..., NewsItem], clock: time_machine.Traveller
) -> None:
    first = site.ask("/news/")
    kept = next(iter(site.cache.answers.store.pages.values())).answer
    make_news_item(slug="canary", published_at=None)
    clock.shift(NOTICED)

    assert site.ask("/news/") == first
    assert next(iter(site.cache.answers.store.pages.values())).answer is kept


def test_a_release_is_public_at_its_moment_and_unknown_before(
    site: Site, make_news_item: Callable[..., NewsItem], clock: time_machine.Traveller
) -> None:
    moment = NOON + datetime.timedelta(seconds=30)
    make_news_item(slug="canary", published_at=moment)
    pages = ["/", "/news/", "/news/feed.rss", "/sitemap-news-2024-04.xml"]
    before = {address: site.ask(address) for address in pages}
    assert all(b"canary" not in answer.body for answer in before.values())
    assert {answer.max_age for answer in before.values()} == {29}

    clock.move_to(moment - datetime.timedelta(milliseconds=1))
    for address in pages:
        answer = site.ask(address)
        assert (answer.body, answer.max_age) == (before[address].body, 0)
    clock.move_to(moment)
    for address in pages:
        assert b"canary" in site.ask(address).body


def test_a_page_that_speaks_of_this_week_is_made_anew_the_next_day(
    site: Site, clock: time_machine.Traveller
) -> None:
    site.ask("/news/")
    kept = next(iter(site.cache.answers.store.pages.values())).answer
    clock.shift(datetime.timedelta(days=1))
    site.ask("/news/")

    assert next(iter(site.cache.answers.store.pages.values())).answer is not kept


def test_what_was_withdrawn_is_not_served_again_when_the_base_goes(
    site: Site, clock: time_machine.Traveller, no_base: Callable[[], None]
) -> None:
    site.ask(f"{ITEM}/")
    NewsItem.objects.update(published_at=None)
    clock.shift(NOTICED)
    assert site.ask(f"{ITEM}/").status == "404"
    no_base()
    clock.shift(NOTICED)

    assert site.ask(f"{ITEM}/").status == "503"


@pytest.fixture
def no_base(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Take the base away, or any other that a test has put in its place."""
    ordinary: Any = connections["default"]
    missing = {**ordinary.settings_dict, "NAME": tmp_path / "no such folder" / "base.sqlite3"}

    def take_away() -> None:
        connections["default"] = SQLite({**missing, "OPTIONS": {}}, "default")

    yield take_away
    connections["default"].close()
    connections["default"] = ordinary


def test_pages_that_are_kept_go_on_without_the_base_and_the_rest_says_so(
    site: Site, clock: time_machine.Traveller, no_base: Callable[[], None]
) -> None:
    ordinary = connections["default"]
    first = site.ask("/news/")
    no_base()
    clock.shift(datetime.timedelta(seconds=20))
    answer = site.ask("/news/")
    assert (answer.status, answer.body, answer.headers["Age"]) == ("200", first.body, "20")
    unknown = site.ask("/interviews/")
    assert (unknown.status, unknown.headers["Retry-After"]) == ("503", "60")

    connections["default"] = ordinary
    clock.shift(datetime.timedelta(seconds=1))
    assert site.ask("/news/") == first
    assert site.ask("/interviews/").status == "200"


def test_what_a_page_shows_does_not_depend_on_how_its_query_is_written(site: Site) -> None:
    pages = ["/news/?q=lead&date_after=2024-04-01", "/news/?date_after=2024-04-01&older=&q=lead"]
    first, second = (Site().ask(address) for address in pages)

    assert first.body == second.body


@pytest.mark.parametrize("name", settings.NEWSROOM_PARAMETERS)
@pytest.mark.parametrize(
    "address", ["/", "/news/", "/interviews/", "/search/", "/interviews/exchanges/", f"{ITEM}/"]
)
def test_a_parameter_that_is_empty_asks_for_nothing(
    site: Site, client: Client, address: str, name: str
) -> None:
    asked = client.get(f"{address}?{name}=").content.decode()

    # The list carries along where it is.
    assert asked.replace(f"%3F{name}%3D", "").replace(f"?from={address}", "") == (
        client.get(address).content.decode().replace(f"?from={address}", "")
    )


def test_every_parameter_that_a_list_understands_is_known() -> None:
    from interviews.filters import InterviewFilter
    from newsroom.news.filters import NewsItemFilter

    understood = {*InterviewFilter.base_filters, *NewsItemFilter.base_filters, "from"}
    assert understood == {*settings.NEWSROOM_PARAMETERS}
    assert not understood & {*settings.NEWSROOM_IGNORED_PARAMETERS}
