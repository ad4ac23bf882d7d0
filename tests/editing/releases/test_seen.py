"""A page of confirmation that was opened before somebody else did something."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.models import PublishLogEntry
from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from tests.editing.moving import GONE, confirmation, page_of, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from interviews.models import Interview

LIST = "/admin/news/newsitem/"


@pytest.fixture
def draft(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(date=timezone.localdate(), published_at=None)


def test_what_was_edited_meanwhile_is_not_published_but_shown_anew(
    desk: Client, draft: NewsItem, writer: User
) -> None:
    address = page_of(draft, "publish")
    opened = confirmation(desk.get(address))
    NewsItem.objects.filter(pk=draft.pk).update(lead="Words that nobody has looked at.")
    history.record(draft, writer, "Edited.")

    again = desk.post(address, opened)
    assert again.status_code == 200
    assert "was changed meanwhile, by Anna Berg on" in again.text
    assert state(draft) == State.DRAFT

    assert desk.post(address, confirmation(again)).status_code == 302
    assert state(draft) == State.PUBLIC


def test_an_exchange_changed_meanwhile_is_a_change_of_the_interview(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(lead="A lead.", date=timezone.localdate(), published_at=None)
    address = page_of(interview, "publish")
    opened = confirmation(desk.get(address))
    interview.exchanges.filter(key="q2").update(answer="Another answer.")

    assert "was changed meanwhile" in desk.post(address, opened).text
    assert state(interview) == State.DRAFT


@pytest.mark.parametrize("move", ["publish", "embargo", "unschedule"])
def test_a_release_changed_meanwhile_is_seen(
    desk: Client, make_news_item: Callable[..., NewsItem], tomorrow: Any, move: str
) -> None:
    item = make_news_item(date=timezone.localdate(), published_at=tomorrow)
    address = page_of(item, move)
    moment = {"published_at_0": "24.04.2199", "published_at_1": "10:00"}
    opened = confirmation(desk.get(address), **moment)
    later = tomorrow + datetime.timedelta(hours=1)
    NewsItem.objects.update(published_at=later)

    assert desk.post(address, opened).status_code == 200
    item.refresh_from_db()
    assert item.published_at == later


def test_of_a_choice_nothing_moves_when_one_was_changed(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    items = [make_news_item(headline=f"Item {number}") for number in range(3)]
    chosen = {"action": "withdraw", "_selected_action": [item.pk for item in items]}
    opened = chosen | confirmation(desk.post(LIST, chosen), **GONE)
    NewsItem.objects.filter(pk=items[1].pk).update(lead="Changed.")

    again = desk.post(LIST, opened)
    assert "“Item 1” was changed meanwhile." in again.text
    assert NewsItem.objects.public().count() == 3
    desk.post(LIST, chosen | confirmation(again, **GONE))
    assert not NewsItem.objects.public()


def test_what_has_left_the_list_meanwhile_is_counted(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    items = [make_news_item(date=timezone.localdate(), published_at=None) for _ in range(2)]
    drafts = f"{LIST}?state=draft"
    chosen = {"action": "publish", "_selected_action": [item.pk for item in items]}
    opened = chosen | confirmation(desk.post(drafts, chosen))
    NewsItem.objects.filter(pk=items[0].pk).update(published_at=timezone.now())

    again = desk.post(drafts, opened).text
    assert "1 publication is no longer where you chose it." in again
    assert state(items[1]) == State.DRAFT


@pytest.mark.parametrize("seen", [[], ["x"], ["\x00"], ["1:2", "999999999999999999999:3"]])
def test_a_confirmation_that_does_not_say_what_was_seen_does_nothing(
    desk: Client, draft: NewsItem, seen: list[str]
) -> None:
    forged = {"confirmed": "yes", "seen": seen}

    assert desk.post(page_of(draft, "publish"), forged).status_code == 200
    assert state(draft) == State.DRAFT
    assert not PublishLogEntry.objects.exists()


def test_pressing_twice_moves_once(desk: Client, draft: NewsItem) -> None:
    address = page_of(draft, "publish")
    opened = confirmation(desk.get(address))
    desk.post(address, opened)
    draft.refresh_from_db()
    first = draft.published_at
    desk.post(address, opened)

    draft.refresh_from_db()
    assert draft.published_at == first
    assert PublishLogEntry.objects.count() == 1
