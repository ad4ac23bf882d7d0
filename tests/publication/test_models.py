from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.models import State

if TYPE_CHECKING:
    from collections.abc import Callable

    MakeNewsItem = Callable[..., NewsItem]

SECOND = datetime.timedelta(seconds=1)


def test_a_publication_is_a_draft_then_scheduled_then_public(
    make_news_item: MakeNewsItem, tomorrow: datetime.datetime
) -> None:
    assert make_news_item(published_at=None).state == State.DRAFT
    assert make_news_item(published_at=tomorrow).state == State.SCHEDULED
    assert make_news_item(published_at=timezone.now() - SECOND).state == State.PUBLIC


def test_the_public_sees_what_is_released_and_nothing_else(
    make_news_item: MakeNewsItem, tomorrow: datetime.datetime
) -> None:
    released = make_news_item()
    make_news_item(published_at=None)
    make_news_item(published_at=tomorrow)

    assert list(NewsItem.objects.public()) == [released]
    assert list(NewsItem.objects.visible_to(AnonymousUser())) == [released]


def test_a_scheduled_publication_is_public_from_its_very_moment(
    make_news_item: MakeNewsItem, tomorrow: datetime.datetime
) -> None:
    make_news_item(published_at=tomorrow)

    assert not NewsItem.objects.public(at=tomorrow - datetime.timedelta(microseconds=1))
    assert NewsItem.objects.public(at=tomorrow)


@pytest.mark.parametrize("state", State)
def test_the_state_in_the_database_is_the_state_in_python(
    make_news_item: MakeNewsItem, tomorrow: datetime.datetime, state: State
) -> None:
    for moment in (None, tomorrow, timezone.now() - SECOND):
        make_news_item(published_at=moment)

    assert [item.state for item in NewsItem.objects.in_state(state)] == [state]


def test_only_those_who_work_at_the_desk_see_its_drafts(
    make_news_item: MakeNewsItem, editor: User
) -> None:
    make_news_item(published_at=None)
    clerk = User.objects.create_user("clerk", is_staff=True)
    reader = User.objects.create_user("reader")
    reader.user_permissions.set(editor.user_permissions.all())

    corrector = User.objects.create_user("corrector", is_staff=True)
    corrector.user_permissions.set(Permission.objects.filter(codename="change_newsitem"))

    assert NewsItem.objects.visible_to(editor).count() == 1
    assert NewsItem.objects.visible_to(corrector).count() == 1
    assert NewsItem.objects.visible_to(clerk).count() == 0
    assert NewsItem.objects.visible_to(reader).count() == 0


def test_the_newest_date_comes_first_and_one_day_keeps_the_order_of_the_source(
    make_news_item: MakeNewsItem,
) -> None:
    first = make_news_item()
    second = make_news_item()
    older = make_news_item(date=datetime.date(2024, 4, 22))
    assert first.published_at
    later_that_day = make_news_item(published_at=first.published_at + SECOND)

    assert list(NewsItem.objects.public()) == [later_that_day, first, second, older]


def test_the_desk_sees_the_drafts_of_a_day_before_the_rest_of_it(
    make_news_item: MakeNewsItem, editor: User
) -> None:
    released = make_news_item()
    draft = make_news_item(published_at=None)

    assert list(NewsItem.objects.visible_to(editor)) == [draft, released]


def test_older_and_newer_cut_the_list_at_every_place(
    make_news_item: MakeNewsItem, editor: User
) -> None:
    days = [datetime.date(2024, 4, day) for day in (22, 24, 24, 24)]
    for date in days:
        make_news_item(date=date)
        make_news_item(date=date, published_at=None)
        make_news_item(date=date, published_at=timezone.now())
    listed = list(NewsItem.objects.visible_to(editor))
    assert [item.position.order() for item in listed] == sorted(
        item.position.order() for item in listed
    )

    for place, item in enumerate(listed):
        visible = NewsItem.objects.visible_to(editor)
        position = item.position
        assert list(visible.older_than(position)) == listed[place + 1 :]
        assert list(visible.newer_than(position)) == listed[:place]


