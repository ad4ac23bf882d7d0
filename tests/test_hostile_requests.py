"""Whatever is asked, the answer helps: never a 5xx, never a way off the site, never a hint."""

from __future__ import annotations

import html
import re
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.test import Client

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.django_db

LONG = 100_000
LISTS = ["/news/", "/interviews/2024/03/", "/archive/"]
ITEM = "/news/2024/04/24/item-1/"
INTERVIEW = "/interviews/2024/03/12/interview-1/"
PAGES = [*LISTS, "/", ITEM, INTERVIEW, f"{INTERVIEW}q1/"]
CARD = '<article class="card'


@pytest.fixture(autouse=True)
def content(make_news_item: Callable[..., NewsItem], make_interview: Callable[..., object]) -> None:
    make_news_item()
    make_interview()


reader = Client(raise_request_exception=False)


def ask(address: str, method: str = "GET", **meta: str) -> Answer:
    reader.cookies.clear()
    return reader.generic(method, address, **meta)  # type: ignore[arg-type]


def links(answer: Answer) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'(?:href|action|src)="(.*?)"', answer.text)]


def go_back(answer: Answer) -> str:
    (link,) = re.findall(r'<a href="([^"]*)">Go back</a>', answer.text)
    return html.unescape(link)


WRONG_DAYS = {
    "word": "x",
    "February 30": "2024-02-30",
    "February 30, Russian": "30.02.2024",
    "year 0": "0000-01-01",
    "year 10000": "10000-01-01",
    "American": "04/24/2024",
    "Arabic-Indic digits": quote("٢٠٢٤-٠٤-٢٤"),
    "fullwidth digits": quote("\N{FULLWIDTH DIGIT TWO}024-04-24"),
    "NUL": "2024-04-24%00",
    "only NUL": "%00",
    "minus": "-024-04-24",
    "time": "2024-04-24T12:00",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "invalid UTF-8": "%ff%fe",
    "lone surrogate": "%ED%A0%80",
    "right-to-left override": "%E2%80%AE2024",
    "100,000 digits": "9" * LONG,
    "good, then bad": "2024-04-24&date_after=x",
}


@pytest.mark.parametrize("day", WRONG_DAYS.values(), ids=WRONG_DAYS)
def test_a_wrong_date_is_a_message_beside_the_field_and_nothing_is_listed(day: str) -> None:
    for address in LISTS:
        answer = ask(f"{address}?date_after={day}")
        (field,) = re.findall(r'<input[^>]*name="date_after"[^>]*>', answer.text)
        (message,) = re.findall(r'id="id_date_after_error">(.*?)</', answer.text)

        assert answer.status_code == 200
        assert 'aria-invalid="true"' in field
        assert "id_date_after_error" in field
        assert message.endswith("is not a date. Write 24.04.2024 or 2024-04-24.")
        assert len(message) < 200
        assert "<script" not in answer.text
        assert CARD not in answer.text


@pytest.mark.parametrize("address", LISTS)
def test_days_in_the_wrong_order_are_a_message_beside_the_second(address: str) -> None:
    answer = ask(f"{address}?date_after=2024-04-24&date_before=22.04.2024")

    assert answer.status_code == 200
    assert re.search(r'id="id_date_before_error">This day is before the first one', answer.text)
    assert CARD not in answer.text


@pytest.mark.parametrize("address", LISTS)
def test_the_first_and_the_last_day_of_the_calendar_find_everything(address: str) -> None:
    answer = ask(f"{address}?date_after=0001-01-01&date_before=9999-12-31")

    assert answer.status_code == 200
    assert CARD in answer.text


