"""That whoever wrote does not publish, where the desk wants it; and who counts as a writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.models import PublishLogEntry
from newsroom.editing.releases.writers import writers_of
from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from tests.editing.moving import GONE, carry_out, page_of, state
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client


@pytest.fixture
def two_people(settings: Any) -> None:
    settings.NEWSROOM_TWO_PEOPLE = ["news"]


@pytest.fixture
def draft(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(date=timezone.localdate(), published_at=None)


@pytest.fixture
def boris(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


@pytest.fixture
def clara(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user("clara", "Publishers", first_name="Clara", last_name="Weiss"))


def write(client: Client, item: NewsItem, lead: str) -> None:
    """Save the form of the draft with other words."""
    sent = client.post(address_of(item), filled_in(client, item) | {"lead": lead})
    assert sent.status_code == 302, sent.context["errors"]


def writers(item: NewsItem) -> set[int]:
    return writers_of(NewsItem, [item.pk]).get(item.pk, set())


def test_who_wrote_cannot_publish_and_is_told_who_can(
    two_people: None, draft: NewsItem, boris: Client, clara: Client
) -> None:
    write(boris, draft, "Words of Boris.")
    for move in ("publish", "schedule"):
        told = carry_out(boris, move, draft).text
        assert "was written by you" in told
        assert "Clara Weiss" in told
    assert state(draft) == State.DRAFT

    form = boris.get(address_of(draft))
    assert [button.name for button in form.context["box"].buttons()] == ["review"]
    assert "was written by you" in form.text

    carry_out(clara, "publish", draft)
    assert state(draft) == State.PUBLIC
    assert not PublishLogEntry.objects.get().is_alone


def test_one_word_is_enough_to_be_a_writer(
    two_people: None, draft: NewsItem, writer: User, boris: Client, publisher: User
) -> None:
    history.record(draft, writer, "Written.")
    write(boris, draft, "Another word.")

    assert writers(draft) == {writer.pk, publisher.pk}
    carry_out(boris, "publish", draft)
    assert state(draft) == State.DRAFT


def test_to_publish_and_to_withdraw_is_not_to_write(
    two_people: None, draft: NewsItem, writer: User, boris: Client
) -> None:
    history.record(draft, writer, "Written.")
    for _time in range(2):
        carry_out(boris, "publish", draft)
        assert state(draft) == State.PUBLIC
        carry_out(boris, "withdraw", draft, **GONE)
        assert state(draft) == State.DRAFT
        assert writers(draft) == set()


def test_what_is_written_after_a_withdrawal_wants_another_person(
    two_people: None, draft: NewsItem, writer: User, boris: Client, clara: Client, publisher: User
) -> None:
    history.record(draft, writer, "Written.")
    carry_out(boris, "publish", draft)
    carry_out(boris, "withdraw", draft, **GONE)
    write(boris, draft, "Rewritten.")

    assert writers(draft) == {publisher.pk}
    carry_out(boris, "publish", draft)
    assert state(draft) == State.DRAFT
    carry_out(clara, "publish", draft)
    assert state(draft) == State.PUBLIC


def test_whoever_scheduled_may_take_it_off_and_change_its_embargo(
    two_people: None, draft: NewsItem, writer: User, boris: Client
) -> None:
    history.record(draft, writer, "Written.")
    moment = {"published_at_0": "24.04.2199", "published_at_1": "10:00"}
    carry_out(boris, "schedule", draft, **moment)
    carry_out(boris, "embargo", draft, **moment | {"published_at_1": "11:00"})
    draft.refresh_from_db()
    assert draft.published_at
    assert draft.published_at.hour == 11
    carry_out(boris, "unschedule", draft)
    assert state(draft) == State.DRAFT
    assert writers(draft) == set()


def test_a_button_works_where_the_form_could_only_propose(
    two_people: None, make_news_item: Callable[..., NewsItem], boris: Client
) -> None:
    item = make_news_item()
    form = filled_in(boris, item) | {"release": "withdraw"}
    answer = boris.post(address_of(item), form)

    assert answer["Location"] == page_of(item, "withdraw")


@pytest.mark.parametrize("others", [False, True])
def test_where_one_person_is_enough_the_log_tells_that_nobody_else_wrote(
    draft: NewsItem, boris: Client, writer: User, others: bool
) -> None:
    if others:
        history.record(draft, writer, "Written.")
    write(boris, draft, "Words of Boris.")
    carry_out(boris, "publish", draft)

    assert PublishLogEntry.objects.get().is_alone is not others


def test_what_came_in_from_outside_was_written_by_nobody_here(
    two_people: None, draft: NewsItem, boris: Client
) -> None:
    carry_out(boris, "publish", draft)

    assert state(draft) == State.PUBLIC
    assert not PublishLogEntry.objects.get().is_alone
