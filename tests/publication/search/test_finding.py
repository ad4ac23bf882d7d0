"""Readers find what they may see, and what they may not costs no look at what they may."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.models.shelf import Shelf
from newsroom.publication.search.finding import Span, passages
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.publication.models.shelf import AnyShelf

HOUR = datetime.timedelta(hours=1)
FIRST = datetime.date(2024, 4, 1)
DAYS = 5


@pytest.fixture
def archive(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    """Make a draft, a scheduled and a public publication of each desk for each of some days."""
    now = timezone.now()
    for day in range(DAYS):
        date = FIRST + datetime.timedelta(days=day)
        for moment in (None, now + HOUR, now - HOUR):
            make_news_item(date=date, lead="An answer.", published_at=moment)
            make_interview(2, date=date, published_at=moment)


def found(shelves: Sequence[AnyShelf], **how: bool) -> list[Any]:
    return list(passages(shelves, [Span()] * len(shelves), Query.parse("answer"), 50, **how))


@pytest.mark.parametrize("how", [{}, {"oldest_first": True}, {"parts_only": True}])
@pytest.mark.usefixtures("archive")
def test_a_shelf_has_what_its_queryset_has(how: dict[str, bool]) -> None:
    shelves = [Shelf.public(NewsItem), Shelf.public(Interview)]
    told = found(shelves, **how)
    assert told == found([shelf.queryset for shelf in shelves], **how)
    assert len(told) == DAYS * (2 if how.get("parts_only") else 3)


@pytest.mark.usefixtures("archive")
def test_a_period_narrows_a_search_whatever_its_span() -> None:
    second, third = FIRST + datetime.timedelta(days=1), FIRST + datetime.timedelta(days=2)
    shelf = Shelf.public(NewsItem).in_period(FIRST, third).in_period(second, third)
    assert found([shelf]) == found([shelf.queryset])
    assert len(found([shelf])) == 2


@pytest.mark.usefixtures("archive")
def test_what_is_withdrawn_or_waits_again_is_not_found_from_then_on() -> None:
    public = list(NewsItem.objects.public())
    NewsItem.objects.filter(pk=public[0].pk).update(published_at=None)
    NewsItem.objects.filter(pk=public[1].pk).update(published_at=timezone.now() + HOUR)
    assert {it.publication for it in found([Shelf.public(NewsItem)])} == {
        item.pk for item in public[2:]
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way")
@pytest.mark.usefixtures("archive")
def test_no_publication_is_looked_at_to_find_out_whether_readers_may_see_it(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(1) as asked:
        found([Shelf.public(NewsItem), Shelf.public(Interview)])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    looked_up = [step for step in plan if "newsitem" in step or "_interview" in step]
    assert len(looked_up) == 4
    assert all("USING COVERING INDEX" in step and "_released" in step for step in looked_up)
    drafts = "(published_at=? AND date=? AND rowid>? AND rowid<?)"
    assert sum(step.endswith(drafts) for step in looked_up) == 2
