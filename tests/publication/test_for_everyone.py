"""Which answers say that they are for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers

from newsroom.publication.for_everyone import for_everyone

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def told(response: HttpResponse, request: HttpRequest | None = None) -> str:
    """Return what the answer says of keeping it."""
    answer = for_everyone(lambda _request: response)(request or RequestFactory().get("/"))
    return str(answer.headers.get("Cache-Control", ""))


@pytest.mark.parametrize("status", [200, 301, 302, 410])
def test_a_page_a_redirect_and_what_is_gone_say_so(status: int) -> None:
    assert told(HttpResponse(status=status)) == "public"


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_an_error_does_not(status: int) -> None:
    assert told(HttpResponse(status=status)) == ""


def test_how_long_an_answer_is_right_by_itself_stays_said() -> None:
    response = HttpResponse()
    patch_cache_control(response, max_age=300)

    assert told(response) == "max-age=300, public"


@pytest.mark.parametrize(
    "spoil",
    [
        add_never_cache_headers,
        lambda response: patch_cache_control(response, private=True),
        lambda response: patch_cache_control(response, no_cache=True),
        lambda response: patch_vary_headers(response, ["*"]),
        lambda response: response.set_cookie("a", "b"),
    ],
    ids=["never cached", "private", "no-cache", "varies", "cookie"],
)
def test_what_has_said_otherwise_is_left_alone(spoil: Callable[[HttpResponse], None]) -> None:
    response = HttpResponse()
    spoil(response)
    before = response.headers.get("Cache-Control", "")

    assert told(response) == before


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().post("/"),
        RequestFactory().get("/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}=x"}),
        RequestFactory().get("/", headers={"authorization": "Bearer x"}),
    ],
    ids=["a form", "a session", "a password"],
)
def test_whoever_is_known_is_not_everyone(request_: HttpRequest) -> None:
    assert told(HttpResponse(), request_) == ""
