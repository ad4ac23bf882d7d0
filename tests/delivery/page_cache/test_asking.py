"""Which requests ask for the same page, and which ask for something of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from newsroom.delivery.page_cache.asking import LONGEST_ADDRESS
from tests.delivery.page_cache.served import REQUESTS, environ_of

if TYPE_CHECKING:
    from newsroom.delivery.page_cache.asking import Key

HTTPS = ("HTTP_X_FORWARDED_PROTO", "https")


def key_of(address: str, **headers: str) -> Key | None:
    asked = REQUESTS.read(environ_of(address, **headers))
    assert asked is not None
    return asked.key


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/", ""),
        ("/news/?", ""),
        ("/news/?q=a", "q=a"),
        ("/news/?older=b&q=a", "q=a&older=b"),
        ("/news/?q=a%20b", "q=a+b"),
        ("/news/?q=%61", "q=a"),
        ("/news/?q=&older=", ""),
        ("/news/?q", ""),
        ("/news/?&&q=a&", "q=a"),
        ("/news/?utm_source=mail&q=a", "q=a"),
        ("/news/?utm_source=mail&utm_source=feed", ""),
        ("/news/?q=%D0%B6", "q=%D0%B6"),
        ("/news/?q=%FF", "q=%EF%BF%BD"),
    ],
)
def test_a_query_is_known_by_what_it_asks_and_asked_in_one_form(
    address: str, expected: str
) -> None:
    asked = REQUESTS.read(environ_of(address))

    assert asked
    assert asked.key == ("http", "localhost", "/news/", expected)
    assert asked.environ["QUERY_STRING"] == expected


@pytest.mark.parametrize(
    "query", ["x=1", "q=a&x=1", "q=a&q=b", "Q=a", "q[]=a", "utm_sources=a", "=a", "%00=a"]
)
def test_what_is_unknown_or_said_twice_is_asked_of_the_application_as_it_is(query: str) -> None:
    asked = REQUESTS.read(environ_of(f"/news/?{query}"))

    assert asked
    assert asked.key is None
    assert asked.environ["QUERY_STRING"] == query


@given(st.dictionaries(st.sampled_from(["q", "older", "from"]), st.text()))
def test_the_one_form_asks_for_what_was_asked_for(told: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(told)
    asked = REQUESTS.read(environ_of(f"/?{query.urlencode()}"))

    assert asked
    assert asked.key
    assert QueryDict(asked.key[3]).dict() == {name: value for name, value in told.items() if value}


def test_nothing_is_kept_for_an_address_that_is_too_long() -> None:
    assert key_of("/" + "a" * (LONGEST_ADDRESS - 1))
    assert key_of("/" + "a" * LONGEST_ADDRESS) is None
    assert key_of("/?q=" + "a" * LONGEST_ADDRESS) is None


def test_nothing_is_kept_for_more_parameters_than_django_reads(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    assert key_of("/?q=a&older=b")
    assert key_of("/?q=a&older=b&from=c") is None


@pytest.mark.parametrize(
    ("host", "is_kept"),
    [
        ("press.example.org", True),
        ("press.example.org:8000", True),
        ("press.example.org:81", False),
        ("PRESS.example.org", False),
        ("press.example.org.", False),
        ("press.example.org:", False),
        ("evil.example", False),
        ("press.example.org@evil.example", False),
        ("", False),
        ("a b", False),
        ("[::1]", True),
        ("[::1]:8000", True),
    ],
)
def test_only_a_host_of_the_site_as_links_write_it_has_pages_that_are_kept(
    settings: Any, host: str, is_kept: bool
) -> None:
    settings.ALLOWED_HOSTS = ["press.example.org", "[::1]"]

    assert (key_of("/", Host=host) is not None) is is_kept


def test_a_scheme_is_believed_as_django_believes_it(settings: Any) -> None:
    def scheme(**headers: str) -> str:
        key = key_of("/", **headers)
        assert key
        return key[0]

    assert scheme(X_Forwarded_Proto="https") == "http"
    settings.SECURE_PROXY_SSL_HEADER = HTTPS
    assert scheme() == "http"
    assert scheme(X_Forwarded_Proto="https") == "https"
    assert scheme(X_Forwarded_Proto="https, http") == "https"
    assert scheme(X_Forwarded_Proto="http") == "http"
    assert scheme(X_Forwarded_Proto="ftp") == "http"


def test_pages_of_a_site_in_a_folder_are_those_of_the_folder() -> None:
    asked = REQUESTS.read(environ_of("/news/") | {"SCRIPT_NAME": "/press"})

    assert asked
    assert asked.key == ("http", "localhost", "/press/news/", "")


@pytest.mark.parametrize(
    ("address", "method", "headers"),
    [
        ("/news/", "POST", {}),
        ("/news/", "PUT", {}),
        ("/news/", "OPTIONS", {}),
        ("/news/", "get", {}),
        ("/admin/", "GET", {}),
        ("/static/site.css", "GET", {}),
        ("/news/", "GET", {"Cookie": "a=b; sessionid=abc"}),
        ("/news/", "GET", {"Cookie": "sessionid=abc"}),
        ("/news/", "GET", {"Cookie": 'a="sessionid=abc"'}),
        ("/news/", "GET", {"Authorization": "Basic YTpi"}),
        ("/news/", "GET", {"Transfer_Encoding": "chunked"}),
    ],
)
def test_what_is_for_one_reader_or_the_desk_passes_by(
    address: str, method: str, headers: dict[str, str]
) -> None:
    assert REQUESTS.read(environ_of(address, method, **headers)) is None


def test_a_request_with_a_body_passes_by() -> None:
    assert REQUESTS.read(environ_of("/") | {"CONTENT_LENGTH": "3"}) is None
    assert REQUESTS.read(environ_of("/") | {"CONTENT_LENGTH": "0"}) is not None
    assert REQUESTS.read(environ_of("/") | {"CONTENT_LENGTH": ""}) is not None


def test_the_application_hears_nothing_of_the_one_who_asks() -> None:
    asked = REQUESTS.read(
        environ_of(
            "/",
            "HEAD",
            Cookie="theme=dark",
            If_None_Match='"a"',
            If_Modified_Since="Wed, 24 Apr 2024 12:00:00 GMT",
            Range="bytes=0-1",
            If_Range='"a"',
        )
    )

    assert asked
    assert asked.environ["REQUEST_METHOD"] == "GET"
    kept = {name for name in asked.environ if name.startswith("HTTP_")}
    assert kept == {"HTTP_HOST"}


def test_a_request_as_it_is_written_is_known_by_all_that_tells_the_page() -> None:
    behind_proxy = replace(REQUESTS, proxy_headers=(HTTPS[0],))
    environ = environ_of("/news/?q=a", X_Forwarded_Proto="https")
    written = behind_proxy.as_written(environ)

    for name in environ:
        if name in {"SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL"} or name[:6] == "wsgi.i":
            continue
        changed = behind_proxy.as_written(environ | {name: "something else"})
        assert (changed != written) is (name != "wsgi.errors"), name


def test_a_request_that_came_past_the_proxy_is_not_known_as_it_is_written() -> None:
    behind_proxy = replace(REQUESTS, proxy_headers=(HTTPS[0],))

    assert behind_proxy.as_written(environ_of("/")) == ()