def test_positions_of_another_desk_cut_the_list_too(
    make_news_item: MakeNewsItem, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(date=datetime.date(2024, 4, 24))
    item = make_news_item(published_at=interview.published_at)

    assert list(NewsItem.objects.public().older_than(interview.position)) == [item]
    assert list(Interview.objects.public().newer_than(item.position)) == [interview]
    assert not NewsItem.objects.public().newer_than(interview.position)
    assert not Interview.objects.public().older_than(item.position)


def test_neighbours_pass_over_what_is_not_public(make_news_item: MakeNewsItem) -> None:
    older = make_news_item(date=datetime.date(2024, 4, 20))
    make_news_item(date=datetime.date(2024, 4, 21), published_at=None)
    here = make_news_item(date=datetime.date(2024, 4, 22))
    make_news_item(date=datetime.date(2024, 4, 23), published_at=None)
    newer = make_news_item(date=datetime.date(2024, 4, 24))

    public = NewsItem.objects.public()
    assert public.neighbours(here) == {"older": older, "newer": newer}
    assert public.neighbours(older) == {"newer": here}
    assert public.neighbours(newer) == {"older": here}


def test_the_label_is_the_headline_or_the_start_of_the_lead_or_the_date() -> None:
    date = datetime.date(2024, 4, 24)

    assert NewsItem(headline=" Meeting ", lead="Words.", date=date).label == "Meeting"
    assert NewsItem(lead="Short *lead*.", date=date).label == "Short lead."
    assert NewsItem(lead="word " * 40, date=date).label == "word " * 17 + "word\N{NO-BREAK SPACE}…"
    assert NewsItem(lead="   ", date=date).label == "24.04.2024"


@pytest.mark.parametrize(
    ("headline", "lead", "slug"),
    [
        ("Meeting in Minsk", "", "meeting-in-minsk"),
        ("Встреча в Минске", "", "встреча-в-минске"),
        ("北京", "", "北京"),
        ("", "On 24 April, in *Moscow*.", "on-24-april-in-moscow"),
        ("—", "", "2024-04-24"),
        ("🎉", "", "2024-04-24"),
        ("word " * 50, "", "word-" * 13 + "word"),
    ],
)
def test_every_kind_of_headline_gets_a_readable_address(
    db: None, headline: str, lead: str, slug: str
) -> None:
    item = NewsItem(headline=headline[:300], lead=lead, date=datetime.date(2024, 4, 24))
    item.full_clean()

    assert item.slug == slug


def test_a_second_publication_of_the_same_name_gets_another_address(
    make_news_item: MakeNewsItem,
) -> None:
    make_news_item(slug="briefing")
    item = NewsItem(headline="Briefing")
    item.full_clean()
    item.save()
    item.full_clean()

    assert item.slug == "briefing-2"


@pytest.mark.parametrize(
    "fields",
    [
        {"slug": ""},
        {"slug": "bad slug!"},
        {"slug": "a/b"},
        {"slug": ".."},
        {"slug": "x" * 101},
        {"headline": "x" * 301},
        {"headline": "", "lead": ""},
        {"date": datetime.date(1, 1, 1)},
        {"date": datetime.date(9999, 12, 31)},
    ],
)
def test_the_database_itself_refuses_what_would_break_the_site(
    make_news_item: MakeNewsItem, fields: dict[str, Any]
) -> None:
    with pytest.raises((IntegrityError, Exception)) as refusal, transaction.atomic():
        make_news_item(**fields)

    assert type(refusal.value).__name__ in {"IntegrityError", "DataError"}


def test_two_publications_of_a_desk_never_share_an_address(make_news_item: MakeNewsItem) -> None:
    make_news_item(slug="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_news_item(slug="one")


def test_validation_says_in_words_what_the_database_would_refuse(db: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        NewsItem(date=datetime.date(24, 4, 2024 % 28 + 1)).full_clean()

    assert "The date lies between the years 1800 and 2199." in refusal.value.messages
    assert "Write a headline or a lead." in refusal.value.messages


def test_the_address_bears_the_date_as_printed(make_news_item: MakeNewsItem) -> None:
    item = make_news_item(slug="one", date=datetime.date(2024, 4, 5))

    assert item.get_absolute_url() == "/news/2024/04/05/one/"
