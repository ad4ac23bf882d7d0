"""What a reader gets from the page cache."""

from __future__ import annotations

import datetime
import gzip
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.page_cache.served import NOON, REQUESTS, TERMS, Edition, Said, Served, page

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    import time_machine

LONG = "The press service. " * 50


def long_page(_environ: WSGIEnvironment) -> Said:
    return Said(LONG)


def test_an_answer_is_the_same_the_first_and_every_other_time() -> None:
    site = Served(long_page)
    for told in ({}, {"Accept_Encoding": "gzip"}, {"Accept_Encoding": "br"}):
        answers = [site.ask("/", **told) for _ in range(3)]
        assert answers[0] == answers[1] == answers[2]
    assert site.asked == ["/"]


def test_an_answer_says_for_how_long_others_may_keep_it_and_by_what_it_varies() -> None:
    headers = Served(page).ask("/").headers

    assert headers["Cache-Control"] == "public, max-age=60, stale-if-error=3600"
    assert headers["Vary"] == "Accept-Encoding, Cookie"
    assert "Age" not in headers


@pytest.mark.parametrize("seconds", [0, 1, 29.95, 59.9])
def test_nobody_may_keep_an_answer_beyond_the_next_release(
    clock: time_machine.Traveller, seconds: float
) -> None:
    site = Served(page, edition=Edition(1, NOON + datetime.timedelta(seconds=60)))
    site.ask("/")
    clock.move_to(NOON + datetime.timedelta(seconds=seconds))
    for _ in range(2):
        assert 59 - seconds <= site.ask("/").max_age + 1
        assert site.ask("/").max_age <= 60 - seconds


def test_head_is_get_without_the_body_from_the_first_time_on() -> None:
    site = Served(long_page)
    for _ in range(2):
        head = site.ask("/", "HEAD")
        assert head.body == b""
        assert head.headers == site.ask("/").headers
    assert site.asked == ["/"]


def test_head_of_what_is_not_for_everyone_has_no_body_either() -> None:
    site = Served(lambda _environ: Said("mine", headers={"Cache-Control": "private"}))
    answer = site.ask("/", "HEAD")

    assert (answer.body, answer.headers["Content-Length"]) == (b"", "4")


def test_an_answer_leaves_compressed_for_those_who_read_it_so() -> None:
    site = Served(long_page)
    for accepted in ("gzip", "gzip, deflate"):
        answer = site.ask("/", Accept_Encoding=accepted)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(answer.body).decode() == LONG
    assert site.ask("/").body.decode() == LONG


@pytest.mark.parametrize("accepted", ["", "gzip", "br"])
def test_what_the_reader_has_is_not_sent_again(accepted: str) -> None:
    site = Served(long_page)
    first = site.ask("/", Accept_Encoding=accepted)
    etag = first.headers["ETag"]
    for told in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = site.ask("/", Accept_Encoding=accepted, If_None_Match=told)
        assert (answer.status, answer.body) == ("304", b"")
        assert answer.headers["ETag"] == etag
        assert answer.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert answer.headers["Vary"] == first.headers["Vary"]

    assert site.ask("/", Accept_Encoding=accepted, If_None_Match='"other"').status == "200"


def test_what_the_reader_has_in_another_coding_is_sent() -> None:
    site = Served(long_page)
    etag = site.ask("/", Accept_Encoding="gzip").headers["ETag"]

    assert site.ask("/", If_None_Match=etag).status == "200"


def test_the_time_at_which_a_reader_came_last_means_nothing() -> None:
    answer = Served(page).ask("/", If_Modified_Since="Fri, 31 Dec 2100 12:00:00 GMT")

    assert (answer.status, answer.body) == ("200", b"a page")


def test_no_condition_is_looked_at_for_a_redirect() -> None:
    site = Served(lambda _environ: Said("", "301 Moved Permanently", {"Location": "/a/"}))
    for _ in range(2):
        answer = site.ask("/", If_None_Match="*")
        assert (answer.status, answer.headers["Location"]) == ("301", "/a/")
        assert "ETag" not in answer.headers
    assert site.asked == ["/"]


