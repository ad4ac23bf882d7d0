"""Whether an answer of the application is one for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.delivery.page_cache.taken import Taken
from tests.delivery.page_cache.served import environ_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment


def taken(status: str = "200 OK", /, **headers: str) -> Taken:
    told = {"Cache-Control": "public", "Content-Length": "1"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Taken(status, [(name, value) for name, value in told.items() if value], [b"x"])


@pytest.mark.parametrize(
    "status", ["200 OK", "301 Moved Permanently", "302 Found", "410 Gone", "200 Fine"]
)
def test_a_page_a_redirect_and_what_is_gone_are_for_everyone(status: str) -> None:
    assert taken(status).is_for_everyone


@pytest.mark.parametrize(
    "status",
    [
        "204 No Content",
        "206 Partial Content",
        "304 Not Modified",
        "307 Temporary Redirect",
        "400 Bad Request",
        "403 Forbidden",
        "404 Not Found",
        "500 Server Error",
        "503 Unavailable",
    ],
)
def test_nothing_else_is(status: str) -> None:
    assert not taken(status).is_for_everyone


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "public, max-age=30"},
        {"Cache_Control": "PUBLIC"},
        {"Cache_Control": "max-age=300,public"},
        {"Vary": "Cookie"},
        {"Vary": "cookie, Accept-Encoding"},
    ],
)
def test_it_is_said_by_the_application(headers: dict[str, str]) -> None:
    assert taken(**headers).is_for_everyone


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": ""},
        {"Cache_Control": "max-age=30"},
        {"Cache_Control": "private"},
        {"Cache_Control": "public, no-store"},
        {"Cache_Control": "public, no-cache"},
        {"Cache_Control": "public, private"},
        {"Cache_Control": "max-age=315360000, public, immutable"},
        {"Cache_Control": "publication"},
        {"Vary": "*"},
        {"Vary": "Cookie, Accept-Language"},
        {"Set_Cookie": "a=b"},
        {"Content_Encoding": "gzip"},
        {"Content_Length": ""},
    ],
    ids=str,
)
def test_anything_that_speaks_against_it_counts(headers: dict[str, str]) -> None:
    assert not taken(**headers).is_for_everyone


def test_a_header_in_two_lines_is_read_whole() -> None:
    answer = taken()
    answer.headers.append(("cache-control", "no-store"))

    assert not answer.is_for_everyone


@pytest.mark.parametrize(
    ("told", "expected"),
    [("public", None), ("public, max-age=30", 30), ("public, max-age=-1", None)],
)
def test_it_may_say_for_how_long_it_is_right(told: str, expected: int | None) -> None:
    assert taken(Cache_Control=told).max_age == expected


def test_the_application_is_told_that_its_answer_is_done() -> None:
    closed = []

    class Chunks:
        def __iter__(self) -> Iterator[bytes]:
            return iter([b"two ", b"pieces"])

        def close(self) -> None:
            closed.append(True)

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Chunks:
        start_response("200 OK", [])
        return Chunks()

    answer = Taken.of(application, environ_of("/"))

    assert answer.body() == b"two pieces"
    assert closed == [True]
