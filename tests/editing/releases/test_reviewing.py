"""Asking for a review, and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from newsroom.editing.models import Review
from newsroom.editing.releases import reviewing
from newsroom.publication.models import State
from tests.editing.moving import carry_out, state
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.news.models import NewsItem

LIST = "/admin/news/newsitem/"


@pytest.fixture
def draft(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(date=timezone.localdate(), published_at=None)


@pytest.fixture
def anna(writer: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(writer)


@pytest.fixture
def boris(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


def ask(client: Client, item: NewsItem, **fields: str) -> None:
    """Press the button on the form, with what was typed, and ask on the page that follows."""
    form = filled_in(client, item) | {"release": "review", **fields}
    page = client.post(address_of(item), form)
    assert page["Location"] == f"{LIST}{item.pk}/review/"
    client.post(page["Location"], {"note": "Please look at the second paragraph."})


def send_back(client: Client, item: NewsItem) -> None:
    client.post(f"{LIST}{item.pk}/send-back/", {"note": "The date is wrong."})


def test_asking_saves_the_form_and_waits(anna: Client, boris: Client, draft: NewsItem) -> None:
    ask(anna, draft, lead="What Anna wrote.")

    draft.refresh_from_db()
    assert draft.lead == "What Anna wrote."
    assert [it.publication for it in reviewing.waiting()] == [draft]
    form = boris.get(address_of(draft))
    assert "Waits for review since" in form.text
    assert "Anna Berg asked: “Please look at the second paragraph.”" in form.text
    names = [button.name for button in form.context["box"].buttons()]
    assert names == ["publish", "schedule", "send-back"]


def test_what_is_sent_back_is_told_until_it_is_asked_for_anew(
    anna: Client, boris: Client, draft: NewsItem
) -> None:
    ask(anna, draft)
    send_back(boris, draft)
    assert reviewing.waiting() == []
    anna.post(address_of(draft), filled_in(anna, draft) | {"lead": "The date is right now."})
    assert "Sent back by Boris Ivanov" in anna.get(address_of(draft)).text
    assert "“The date is wrong.”" in anna.get(address_of(draft)).text

    ask(anna, draft)
    assert Review.objects.count() == 1
    assert "Sent back" not in anna.get(address_of(draft)).text


@pytest.mark.parametrize("move", ["publish", "schedule"])
def test_a_release_ends_the_review(anna: Client, boris: Client, draft: NewsItem, move: str) -> None:
    ask(anna, draft)
    carry_out(boris, move, draft, published_at_0="24.04.2199", published_at_1="10:00")

    assert state(draft) != State.DRAFT
    assert not Review.objects.exists()


def test_what_is_deleted_waits_no_longer(anna: Client, boris: Client, draft: NewsItem) -> None:
    ask(anna, draft)
    boris.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})

    assert not Review.objects.exists()


def test_what_was_released_or_deleted_past_the_desk_does_not_wait(
    make_news_item: Callable[..., NewsItem], writer: User
) -> None:
    public, gone = make_news_item(), make_news_item()
    reviewing.ask(public, writer)
    reviewing.ask(gone, writer)
    gone.delete()

    assert reviewing.waiting() == []


def test_a_new_item_is_sent_to_review_from_the_page_on_which_it_was_written(anna: Client) -> None:
    form = {"date": "24.04.2024", "lead": "News", "release": "review"}
    page = anna.post(f"{LIST}add/", form)
    anna.post(page["Location"], {"note": ""})

    (review,) = reviewing.waiting()
    assert review.asked_by_name == "Anna Berg"


@pytest.mark.parametrize("note", ["\x00", "x" * 5001])
def test_a_note_that_cannot_be_kept_is_refused(anna: Client, draft: NewsItem, note: str) -> None:
    assert anna.post(f"{LIST}{draft.pk}/review/", {"note": note}).status_code == 200
    assert not Review.objects.exists()


@pytest.mark.parametrize("key", ["x", "999999", "9" * 30])
def test_no_review_of_what_does_not_exist(boris: Client, db: None, key: str) -> None:
    for page in ("review", "send-back"):
        assert boris.get(f"{LIST}{key}/{page}/").status_code == 404