def test_addresses_that_ask_for_the_same_share_an_answer() -> None:
    site = Served(page)
    for address in ("/?q=a&older=b", "/?older=b&q=a", "/?utm_source=x&q=a&older=b&from="):
        site.ask(address)

    assert site.asked == ["/?q=a&older=b"]


def test_addresses_that_ask_for_something_else_do_not() -> None:
    site = Served(lambda environ: Said(environ["PATH_INFO"] + environ["QUERY_STRING"]))
    addresses = ["/", "/a/", "/A/", "/a", "/?q=a", "/?q=A", "/?older=a", "/a/?q=a"]
    for _ in range(2):
        assert [site.ask(it).body.decode().replace("?", "") for it in addresses] == [
            address.replace("?", "") for address in addresses
        ]
    assert len(site.asked) == len(addresses)


def test_hosts_and_schemes_have_answers_of_their_own(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "press.example.org"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = Served(
        lambda environ: Said(f"{environ.get('HTTP_X_FORWARDED_PROTO')} {environ['HTTP_HOST']}"),
        replace(REQUESTS, proxy_headers=("HTTP_X_FORWARDED_PROTO",)),
    )
    for host in ("localhost", "press.example.org", "localhost:8000"):
        for scheme in ("http", "https"):
            for _ in range(2):
                answer = site.ask("/", Host=host, X_Forwarded_Proto=scheme)
                assert answer.body.decode() == f"{scheme} {host}"
    assert len(site.asked) == 6


@pytest.mark.parametrize("address", ["/?x=1", "/?q=a&q=b", "/?q=" + "a" * 3000])
def test_unknown_parameters_and_long_addresses_fill_nothing(address: str) -> None:
    site = Served(long_page)
    for _ in range(2):
        answer = site.ask(address, Accept_Encoding="gzip")
        assert gzip.decompress(answer.body).decode() == LONG
        assert answer.headers["Cache-Control"].startswith("public, max-age=60")
        assert site.ask(address, Accept_Encoding="gzip", If_None_Match="*").status == "304"

    assert site.asked == [address] * 4
    assert not site.cache.answers.store.pages


@pytest.mark.parametrize("host", ["localhost:81", "LOCALHOST", "evil.example"])
def test_made_up_hosts_fill_nothing(host: str) -> None:
    site = Served(page)
    site.ask("/", Host=host)

    assert not site.cache.answers.store.pages


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {}),
        ("OPTIONS", {}),
        ("GET", {"Cookie": "sessionid=x"}),
        ("HEAD", {"Cookie": "theme=dark; sessionid=x"}),
        ("GET", {"Authorization": "Bearer x"}),
    ],
)
def test_whoever_is_known_gets_and_leaves_nothing(method: str, headers: dict[str, str]) -> None:
    site = Served(lambda environ: Said("mine" if "HTTP_COOKIE" in environ else "a page"))
    asked = site.ask("/", method, **headers)
    assert asked.headers["Cache-Control"] == "public"
    assert not site.cache.answers.store.pages

    site.ask("/")
    site.ask("/")
    site.ask("/", method, **headers)
    assert len(site.asked) == 3


def test_the_desk_and_static_files_pass_by() -> None:
    site = Served(page)
    for address in ("/admin/", "/static/site.css"):
        assert site.ask(address).headers["Cache-Control"] == "public"

    assert not site.cache.answers.store.pages
    assert site.times_asked_for_edition == 0


def test_cookies_that_name_nobody_change_nothing() -> None:
    site = Served(lambda environ: Said(environ.get("HTTP_COOKIE", "no cookie")))
    for _ in range(2):
        assert site.ask("/", Cookie="theme=dark").body == b"no cookie"

    assert len(site.asked) == 1


def test_a_flood_of_made_up_queries_takes_no_more_than_the_room_and_drives_out_nothing() -> None:
    site = Served(long_page, terms=replace(TERMS, room=200_000))
    for _ in range(2):
        site.ask("/", Accept_Encoding="br")
    for number in range(3000):
        site.ask(f"/?q={number}")
    store = site.cache.answers.store
    assert store.size <= 200_000

    site.asked.clear()
    site.ask("/", Accept_Encoding="br")
    assert not site.asked