DAMAGED = {
    "garbage": "garbage",
    "huge": "9999-12-31_999999999999999999_news_999999999999999999",
    "negative": "2024-04-24_0_news_-1",
    "no such day": "2024-02-30_0_news_1",
    "digits too many": "2024-04-24_0_news_" + "9" * 19,
    "Arabic-Indic digits": quote("٢٠٢٤-٠٤-٢٤_0_news_1"),
    "NUL": "2024-04-24_0_news_1%00",
    "invalid UTF-8": "%ff",
    "lone surrogate": "%ED%A0%80",
    "100,000 characters": "_" * LONG,
}


@pytest.mark.parametrize("position", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("direction", ["older", "newer"])
def test_a_damaged_place_in_a_list_is_said_and_nothing_is_listed(
    direction: str, position: str
) -> None:
    for address in LISTS:
        answer = ask(f"{address}?{direction}={position}")

        assert answer.status_code == 200
        assert "The list is not shown, because the filter has a mistake." in answer.text
        assert CARD not in answer.text


FAR = {
    "the beginning": "0001-01-01_0_news_0",
    "the end": "9999-12-31_253402300799999999_interviews_999999999999999999",
    "a draft's": "2024-04-24_draft_news_1",
    "an unknown desk's": "2024-04-24_0_speeches_1",
}


@pytest.mark.parametrize("position", FAR.values(), ids=FAR)
def test_a_place_where_nothing_stands_is_an_ordinary_page(position: str) -> None:
    for address in LISTS:
        for query in (
            f"older={position}",
            f"newer={position}",
            f"older={position}&newer={position}",
        ):
            assert ask(f"{address}?{query}").status_code == 200


QUERIES = {
    "unknown": "nothing=1&=&&;&%",
    "5,000 parameters": "&".join(f"p{number}={number}" for number in range(5_000)),
    "one parameter 5,000 times": "date_after=2024-04-24&" * 5_000,
    "100,000 characters": "q=" + "x" * LONG,
    "NUL": "outlet=%00&interviewee=%00&nothing=%00",
    "unknown outlet": "outlet=Nobody&interviewee=Nobody",
    "outlet twice": "outlet=TASS+agency&outlet=" + "x" * LONG,
    "invalid UTF-8": "outlet=%ff&%fe=%ff",
    "lone surrogate": "outlet=%ED%A0%80&interviewee=%ED%B0%80",
    "half an escape": "outlet=%&date_after=%2&%zz",
    "raw bytes": "outlet=\xff\xfe",
    "SQL": "outlet='%3B+DROP+TABLE+news_newsitem--",
    "list of lists": "date_after[]=1&date_after[0][a]=1",
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_a_strange_query_gets_an_ordinary_page(query: str) -> None:
    for address in PAGES:
        assert ask(address, QUERY_STRING=query).status_code == 200


def test_a_query_of_more_parameters_than_any_form_has_is_a_bad_request() -> None:
    query = "&".join(f"p{number}=" for number in range(30_000))

    assert {ask(address, QUERY_STRING=query).status_code for address in LISTS} == {400}


def test_an_outlet_that_nobody_was_published_by_is_said_beside_the_field() -> None:
    answer = ask("/interviews/?outlet=Nobody")

    assert re.search(r'id="id_outlet_error">No published interview has this', answer.text)
    assert CARD not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("0000/", 404),
        ("0001/", 200),
        ("0001/01/01/", 200),
        ("9999/", 200),
        ("9999/12/31/", 200),
        ("10000/", 404),
        ("24/", 404),
        ("-2024/", 404),
        ("2024/00/", 404),
        ("2024/13/", 404),
        ("2024/02/30/", 404),
        ("2024/02/31/", 404),
        ("2023/02/29/", 404),
        ("2024/04/00/", 404),
        ("2024/4/", 301),
        ("2024/4/05/", 301),
        ("2024/04/5/", 301),
        ("2024/04", 301),
        ("2024/004/", 404),
        (quote("٢٠٢٤/"), 404),
        (quote("2024/٠٤/"), 404),
        ("%ff%fe/", 404),
        ("%00/", 404),
        ("2024%00/", 404),
        ("2024/04/24/%00/", 404),
        ("2024/04/24/a%00b/", 404),
        ("2024/04/24/%ED%A0%80/", 404),
        ("2024/04/24/%ff/", 404),
        ("2024/04/24/%0d%0aSet-Cookie:%20a=b/", 404),
        ("2024/04/24/..%2f..%2f..%2fadmin/", 404),
        ("2024/04/24/" + "x" * LONG + "/", 404),
        ("2024/04/24/" + quote("я") * 1000 + "/", 404),
        ("2024/04/24//", 404),
        ("9" * LONG + "/", 404),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_strange_path_gets_the_right_status(path: str, status: int) -> None:
    for desk in ("/news/", "/interviews/", "/archive/"):
        answer = ask(desk + path)

        assert answer.status_code == status
        if status == 301:
            assert re.fullmatch(desk + r"2024/04/(05/)?", answer.headers["Location"])


@pytest.mark.parametrize(
    "query", ["%0d%0aSet-Cookie:a=b", "\xff", "q=" + "x" * 1000, "from=//evil.example", "%"]
)
def test_a_redirect_stays_on_the_site_whatever_the_query(query: str) -> None:
    for path in ("/news/2023/01/01/item-1/", "/news/2024/4/24/item-1/", "/news/2024/4/", "/news"):
        answer = ask(path, QUERY_STRING=query)

        assert answer.status_code == 301
        assert re.match(r"/news/([?\d]|$)", answer.headers["Location"])
        assert not answer.cookies


def test_a_path_of_two_slashes_leads_nowhere_else() -> None:
    for path in ("//evil.example/news", "//evil.example/", "//news", "/\\evil.example"):
        assert ask("/", PATH_INFO=path).status_code == 404


SECTION = "/news/#news-item-1"
NOT_A_LIST = {
    "nothing": "",
    "other site": "https://evil.example/",
    "other scheme": "javascript:alert(1)",
    "no scheme": "//evil.example/news/",
    "three slashes": "///evil.example",
    "backslash": "/\\evil.example",
    "backslashes": "\\\\evil.example",
    "backslash in the query": "/news/?a=\\",
    "line break": "/news/\r\nSet-Cookie: a=b",
    "line break in the query": "/news/?a=\r\nb",
    "tab": "/\t/evil.example",
    "NUL": "/news/\0",
    "leading space": " //evil.example",
    "very long": "/news/?a=" + "x" * LONG,
    "desk": "/admin/",
    "login": "/admin/login/?next=//evil.example",
    "no such path": "/nowhere/",
    "publication": ITEM,
    "relative": "news/",
    "dots": "/news/../../evil",
    "user": "@evil.example",
    "right-to-left override": "/news/?\u202e",
    "right-to-left override in the fragment": "/news/#\u202e",
    "other site behind a fragment": "//evil.example/#/news/",
    "slash, encoded": "/%2Fevil.example/",
    "markup": '"><script>alert(1)</script>',
}


@pytest.mark.parametrize("address", NOT_A_LIST.values(), ids=NOT_A_LIST)
def test_go_back_leads_to_the_section_when_the_link_names_no_list(address: str) -> None:
    answer = ask(f"{ITEM}?from={quote(address)}")

    assert answer.status_code == 200
    assert go_back(answer) == SECTION
    assert all(re.match(r"/(?!/)|#|http://testserver/", link) for link in links(answer))
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/archive/",
        "/interviews/2024/03/",
        "/news/?date_after=2024-04-24",
        "/news/?older=garbage",
        "/news/?a=https://evil.example/&b=%22%3E",
    ],
)
def test_go_back_leads_to_the_very_list(address: str) -> None:
    assert go_back(ask(f"{ITEM}?from={quote(address)}")) == f"{address}#news-item-1"


