"""Pages for everybody leave Django as the site itself would answer, without its signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import include, path

from newsroom import urls
from newsroom.delivery.page_cache.asking import HOST, SCHEME
from newsroom.delivery.page_handler import PageHandler, PageRequest
from tests.delivery.page_cache.served import environ_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


def page(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(f"{request.scheme} {request.get_host()} {request.path}")
    response.set_cookie("one", "1")
    return response


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter(["two ", "pieces"]))


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError


handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("page/", page),
    path("stream/", stream),
    path("broken/", broken),
    path("", include("newsroom.urls")),
]


@pytest.fixture(autouse=True)
def small_site() -> Iterator[None]:
    """Have these pages as well, and leave the connection of the test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with override_settings(ROOT_URLCONF=__name__):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(application: Any, address: str, **environ: str) -> tuple[str, list[Any], bytes]:
    begun: list[Any] = []
    told = {**environ_of(address), **environ}
    chunks = application(told, lambda *answer: begun.extend(answer))
    headers = [(name, value.strip()) for name, value in begun[1]]
    return begun[0], sorted(headers), b"".join(chunks)


@pytest.mark.parametrize("address", ["/page/", "/stream/", "/nowhere/"])
def test_a_page_is_answered_as_by_the_site_itself(db: None, address: str) -> None:
    site = WSGIHandler()

    assert asked(PageHandler(site), address) == asked(site, address)


def test_a_page_below_a_prefix_is_answered_as_by_the_site_itself(db: None) -> None:
    site = WSGIHandler()
    told = asked(PageHandler(site), "/page/", SCRIPT_NAME="/press")

    assert told == asked(site, "/page/", SCRIPT_NAME="/press")
    assert told[2].endswith(b" /press/page/")
    asked(site, "/page/")


def test_an_error_in_a_page_is_answered_and_not_raised(db: None) -> None:
    assert asked(PageHandler(WSGIHandler()), "/broken/")[0] == "500 Internal Server Error"


def test_a_page_is_announced_to_nobody() -> None:
    heard: list[Any] = []

    def hear(**told: Any) -> None:
        heard.append(told)

    request_started.connect(hear)
    request_finished.connect(hear)
    try:
        asked(PageHandler(WSGIHandler()), "/page/")
    finally:
        request_started.disconnect(hear)
        request_finished.disconnect(hear)
    assert heard == []


def test_scheme_and_host_are_those_of_the_key_of_the_page() -> None:
    told = {SCHEME: "https", HOST: "press.example.org"}
    request = PageRequest({**environ_of("/page/"), **told})

    assert (request.scheme, request.get_host()) == ("https", "press.example.org")
    assert request.is_secure()
    assert request.build_absolute_uri() == "https://press.example.org/page/"


def test_without_a_key_they_are_found_as_django_finds_them() -> None:
    request = PageRequest({**environ_of("/page/"), "HTTP_HOST": "localhost:8000"})

    assert (request.scheme, request.get_host()) == ("http", "localhost:8000")


def test_a_host_that_is_none_of_the_site_is_refused() -> None:
    told = asked(PageHandler(WSGIHandler()), "/page/", HTTP_HOST="evil.example")

    assert told[0] == "400 Bad Request"
