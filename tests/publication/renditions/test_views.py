"""Publications at the addresses of their other forms."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

CANARY = "canary-7f3a"
FORMS = {"json": "application/json", "md": "text/markdown; charset=utf-8"}
forms = pytest.mark.parametrize("form", FORMS)


def address(publication: NewsItem | Interview, form: str) -> str:
    return f"{publication.get_absolute_url()[:-1]}.{form}"


@forms
def test_a_publication_is_there_in_every_form_and_names_its_page(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    form: str,
) -> None:
    for publication in (make_news_item(slug="北京", body="Body."), make_interview()):
        answer = client.get(address(publication, form))

        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == FORMS[form]
        page = f"http://testserver{publication.get_absolute_url()}"
        assert answer.headers["Link"] == f'<{page}>; rel="canonical"'
        assert "X-Robots-Tag" not in answer.headers
        assert page in answer.content.decode()


def test_ninjs_is_json_in_the_letters_of_the_text(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    answer = client.get(address(make_news_item(lead="Работа идёт."), "json"))

    assert json.loads(answer.content)["title"] == "Работа идёт."
    assert "Работа" in answer.content.decode()


@forms
def test_a_wrong_date_leads_to_the_right_one_in_the_same_form(
    client: Client, make_news_item: Callable[..., NewsItem], form: str
) -> None:
    right = address(make_news_item(), form)
    answer = client.get(f"/news/2023/1/2/item-1.{form}?x=y")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{right}?x=y"


@forms
@pytest.mark.parametrize("state", ["draft", "scheduled"])
def test_what_is_not_public_answers_as_what_never_existed(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
    form: str,
    state: str,
) -> None:
    moment = tomorrow if state == "scheduled" else None
    wheres = [f"/{desk}/2024/04/24/{CANARY}.{form}" for desk in ("news", "interviews")]
    before = [client.get(where) for where in wheres]
    for make in (make_news_item, make_interview):
        make(slug=CANARY, lead=CANARY, date=datetime.date(2024, 4, 24), published_at=moment)

    for never, where in zip(before, wheres, strict=True):
        there = client.get(where)
        assert there.status_code == never.status_code == 404
        assert there.content == never.content
        assert there.headers == never.headers
        assert client.get(where.replace("2024", "2020")).status_code == 404


@forms
def test_the_desk_sees_its_drafts_never_cached_and_never_indexed(
    desk: Client, make_interview: Callable[..., Interview], form: str
) -> None:
    answer = desk.get(address(make_interview(published_at=None), form))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer.headers


@forms
def test_no_condition_hides_that_something_was_withdrawn(
    client: Client, make_news_item: Callable[..., NewsItem], form: str
) -> None:
    item = make_news_item()
    known = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    assert client.get(address(item, form), headers=known).status_code == 200
    type(item).objects.update(published_at=None)
    assert client.get(address(item, form), headers=known).status_code == 404


@forms
def test_a_rendition_takes_two_queries_however_long_the_interview(
    client: Client,
    make_interview: Callable[..., Interview],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    form: str,
) -> None:
    interview = make_interview(50)
    with django_assert_max_num_queries(2):
        client.get(address(interview, form))


@pytest.mark.parametrize(
    "path",
    ["x.json/", "x.md/", "x.xml", ".json", "%00.json", "x.json.json", "x%0A.md", "..%2f.json"],
)
def test_addresses_of_no_form_are_not_found(client: Client, db: None, path: str) -> None:
    assert client.get(f"/news/2024/04/24/{path}", follow=True).status_code == 404


def test_only_reading_is_allowed(client: Client, make_news_item: Callable[..., NewsItem]) -> None:
    where = address(make_news_item(), "json")

    assert client.post(where).status_code == 405
    head = client.head(where)
    assert (head.status_code, head.content) == (200, b"")