def test_of_two_ways_back_the_last_counts_and_a_foreign_one_never_does() -> None:
    answer = ask(f"{ITEM}?from=/archive/&from=//evil.example")

    assert go_back(answer) == SECTION


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_a_page_can_only_be_read(method: str) -> None:
    for address in PAGES:
        answer = ask(address, method)

        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_says_how_it_can_be_asked_for() -> None:
    for address in PAGES:
        assert ask(address, "OPTIONS").status_code == 200
        head = ask(address, "HEAD")
        assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "", "localhost:port", "[::1", "localhost@evil.example", "a" * 9999, "\xff"],
    ids=lambda host: host[:20],
)
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    for address in (*PAGES, "/admin/login/", "/nowhere/"):
        assert ask(address, HTTP_HOST=host).status_code == 400


def test_a_forwarded_host_is_not_believed() -> None:
    answer = ask(ITEM, HTTP_X_FORWARDED_HOST="evil.example")

    assert "evil.example" not in answer.text


HEADERS = {
    "cookie of nothing": {"HTTP_COOKIE": ";;;===;"},
    "session": {"HTTP_COOKIE": "sessionid=garbage; csrftoken=garbage; messages=garbage"},
    "session of one bit too few": {"HTTP_COOKIE": "sessionid=" + "a" * 31},
    "session of NULs": {"HTTP_COOKIE": 'sessionid="' + "\\000" * 32 + '"'},
    "session of raw bytes": {"HTTP_COOKIE": "sessionid=" + "\xff" * 32},
    "session too long": {"HTTP_COOKIE": "sessionid=" + "a" * LONG},
    "session of a surrogate": {"HTTP_COOKIE": 'sessionid="\\355\\240\\200abcdefgh"'},
    "encoding": {"HTTP_ACCEPT_ENCODING": "gzip;q=x, *;q=, ,;" + "br," * 1000},
    "language": {"HTTP_ACCEPT_LANGUAGE": "x" * LONG},
    "type": {"CONTENT_TYPE": "multipart/form-data", "CONTENT_LENGTH": "x"},
    "negative length": {"CONTENT_LENGTH": "-1"},
    "conditions": {"HTTP_IF_MODIFIED_SINCE": "yesterday", "HTTP_IF_NONE_MATCH": '"'},
    "range": {"HTTP_RANGE": "bytes=9-1"},
    "agent": {"HTTP_USER_AGENT": "\xff" * 1000, "HTTP_REFERER": "javascript:"},
}


