from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from newsroom.delivery.snapshot import snapshot
from newsroom.news.models import NewsItem
from newsroom.publication import page_moment
from newsroom.publication.edition import Edition, current, of_this_page

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)
MIDNIGHT = datetime.datetime(2024, 4, 25, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def test_outside_of_a_snapshot_each_question_is_of_its_own_moment(db: None) -> None:
    assert page_moment.snapshot() is None
    with time_machine.travel(NOON, tick=False) as clock:
        assert page_moment.now() == timezone.now() == NOON
        clock.shift(SECOND)
        assert page_moment.now() == NOON + SECOND


@pytest.mark.django_db(transaction=True)
def test_a_page_is_of_one_moment_though_something_is_released_meanwhile(
    make_news_item: Callable[..., NewsItem],
) -> None:
    release = NOON + SECOND
    make_news_item(published_at=release)
    with time_machine.travel(NOON, tick=False) as clock:
        with snapshot():
            clock.move_to(release)
            assert page_moment.now() == NOON
            assert NewsItem.objects.public().count() == 0
            assert of_this_page() == Edition(current().version, release)
        with snapshot():
            assert page_moment.now() == release
            assert NewsItem.objects.public().count() == 1
            assert of_this_page() == Edition(current().version, MIDNIGHT)
