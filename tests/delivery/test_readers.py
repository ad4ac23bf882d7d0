"""Readers pass by what only the desk needs, and nobody else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from newsroom.delivery.readers import ReadersPassBy
from newsroom.delivery.snapshot import AnswersAsOfOneMoment

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.news.models import NewsItem

COOKIE = settings.SESSION_COOKIE_NAME


def seen(request: HttpRequest) -> HttpRequest:
    """Let the request pass, and return it as the page finds it."""
    found: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    way: Any = convert_exception_to_response(page)
    for middleware in (
        AnswersAsOfOneMoment,
        MessageMiddleware,
        AuthenticationMiddleware,
        SessionMiddleware,
        ReadersPassBy,
    ):
        way = convert_exception_to_response(middleware(way))
    way(request)
    return found[0]


@pytest.mark.parametrize(
    ("method", "address", "cookies", "passes"),
    [
        ("GET", "/news/", "", True),
        ("HEAD", "/news/", "another=1", True),
        ("GET", "/news/feed.rss", "", True),
        ("GET", "/news/2024/04/24/item.json", "", True),
        ("GET", "/sitemap.xml", "", True),
        ("GET", "/news/feed.rss", f"{COOKIE}=x", False),
        ("GET", "/news", "", False),
        ("GET", "/admin/page.json", "", False),
        ("GET", "/news/", f"{COOKIE}=x", False),
        ("GET", "/news/", f"another=1; {COOKIE}=x", False),
        ("POST", "/news/", "", False),
        ("OPTIONS", "/news/", "", False),
        ("GET", "/admin/login/", "", False),
        ("GET", "/preview/token/", "", False),
        ("GET", "/static/publication/site.css", "", False),
    ],
)
def test_a_reader_has_no_cookie_and_writes_nothing(
    method: str, address: str, cookies: str, passes: bool
) -> None:
    headers = {"cookie": cookies} if cookies else {}
    request = RequestFactory().generic(method, address, headers=headers)

    found: Any = seen(request)
    assert hasattr(found, "session") is not passes
    assert hasattr(found, "_messages") is not passes
    assert hasattr(found, "user")


def test_a_reader_is_nobody_and_costs_no_query(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        user: Any = seen(RequestFactory().get("/news/")).user
        assert user.is_anonymous
        assert not user.is_staff
    assert len(captured) == 0


@pytest.mark.parametrize("address", ["/", "/news/", "/archive/", "/news/2024/04/24/draft/", "/no/"])
def test_what_may_differ_for_the_desk_says_so(db: None, client: Client, address: str) -> None:
    assert "Cookie" in client.get(address).headers["Vary"]


def test_the_desk_sees_its_drafts_in_public_and_a_reader_with_an_old_cookie_does_not(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(published_at=None)

    assert desk.get(draft.get_absolute_url()).status_code == 200
    Session.objects.all().delete()
    answer = desk.get(draft.get_absolute_url())
    assert answer.status_code == 404
    assert "Cookie" in answer.headers["Vary"]


def test_an_address_without_its_last_stroke_still_leads_on(db: None, client: Client) -> None:
    answer = client.get("/news?date_after=2024-01-01")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/news/?date_after=2024-01-01"


def test_a_reader_is_told_how_long_the_page_is(db: None, client: Client) -> None:
    answer = client.get("/news/")

    assert int(answer.headers["Content-Length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/interviews/2024/04/24/talk/feed.rss", 301), ("/news/no.json", 404), ("/robots.txt", 200)],
)
def test_a_file_that_is_none_may_be_a_page_without_its_last_stroke(
    db: None, client: Client, address: str, status: int
) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert response.headers.get("Location") == (f"{address}/" if status == 301 else None)
