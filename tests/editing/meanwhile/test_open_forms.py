"""Who has a form open, and what was saved since, as the form is told."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from newsroom.editing.models import OpenForm
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.news.models import NewsItem

MORNING = datetime.datetime(2024, 4, 24, 10, 32, tzinfo=datetime.UTC)
ANNA = "Anna Berg has this open since 10:32 UTC."


@pytest.fixture
def item(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(published_at=None)


@pytest.fixture
def anna(writer: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(writer)


@pytest.fixture
def boris(publisher: User, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(publisher)


def open_address(item: NewsItem) -> str:
    return address_of(item).replace("/change/", "/open/")


def opened(client: Client, item: NewsItem) -> str:
    """Open the form and return what its script would tell the server."""
    sealed: str = client.get(address_of(item)).context["opened"]
    return sealed


def sign_of_life(client: Client, item: NewsItem, **sent: str) -> Any:
    response = client.post(open_address(item), sent)
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return response.json()


def test_the_form_says_at_once_who_has_it_open(anna: Client, boris: Client, item: NewsItem) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        assert "has this open" not in anna.get(address_of(item)).text
        clock.shift(60)
        assert ANNA in boris.get(address_of(item)).text
        assert ANNA not in anna.get(address_of(item)).text


def test_who_is_not_heard_of_any_more_is_forgotten(
    anna: Client, boris: Client, item: NewsItem
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        anna.get(address_of(item))
        clock.shift(89)
        assert sign_of_life(boris, item)["others"] == [ANNA]
        clock.shift(2)
        assert sign_of_life(boris, item)["others"] == []


def test_a_sign_of_life_keeps_a_form_open_since_it_was_opened(
    anna: Client, boris: Client, item: NewsItem
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        anna.get(address_of(item))
        for _half_minute in range(6):
            clock.shift(30)
            sign_of_life(anna, item)
        assert sign_of_life(boris, item)["others"] == [ANNA]


def test_leaving_the_page_ends_it(anna: Client, boris: Client, item: NewsItem) -> None:
    anna.get(address_of(item))
    assert sign_of_life(anna, item, left="1") == {}

    assert sign_of_life(boris, item)["others"] == []


def test_what_is_long_past_is_swept(anna: Client, boris: Client, item: NewsItem) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        anna.get(address_of(item))
        clock.shift(3600)
        boris.get(address_of(item))

    assert [row.user.get_username() for row in OpenForm.objects.all()] == ["boris"]


def test_many_looks_at_a_form_are_written_down_once(
    anna: Client, item: NewsItem, django_assert_num_queries: Any
) -> None:
    anna.get(address_of(item))
    before = OpenForm.objects.get().seen_at
    for _look in range(3):
        anna.get(address_of(item))

    assert OpenForm.objects.get().seen_at == before


def test_what_was_saved_since_is_told_with_name_and_time(
    anna: Client, boris: Client, item: NewsItem
) -> None:
    since = opened(anna, item)
    assert sign_of_life(anna, item, opened=since)["newer"] == []
    saved = boris.post(address_of(item), filled_in(boris, item) | {"headline": "Theirs"})
    assert saved.status_code == 302

    (told,) = sign_of_life(anna, item, opened=since)["newer"]
    day = timezone.localtime().strftime("%d.%m.%Y")
    assert told.startswith(f"Boris Ivanov saved a newer version on {day}")


def test_a_release_since_is_told(anna: Client, item: NewsItem) -> None:
    since = opened(anna, item)
    type(item).objects.update(published_at=timezone.now())

    (told,) = sign_of_life(anna, item, opened=since)["newer"]
    assert "Its release is another one than when you opened the form. Public since" in told


@pytest.mark.parametrize("opened", ["", "x", "\x00", "a:b:c"])
def test_a_forged_seal_tells_nothing(anna: Client, item: NewsItem, opened: str) -> None:
    assert sign_of_life(anna, item, opened=opened)["newer"] == []


def test_a_busy_base_keeps_nobody_from_opening_a_form(
    anna: Client, item: NewsItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(type(OpenForm.objects.all()), "bulk_create", refuse)

    assert anna.get(address_of(item)).status_code == 200
    assert not OpenForm.objects.exists()


def test_only_who_may_change_it_is_heard(
    anna: Client, item: NewsItem, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    guest = make_user("guest", "Editors")
    guest.groups.clear()

    assert sign_in(guest).post(open_address(item)).status_code == 403
    assert anna.get(open_address(item)).status_code == 405
    assert anna.post(open_address(item).replace(f"/{item.pk}/", "/999999/")).status_code == 404
    assert anna.post(open_address(item).replace(f"/{item.pk}/", "/x/")).status_code == 404
    assert not OpenForm.objects.exists()


def test_the_form_of_a_new_publication_is_nobody_elses(anna: Client) -> None:
    assert "open-forms" not in anna.get("/admin/news/newsitem/add/").text