@pytest.mark.parametrize("meta", HEADERS.values(), ids=HEADERS)
def test_strange_headers_get_an_ordinary_page(meta: dict[str, str]) -> None:
    for address in (*PAGES, "/admin/login/"):
        assert ask(address, **meta).status_code == 200
    with closing(ask("/static/publication/site.css", **meta)) as answer:
        assert answer.status_code in {200, 416}


@pytest.mark.parametrize("released", ["never", "tomorrow"])
@pytest.mark.parametrize(
    "address",
    [
        "/news/2024/04/24/secret/",
        "/news/2024/04/24/secret",
        "/news/2024/4/24/secret/",
        "/news/2023/01/01/secret/",
        "/news/2024/02/31/secret/",
        "/news/2024/04/24/secret/?from=/archive/",
        "/news/2024/04/24/SECRET/",
        "/interviews/2024/04/24/secret/",
    ],
)
def test_a_publication_not_yet_released_answers_as_if_it_had_never_existed(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., object],
    tomorrow: datetime.datetime,
    address: str,
    released: str,
) -> None:
    before = ask(address)
    moment = tomorrow if released == "tomorrow" else None
    day = tomorrow.date().replace(year=2024, month=4, day=24)
    make_news_item(slug="secret", date=day, published_at=moment)
    make_interview(slug="secret", date=day, published_at=moment)
    after = ask(address)

    assert after.status_code == (404 if address.partition("?")[0].endswith("/") else 301)
    assert (after.content, after.headers) == (before.content, before.headers)
    assert not after.cookies
