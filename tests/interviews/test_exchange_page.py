"""An exchange on a page of its own, and how one gets there and back."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.reading import beside

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview

    MakeInterview = Callable[..., Interview]

DAY = "/interviews/2024/03/12/"


def citations(html: str) -> list[str]:
    found = re.findall(r"<textarea[^>]* readonly>(.*?)</textarea>", html, re.DOTALL)
    return [unescape(text) for text in found]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_page_shows_its_exchange_and_no_other(
    client: Client, make_interview: MakeInterview
) -> None:
    make_interview(3, slug="one", interviewee_role="CSTO Secretary General")
    html = client.get(f"{DAY}one/q2/").text
    (article,) = re.findall(r"<article.*</article>", html, re.DOTALL)

    assert "<p>Question 2?</p>" in article
    assert "<p>Answer 2.</p>" in article
    assert "Question 1?" not in article
    assert "Answer 3." not in html
    assert "Imangali Tasmagambetov, CSTO Secretary General" in article
    assert '<time datetime="2024-03-12">12.03.2024</time>' in article
    assert f'<a href="{DAY}one/">Interview 1</a>' in article
    assert f'<a href="{DAY}one/#q2">In context</a>' in article
    assert "<title>Question 2? – Interview 1 – Newsroom</title>" in html


def test_the_interview_is_the_canonical_page(client: Client, make_interview: MakeInterview) -> None:
    make_interview(1, slug="one")
    html = client.get(f"{DAY}one/q1/").text

    assert f'<link rel="canonical" href="http://testserver{DAY}one/">' in html
    assert "noindex" not in html


def test_the_quotation_leads_to_the_page_itself(
    client: Client, make_interview: MakeInterview
) -> None:
    make_interview(1, slug="one")
    found = citations(client.get(f"{DAY}one/q1/?from=/archive/").text)

    assert len(found) == 3
    for text in found:
        assert "“Answer 1.”" in text
        assert f"http://testserver{DAY}one/q1/" in text
        assert "?from" not in text


def test_a_whole_publication_can_be_cited(
    client: Client, make_interview: MakeInterview, make_news_item: Callable[..., object]
) -> None:
    make_interview(1, slug="one")
    make_news_item(slug="item")
    for address in (f"{DAY}one/", "/news/2024/04/24/item/"):
        found = citations(client.get(address).text)
        assert len(found) == 3
        assert all(f"http://testserver{address}" in text for text in found)


def test_neighbours_are_those_of_the_interview_in_its_order(
    client: Client, make_interview: MakeInterview
) -> None:
    interview, other = make_interview(4, slug="one"), make_interview(3)
    interview.exchanges.filter(key="q4").update(position=10)  # the same place as q1
    order = ["q1", "q4", "q2", "q3"]
    assert [it.key for it in interview.exchanges.all()] == order

    for place, key in enumerate(order):
        html = client.get(f"{DAY}one/{key}/").text
        found = dict(re.findall(r'<a rel="(prev|next)" href="\.\./(\w+)/"', html))
        assert found.get("prev") == (order[place - 1] if place else None)
        assert found.get("next") == (order[place + 1] if place < 3 else None)
    assert beside(other.exchanges.all()[0])["following"].interview == other


def test_the_way_back_is_carried_along(client: Client, make_interview: MakeInterview) -> None:
    make_interview(2, slug="one")
    came_from = f"?from={quote('/archive/2024/')}"
    html = unescape(client.get(f"{DAY}one/{came_from}").text)
    (carried,) = re.findall(r'<a class="link-sign" href="q1/(\?from=[^"]*)"', html)
    page = unescape(client.get(f"{DAY}one/q1/{carried}").text)

    assert re.search(r'<a href="/archive/2024/(#[^"]*)?">Go back</a>', page)
    assert f'href="{DAY}one/{carried}#q1"' in page
    assert f'href="../q2/{carried}"' in page


def test_another_date_in_the_address_leads_to_the_right_one(
    client: Client, make_interview: MakeInterview
) -> None:
    make_interview(1, slug="one")
    response = client.get("/interviews/2019/1/1/one/q1/?from=/archive/")

    assert response.status_code == 301
    assert response.headers["Location"] == f"{DAY}one/q1/?from=/archive/"


def test_a_key_and_a_slug_in_another_script_have_a_page(
    client: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(1, slug="о-годе")
    interview.exchanges.update(key="вопрос-1")

    assert client.get(interview.exchanges.get().get_page_url()).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"{DAY}one/q9/",
        f"{DAY}none/q1/",
        f"{DAY}two/q3/",
        f"{DAY}one/Q1/",
        "/interviews/2019/01/01/one/q9/",
    ],
)
def test_there_is_no_page_of_an_exchange_that_does_not_exist(
    client: Client, make_interview: MakeInterview, path: str
) -> None:
    make_interview(3, slug="one")
    make_interview(1, slug="two")

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("moment", ["draft", "tomorrow"])
def test_an_unpublished_interview_answers_as_if_it_had_never_existed(
    client: Client, make_interview: MakeInterview, tomorrow: datetime.datetime, moment: str
) -> None:
    paths = [f"{DAY}gone/q1/", "/interviews/2019/01/01/gone/q1/"]
    never_existed = [client.get(path) for path in paths]
    make_interview(1, slug="gone", published_at=None if moment == "draft" else tomorrow)

    for path, before in zip(paths, never_existed, strict=True):
        after = client.get(path)
        assert before.status_code == after.status_code == 404
        assert before.content == after.content
        assert before.headers == after.headers


def test_the_desk_sees_the_page_of_a_draft_marked_and_never_cached(
    desk: Client, make_interview: MakeInterview
) -> None:
    make_interview(1, slug="draft", published_at=None)
    response = desk.get(f"{DAY}draft/q1/")

    assert "no-store" in response.headers["Cache-Control"]
    assert "Only the desk sees this page." in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert "canonical" not in response.text


def test_the_page_costs_the_same_however_long_the_interview_is(
    client: Client, make_interview: MakeInterview
) -> None:
    make_interview(2, slug="short")
    make_interview(242, slug="long")

    assert queries(client, f"{DAY}short/q2/") == queries(client, f"{DAY}long/q120/") == 2
    assert queries(client, f"{DAY}short/") == queries(client, f"{DAY}long/") == 3


def test_exchanges_are_found_by_an_index(client: Client, make_interview: MakeInterview) -> None:
    make_interview(50, slug="one")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{DAY}one/q20/")
    if connection.vendor == "sqlite":
        for query in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                told = [row[-1] for row in cursor.fetchall()]
            assert not [line for line in told if line.startswith("SCAN")], told


def test_more_than_five_exchanges_have_a_table(
    client: Client, make_interview: MakeInterview
) -> None:
    make_interview(5, slug="five")
    make_interview(6, slug="six")
    make_interview(13, slug="thirteen")
    pages = {slug: client.get(f"{DAY}{slug}/").text for slug in ("five", "six", "thirteen")}

    assert '<nav class="questions"' not in pages["five"]
    assert "<details open>" in pages["six"]
    assert "<details>\n    <summary" in pages["thirteen"]
    (table,) = re.findall(r'<nav class="questions".*?</nav>', pages["six"], re.DOTALL)
    assert re.findall(r'<a href="#(\w+)" dir="auto">(.*?)</a>', table) == [
        (f"q{number}", f"Question {number}?") for number in range(1, 7)
    ]


def test_a_long_question_is_a_line_in_the_table(
    client: Client, make_interview: MakeInterview
) -> None:
    interview = make_interview(6, slug="one")
    interview.exchanges.filter(key="q2").update(question="*Why* " + "so " * 200)
    interview.exchanges.filter(key="q3").update(question="")
    (table,) = re.findall(
        r'<nav class="questions".*?</nav>', client.get(f"{DAY}one/").text, re.DOTALL
    )
    lines = dict(re.findall(r'<a href="#(\w+)" dir="auto">(.*?)</a>', table))

    assert lines["q2"].startswith("Why so so")
    assert len(lines["q2"]) < 95
    assert lines["q3"] == "Answer 3."
