"""What an open form is told of the session, and which of its copies a browser may let go."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from newsroom.editing.kept import MOST_REMEMBERED
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "/admin/session/"
NOBODY = {"user": "", "name": "", "seconds": 0, "token": ""}
ADD = "/admin/news/newsitem/add/"
TWELVE_HOURS = 12 * 60 * 60
COPY = "0123456789abcdef" * 2


def ends_in(**time: float) -> None:
    Session.objects.update(expire_date=timezone.now() + datetime.timedelta(**time))


def end() -> datetime.datetime:
    return Session.objects.get().expire_date


def news_item(**fields: str) -> dict[str, str]:
    return {
        "date": "24.04.2024",
        "headline": "",
        "lead": "A lead.",
        "body": "",
        "slug": "",
        **fields,
    }


def stored_copies(client: Client) -> str:
    found = re.search(r'data-stored="([^"]*)"', client.get("/admin/").text)
    assert found
    return found[1]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_told_of_nobody(client: Client, method: str) -> None:
    answer = getattr(client, method)(ADDRESS)

    assert answer.json() == NOBODY
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.django_db
def test_who_may_not_enter_the_desk_counts_as_nobody(sign_in: Callable[[User], Client]) -> None:
    reader = sign_in(User.objects.create_user("reader"))

    assert reader.get(ADDRESS).json() == NOBODY


def test_an_editor_is_told_who_is_signed_in_and_for_how_long(
    writer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(writer)
    ends_in(minutes=10)
    answer = client.get(ADDRESS)
    told = answer.json()

    assert (told["user"], told["name"]) == (str(writer.pk), "anna")
    assert 590 < told["seconds"] <= 600
    assert "no-store" in answer["Cache-Control"]


def test_asking_does_not_make_a_session_longer_and_typing_does(
    writer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(writer)
    ends_in(minutes=10)
    before = end()
    client.get(ADDRESS)
    assert end() == before

    told = client.post(ADDRESS).json()
    assert told["seconds"] == TWELVE_HOURS
    assert end() > timezone.now() + datetime.timedelta(hours=11)


def test_the_token_is_one_that_a_form_is_accepted_with(writer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    token = client.get(ADDRESS).json()["token"]

    assert client.post(ADDRESS).status_code == 403
    assert client.post(ADDRESS, headers={"X-CSRFToken": token}).json()["user"] == str(writer.pk)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(desk: Client, method: str) -> None:
    assert desk.generic(method, ADDRESS).status_code == 405


def test_who_signed_in_beside_a_form_is_told_to_go_back_to_it(desk: Client) -> None:
    assert "Close this window" in desk.get(f"{ADDRESS}signed-in/").text
    assert Client().get(f"{ADDRESS}signed-in/").status_code == 302


def test_a_copy_may_go_once_its_form_is_stored(desk: Client) -> None:
    desk.post(ADD, news_item(kept=COPY))

    assert NewsItem.objects.count() == 1
    assert stored_copies(desk) == COPY


def test_a_copy_stays_while_its_form_comes_back(desk: Client) -> None:
    answer = desk.post(ADD, news_item(kept=COPY, date="31.02.2024"))

    assert not NewsItem.objects.exists()
    assert f'data-copy="{COPY}"' in answer.text
    assert stored_copies(desk) == ""


def test_a_copy_stays_when_what_it_is_of_is_gone(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    address = f"/admin/news/newsitem/{item.pk}/change/"
    item.delete()
    desk.post(address, news_item(kept=COPY))

    assert stored_copies(desk) == ""


@pytest.mark.parametrize(
    "name", ["", "x", COPY.upper(), f"{COPY}0", "\x00", '"><script>', "٣" * 32]
)
def test_a_name_that_no_form_of_ours_sends_is_passed_over(desk: Client, name: str) -> None:
    desk.post(ADD, news_item(kept=name))

    assert NewsItem.objects.count() == 1
    assert stored_copies(desk) == ""


def test_only_the_latest_copies_are_remembered(desk: Client) -> None:
    names = [f"{number:032x}" for number in range(MOST_REMEMBERED + 2)]
    for name in names:
        desk.post(ADD, news_item(kept=name))

    assert stored_copies(desk).split() == names[2:]


def test_nobody_elses_pages_tell_of_copies(
    desk: Client, writer: User, sign_in: Callable[[User], Client], client: Client
) -> None:
    desk.post(ADD, news_item(kept=COPY))

    assert stored_copies(sign_in(writer)) == ""
    assert 'data-owner=""' in client.get("/admin/login/").text


def owner(client: Any) -> str:
    found = re.search(r'data-owner="([^"]*)"', client.get("/admin/").text)
    assert found
    return found[1]


def test_copies_belong_to_a_user_of_this_site(desk: Client, editor: User) -> None:
    assert owner(desk) == f"/admin/ {editor.pk}"
