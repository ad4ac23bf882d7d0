"""The headers that no answer leaves without, whatever it is an answer to."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import path

from newsroom.urls import urlpatterns as pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STYLES = "/static/publication/site.css"
ITEM = "/news/2024/04/24/item-1/"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("This view is broken.")


urlpatterns = [*pages, path("broken/", broken)]


def check(answer: Answer) -> None:
    answer.close()
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert not [rule for rule in policy if "unsafe" in rule or "*" in rule or ":" in rule]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/archive/", 200),
        ("GET", "/news/?date_after=x", 200),
        ("GET", ITEM, 200),
        ("GET", STYLES, 200),
        ("GET", "/admin/login/", 200),
        ("HEAD", "/news/", 200),
        ("OPTIONS", "/news/", 200),
        ("GET", "/news", 301),
        ("GET", "/news/2024/4/", 301),
        ("GET", "/news/2023/04/24/item-1/", 301),
        ("GET", "/admin/", 302),
        ("GET", "/nowhere/", 404),
        ("GET", "/static/nowhere.css", 404),
        ("DELETE", "/news/", 405),
        ("GET", "/broken/", 500),
    ],
)
def test_every_answer_carries_every_header(
    make_news_item: Callable[[], object], method: str, address: str, status: int
) -> None:
    make_news_item()
    answer = Client(raise_request_exception=False).generic(method, address)

    assert answer.status_code == status
    check(answer)


def test_an_answer_to_a_forged_form_carries_every_header() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/")

    assert answer.status_code == 403
    check(answer)


def test_an_answer_to_an_unknown_host_carries_every_header(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    check(answer)


def test_an_answer_that_a_file_is_unchanged_carries_every_header(client: Client) -> None:
    with closing(client.get(STYLES)) as first:
        modified = first.headers["Last-Modified"]
    answer = client.get(STYLES, headers={"if-modified-since": modified})

    assert answer.status_code == 304
    check(answer)


@pytest.mark.parametrize(
    "address",
    ["", "news/newsitem/", "news/newsitem/add/", "interviews/interview/add/", "password_change/"],
)
def test_the_desk_carries_every_header(desk: Client, address: str) -> None:
    answer = desk.get(f"/admin/{address}")

    assert answer.status_code == 200
    check(answer)


@pytest.mark.parametrize(
    "address",
    ["/", "/news/", "/interviews/", "/archive/", "/archive/2024/", ITEM, "/nowhere/", STYLES],
)
def test_an_anonymous_reader_gets_no_cookie(
    make_news_item: Callable[[], object], client: Client, address: str
) -> None:
    make_news_item()

    with closing(client.get(address)) as answer:
        assert not answer.cookies


def test_the_policy_is_the_one_of_the_settings_word_for_word(client: Client) -> None:
    rules = client.get("/").headers["Content-Security-Policy"].split("; ")

    assert rules == [" ".join([name, *parts]) for name, parts in settings.SECURE_CSP.items()]
