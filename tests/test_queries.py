"""What a public page costs the database: a few queries, whatever the archive holds."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Exchange, Interview
from newsroom.news.models import NewsItem
from newsroom.publication.position import Position
from newsroom.publication.search import time_limit

if TYPE_CHECKING:
    from django.test import Client

FIRST = datetime.date(1990, 1, 1)
RELEASED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
PLACE = Position(datetime.date(1990, 1, 6), RELEASED, "news", 1)
ADDRESSES = [
    "/",
    "/news/",
    "/news/1990/",
    "/news/1990/01/",
    "/news/1990/01/05/",
    "/news/1990/01/05/item-4/",
    "/news/?date_after=1990-01-02&date_before=05.01.1990",
    f"/news/?older={PLACE}",
    "/interviews/",
    "/interviews/1990/",
    "/interviews/?outlet=Outlet+1&interviewee=Speaker+1",
    "/interviews/1990/01/05/interview-4/",
    "/interviews/1990/01/05/interview-4.json",
    "/interviews/1990/01/05/interview-4.md",
    "/interviews/1990/01/05/interview-4/q1/",
    "/archive/",
    "/archive/1990/01/",
    f"/archive/?older={PLACE}",
    "/sitemap.xml",
    "/sitemap-news-1990-01.xml",
    "/sitemap-google-news.xml",
    "/search/?q=interview",
    f"/search/?q=interview&older={PLACE}",
    "/search/?q=lead&order=best",
    "/search/?q=nothing+at+all",
    "/news/1990/?q=lead",
    "/interviews/?q=interview&outlet=Outlet+1",
    "/interviews/exchanges/?q=said",
    "/interviews/1990/01/05/interview-4/q1/",
]


TABLE_READ_WHOLE = r"SCAN \w+_(newsitem|interview|exchange|passage)\b(?! USING)"


def fill(first: int, last: int) -> None:
    """Make so many publications of each desk, one a day."""
    days = [(number, FIRST + datetime.timedelta(days=number)) for number in range(first, last)]
    NewsItem.objects.bulk_create(
        NewsItem(slug=f"item-{number}", lead="Lead.", date=date, published_at=RELEASED)
        for number, date in days
    )
    interviews = Interview.objects.bulk_create(
        Interview(
            slug=f"interview-{number}",
            headline="Interview",
            outlet=f"Outlet {number % 3}",
            interviewee=f"Speaker {number % 5}",
            date=date,
            published_at=RELEASED,
        )
        for number, date in days
    )
    Exchange.objects.bulk_create(
        Exchange(interview=interview, key="q1", position=1, question="Why?", answer="Said.")
        for interview in interviews
    )


@pytest.fixture(autouse=True)
def all_the_time_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that is broken off on a busy machine would ask less."""
    monkeypatch.setattr(time_limit, "SECONDS", dict.fromkeys(time_limit.SECONDS, 60))


def queries(client: Client, address: str) -> list[str]:
    """Return what is asked; how long PostgreSQL may look for it stands around a question."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    told = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in told if not sql.startswith(("SAVEPOINT", "ROLLBACK TO"))]


def plan(sql: str) -> str:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Rows of a transaction still open make any index look dear: is there one at all?
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.fixture
def many(db: None) -> None:
    fill(0, 10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_a_public_page_takes_three_queries_at_most_and_as_many_with_ten_thousand(
    client: Client, db: None
) -> None:
    fill(0, 10)
    few = {address: len(queries(client, address)) for address in ADDRESSES}
    fill(10, 10_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = {address: len(queries(client, address)) for address in ADDRESSES}

    assert max(few.values()) <= 3
    assert many == few


def test_the_chart_of_a_month_reads_no_publication_but_those_that_wait(
    client: Client, many: None
) -> None:
    (counting,) = (sql for sql in queries(client, "/news/1990/01/") if "daycount" in sql)
    reads = [line for line in plan(counting).splitlines() if "newsitem" in line or "Cond" in line]

    assert any(re.search(r"\(published_at ?>", line) for line in reads)
    assert not any(re.search(r"[( ]\(?date ?[>=]", line) for line in reads)


def test_the_body_of_a_news_item_is_read_on_its_own_page_only(client: Client, db: None) -> None:
    fill(0, 10)
    lists = [sql for path in ("/", "/news/", "/archive/") for sql in queries(client, path)]
    assert not any('"body"' in sql for sql in lists)

    page, neighbours = queries(client, "/news/1990/01/05/item-4/")
    assert '"body"' in page
    assert '"body"' not in neighbours


def test_coming_back_to_a_short_first_page_takes_one_query_more(client: Client, db: None) -> None:
    fill(0, 10)
    assert len(queries(client, f"/news/?newer={PLACE}")) == 3
    fill(10, 100)
    assert len(queries(client, f"/news/?newer={PLACE}")) == 2


def test_no_public_page_counts_or_skips_rows(client: Client, many: None) -> None:
    told = "\n".join(sql for address in ADDRESSES for sql in queries(client, address)).upper()

    assert "SELECT" in told
    assert "COUNT(" not in told
    assert "OFFSET" not in told


def test_every_list_is_read_from_an_index(client: Client, many: None) -> None:
    for address in ADDRESSES:
        for sql in queries(client, address):
            told = plan(sql)
            if "Recursive Union" in told:
                continue  # PostgreSQL does not show how it reads the subquery of such a query
            assert re.search("INDEX|PRIMARY KEY|_pkey", told.upper()), (address, told)
            assert not re.search(TABLE_READ_WHOLE, told), (address, told)
            assert "Seq Scan" not in told, (address, told)
            # The exchanges of one page are a few, however many there are in all.
            few = 'FROM "interviews_exchange"' in sql
            assert few or "USE TEMP B-TREE FOR ORDER BY" not in told, (address, told)


def test_a_search_looks_at_no_publication_but_those_that_have_the_words(
    client: Client, many: None
) -> None:
    looks_at_others = r"_by_time|SCAN \w+_(newsitem|interview)\b"
    if connection.vendor == "postgresql":
        looks_at_others = "Hash Join|Merge Join|_by_time|_released"
        with connection.cursor() as cursor:
            # It would take another way if it could, as it does where it thinks a word frequent.
            cursor.execute("SET LOCAL enable_nestloop = off")
    for words in ("zzyzx", "interview", "lead"):
        found, *_rest = queries(client, f"/search/?q={words}")
        assert "_passage" in found
        assert not re.search(looks_at_others, plan(found)), plan(found)
