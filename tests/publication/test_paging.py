from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication import paging

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.publication.models import Publication, PublicationQuerySet


@pytest.fixture
def mixed(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> list[Publication]:
    """Eleven publications of both desks in the order of the lists, several of a day."""
    made: list[Publication] = []
    for day in (24, 23, 22):
        date = datetime.date(2024, 4, day)
        made += [make_interview(0, date=date), make_news_item(date=date)]
        made += [make_news_item(date=date)]
    older = datetime.date(2023, 1, 1)
    return [*made, make_interview(0, date=older), make_news_item(date=older)]


def shelves() -> list[PublicationQuerySet[Any]]:
    return [NewsItem.objects.public(), Interview.objects.public()]


def test_leafing_to_the_end_and_back_shows_everything_once_in_order(
    mixed: list[Publication],
) -> None:
    page = paging.newest(shelves(), 3)
    forth = [page]
    while page.older:
        page = paging.older_than(shelves(), page.older, 3)
        forth.append(page)
    assert [it for page in forth for it in page.publications] == mixed

    back = [page]
    while page.newer:
        page = paging.newer_than(shelves(), page.newer, 3)
        back.append(page)
    assert back[-1] == forth[0]
    assert [page.publications for page in back[::-1]][-2:] == [
        page.publications for page in forth[-2:]
    ]


def test_the_first_page_is_full_from_whichever_side_one_comes(mixed: list[Publication]) -> None:
    second = paging.older_than(shelves(), mixed[0].position, 5)
    assert second.newer

    assert paging.newer_than(shelves(), second.newer, 5) == paging.newest(shelves(), 5)


def test_a_short_list_has_no_way_on(mixed: list[Publication]) -> None:
    assert paging.newest(shelves(), 11) == paging.Page(mixed)
    assert paging.newest([NewsItem.objects.none()]) == paging.Page([])


def test_a_link_into_the_list_stays_true_when_news_come_in(
    mixed: list[Publication], make_news_item: Callable[..., NewsItem]
) -> None:
    place = paging.newest(shelves(), 3).older
    assert place
    before = paging.older_than(shelves(), place, 3).publications
    make_news_item(date=datetime.date(2024, 5, 1))

    assert paging.older_than(shelves(), place, 3).publications == before
