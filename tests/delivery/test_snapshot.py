from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils import timezone

from newsroom.delivery import snapshot
from newsroom.delivery.snapshot import AnswersAsOfOneMoment
from newsroom.news.models import NewsItem
from tests.other_connection import elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.test import Client, RequestFactory


def store_elsewhere() -> None:
    """Have somebody else store a news item."""
    elsewhere(
        lambda: NewsItem.objects.create(
            slug=f"canary-{NewsItem.objects.count()}",
            lead="Canary.",
            date="2024-04-24",
            published_at="2024-04-24T12:00Z",
        )
    )


class StoresAfter:
    """Has a news item stored elsewhere once so many queries have been answered."""

    def __init__(self, queries: int) -> None:
        self.left = queries

    def __call__(self, execute: Callable[..., Any], *query: Any) -> Any:
        answered = execute(*query)
        self.left -= 1
        if self.left == 0:
            store_elsewhere()
        return answered


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("queries", range(1, 6))
@pytest.mark.parametrize("address", ["/news/", "/", "/archive/2024/", "/search/?q=canary"])
def test_a_page_tells_of_one_moment_whatever_is_stored_while_it_is_made(
    client: Client, make_news_item: Callable[..., NewsItem], address: str, queries: int
) -> None:
    make_news_item()
    before = client.get(address).content
    with connection.execute_wrapper(StoresAfter(queries)):
        meanwhile = client.get(address).content

    # Until its first question is answered, a page may still be of after.
    after = client.get(address).content
    assert meanwhile in {before, after}
    assert (after == before) == (NewsItem.objects.count() == 1)


def counting(_request: HttpRequest) -> HttpResponse:
    first = NewsItem.objects.count()
    store_elsewhere()
    return HttpResponse(f"{first} {NewsItem.objects.count()}")


@pytest.mark.django_db(transaction=True)
def test_the_desk_and_whoever_writes_sees_what_is_stored(rf: RequestFactory) -> None:
    answer = AnswersAsOfOneMoment(counting)
    assert answer(rf.get("/news/")).content == b"0 0"  # type: ignore[attr-defined]
    assert answer(rf.get("/admin/")).content == b"1 2"  # type: ignore[attr-defined]
    assert answer(rf.get("/preview/x/")).content == b"2 3"  # type: ignore[attr-defined]
    assert answer(rf.post("/news/")).content == b"3 4"  # type: ignore[attr-defined]
    assert answer(rf.head("/news/")).content == b"4 4"  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_within_another_is_that_one() -> None:
    with snapshot.snapshot():
        assert NewsItem.objects.count() == 0
        with snapshot.snapshot():
            store_elsewhere()
            assert NewsItem.objects.count() == 0
        assert NewsItem.objects.count() == 0
    assert NewsItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_asks_the_base_nothing_begins_nothing(rf: RequestFactory) -> None:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        AnswersAsOfOneMoment(lambda _request: HttpResponse())(rf.get("/robots.txt"))
    assert asked == []


@pytest.mark.django_db(transaction=True)
def test_a_base_that_cannot_begin_is_told_and_the_next_answer_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(snapshot.BEGIN, connection.vendor, "BEGIN NONSENSE")
        with pytest.raises(DatabaseError), snapshot.snapshot():
            NewsItem.objects.count()
    with snapshot.snapshot():
        assert NewsItem.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_after_a_snapshot_that_was_broken_off_one_may_write(
    make_news_item: Callable[..., NewsItem],
) -> None:
    make_news_item(slug="first")

    def fail() -> None:
        with snapshot.snapshot():
            assert NewsItem.objects.count() == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    make_news_item(slug="second")
    assert NewsItem.objects.count() == 2


def test_within_a_transaction_that_one_holds(make_news_item: Callable[..., NewsItem]) -> None:
    make_news_item()
    with snapshot.snapshot():
        assert NewsItem.objects.count() == 1
    assert NewsItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_known_at_its_connection_with_its_moment() -> None:
    assert getattr(connection, "snapshot", None) is None
    with snapshot.snapshot():
        held = connection.snapshot  # type: ignore[attr-defined]
        assert timezone.now() - held.moment < datetime.timedelta(minutes=1)
        assert held.known == {}
        with snapshot.snapshot():
            assert connection.snapshot is held  # type: ignore[attr-defined]
    assert connection.snapshot is None  # type: ignore[attr-defined]
    assert connection.execute_wrappers == []


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_leaves_alone_who_else_watches_the_queries() -> None:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with snapshot.snapshot(), connection.execute_wrapper(note):
        NewsItem.objects.count()
        NewsItem.objects.count()
    with connection.execute_wrapper(note), snapshot.snapshot():
        NewsItem.objects.count()
    assert len(asked) == 3
    assert connection.execute_wrappers == []


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_base_goes_away_at_its_very_end_is_answered_all_the_same() -> None:
    with snapshot.snapshot():
        assert NewsItem.objects.count() == 0
        connection.connection.close()
    assert connection.connection is None
    assert NewsItem.objects.count() == 0
