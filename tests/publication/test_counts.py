"""How many publications a reader may see, by month and by day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication import counts
from newsroom.publication.counts import Counts, days_of, read, read_narrowed

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime.date
APRIL, MAY = DAY(2024, 4, 1), DAY(2024, 5, 1)
BOTH = (NewsItem, Interview)


@pytest.fixture
def some(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
) -> None:
    """Public: three news items and an interview; of each kind a draft and a scheduled one."""
    for date in (DAY(2024, 4, 1), DAY(2024, 4, 30), MAY):
        make_news_item(date=date)
    make_interview(date=DAY(2024, 4, 30))
    make: Any
    for make in (make_news_item, make_interview):
        make(date=DAY(2024, 4, 2), published_at=None)
        make(date=DAY(2024, 6, 2), published_at=tomorrow)


def test_a_reader_is_told_of_what_is_public_alone(some: None) -> None:
    assert read([NewsItem], AnonymousUser()).months == {APRIL: 2, MAY: 1}
    assert read(BOTH, AnonymousUser()).months == {APRIL: 3, MAY: 1}


def test_what_is_scheduled_counts_from_its_very_moment(
    make_news_item: Callable[..., NewsItem], time_machine: Any
) -> None:
    moment = datetime.datetime(2024, 5, 1, 9, tzinfo=datetime.UTC)
    make_news_item(date=MAY, published_at=moment)

    time_machine.move_to(moment - datetime.timedelta(seconds=1), tick=False)
    assert read(BOTH, AnonymousUser()).months == {}
    time_machine.move_to(moment, tick=False)
    assert read(BOTH, AnonymousUser()).months == {MAY: 1}


def test_a_desk_is_told_of_its_drafts_and_of_no_other_desks(some: None, editor: User) -> None:
    june = DAY(2024, 6, 1)
    assert read(BOTH, editor).months == {APRIL: 5, MAY: 1, june: 2}

    of_news = User.objects.create_user("of news", is_staff=True)
    of_news.user_permissions.set(Permission.objects.filter(content_type__app_label="news"))
    assert read(BOTH, of_news).months == {APRIL: 4, MAY: 1, june: 1}


APRIL_IN_FULL = (APRIL, DAY(2024, 4, 30))
WHOLE = (DAY.min, DAY.max)


def test_days_are_told_of_the_stretches_that_are_asked_for(some: None) -> None:
    found = read([NewsItem], AnonymousUser(), [APRIL_IN_FULL])
    assert found.days == {DAY(2024, 4, 1): 1, DAY(2024, 4, 30): 1}
    assert found.months == {APRIL: 2, MAY: 1}

    of_both = read(BOTH, AnonymousUser(), [(APRIL, APRIL), (DAY(2024, 4, 30), MAY)])
    assert of_both.days == {APRIL: 1, DAY(2024, 4, 30): 2, MAY: 1}
    assert days_of(BOTH, AnonymousUser(), APRIL_IN_FULL) == {APRIL: 1, DAY(2024, 4, 30): 2}


def test_of_days_too_a_desk_is_told_of_its_own_drafts_alone(some: None, editor: User) -> None:
    april = {APRIL: 1, DAY(2024, 4, 2): 2, DAY(2024, 4, 30): 2}
    assert days_of(BOTH, editor, APRIL_IN_FULL) == april
    assert days_of(BOTH, editor, WHOLE) == april | {MAY: 1, DAY(2024, 6, 2): 2}
    assert days_of(BOTH, AnonymousUser(), WHOLE) == {APRIL: 1, DAY(2024, 4, 30): 2, MAY: 1}


def test_a_day_counts_what_is_scheduled_from_its_very_moment(
    make_news_item: Callable[..., NewsItem], time_machine: Any
) -> None:
    moment = datetime.datetime(2024, 5, 1, 9, tzinfo=datetime.UTC)
    make_news_item(date=MAY, published_at=moment)

    time_machine.move_to(moment - datetime.timedelta(seconds=1), tick=False)
    assert days_of(BOTH, AnonymousUser(), WHOLE) == {}
    time_machine.move_to(moment, tick=False)
    assert days_of(BOTH, AnonymousUser(), WHOLE) == {MAY: 1}


def test_what_is_narrowed_is_told_of_by_day(some: None) -> None:
    april = NewsItem.objects.public().in_period(*APRIL_IN_FULL)
    found = read_narrowed([NewsItem], AnonymousUser(), [april])

    assert found.days == {DAY(2024, 4, 1): 1, DAY(2024, 4, 30): 1}
    assert found.months == {APRIL: 2, MAY: 1}


def test_of_too_many_that_are_narrowed_no_days_are_told(
    some: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "MOST_DAYS", 2)
    public = NewsItem.objects.public()

    assert read_narrowed([NewsItem], AnonymousUser(), [public.filter(date=MAY)]).days == {MAY: 1}
    assert read_narrowed([NewsItem], AnonymousUser(), [public]).days is None
    assert read([NewsItem], AnonymousUser(), [WHOLE]).days is not None


def test_what_cannot_be_found_at_all_has_no_days(some: None) -> None:
    assert read_narrowed([NewsItem], AnonymousUser(), [NewsItem.objects.none()]).days == {}


def test_it_is_one_query_for_every_desk_and_every_part(some: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        read_narrowed(BOTH, AnonymousUser(), [NewsItem.objects.public(), Interview.objects.all()])
        read(BOTH, AnonymousUser(), [WHOLE])
        days_of(BOTH, AnonymousUser(), WHOLE)

    assert len(captured) == 3


def test_dates_that_are_known_are_counted_without_a_query() -> None:
    found = Counts.of([APRIL, APRIL, MAY, DAY(2023, 12, 31)])

    assert found.months == {APRIL: 2, MAY: 1, DAY(2023, 12, 1): 1}
    assert found.days == {APRIL: 2, MAY: 1, DAY(2023, 12, 31): 1}
    assert found.years == {2024: 3, 2023: 1}
    assert (found.first, found.last) == (DAY(2023, 12, 1), MAY)


def test_of_nothing_there_is_neither_first_nor_last() -> None:
    assert (Counts.of([]).first, Counts.of([]).last) == (None, None)
