"""Publishing, scheduling and withdrawing at the desk."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from newsroom.publication.models import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.news.models import NewsItem

LIST = "/admin/news/newsitem/"


def act(desk: Client, action: str, *items: NewsItem, **more: str) -> Any:
    data = {"action": action, "_selected_action": [item.pk for item in items], **more}
    return desk.post(LIST, data, follow=True)


def state(item: NewsItem) -> State:
    item.refresh_from_db()
    return item.state


def test_publishing_is_confirmed_first_and_names_what_changes(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(lead="A draft", published_at=None)
    public = make_news_item(lead="A public one")

    asked = act(desk, "publish", draft, public).content.decode()
    assert "A draft" in asked
    assert "A public one is public already." in asked
    assert state(draft) == State.DRAFT

    released = public.published_at
    act(desk, "publish", draft, public, confirmed="yes")
    assert state(draft) == State.PUBLIC
    public.refresh_from_db()
    assert public.published_at == released


def test_scheduling_asks_for_a_moment_in_the_future(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    past = {"published_at_0": "24.04.2024", "published_at_1": "10:00"}
    refused = act(desk, "schedule", item, confirmed="yes", **past).content.decode()
    assert "This moment has passed." in refused
    assert state(item) == State.DRAFT

    moment = (timezone.localtime() + datetime.timedelta(days=3)).replace(second=0, microsecond=0)
    future = {"published_at_0": f"{moment:%d.%m.%Y}", "published_at_1": f"{moment:%H:%M}"}
    act(desk, "schedule", item, confirmed="yes", **future)
    assert state(item) == State.SCHEDULED
    assert item.published_at == moment


@pytest.mark.parametrize("fields", [{}, {"published_at_0": "x", "published_at_1": "y"}])
def test_scheduling_without_a_moment_changes_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem], fields: dict[str, str]
) -> None:
    item = make_news_item(published_at=None)

    assert act(desk, "schedule", item, confirmed="yes", **fields).status_code == 200
    assert state(item) == State.DRAFT


def test_what_is_public_is_not_scheduled_but_withdrawn_first(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    asked = act(desk, "schedule", item).content.decode()

    assert "withdraw it to a draft first" in asked


def test_withdrawing_takes_a_publication_from_its_readers(
    desk: Client, client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    assert client.get(item.get_absolute_url()).status_code == 200
    act(desk, "withdraw", item, confirmed="yes")

    assert state(item) == State.DRAFT
    assert client.get(item.get_absolute_url()).status_code == 404


def test_every_move_is_in_the_history_with_its_name(
    desk: Client, make_news_item: Callable[..., NewsItem], editor: User
) -> None:
    item = make_news_item(published_at=None)
    act(desk, "publish", item, confirmed="yes")

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        editor,
        str(item.pk),
        "Publish now",
    )


def test_a_move_from_the_form_leads_back_to_the_form(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    done = act(desk, "publish", item, confirmed="yes", from_form="1")

    assert done.redirect_chain[-1][0] == f"{LIST}{item.pk}/change/"
    assert "Public since" in done.content.decode()


def test_who_may_only_look_cannot_release(make_news_item: Callable[..., NewsItem]) -> None:
    item = make_news_item(published_at=None)
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_newsitem"))
    client = Client()
    client.force_login(guest)
    act(client, "publish", item, confirmed="yes")

    assert state(item) == State.DRAFT


def test_looking_changes_nothing(desk: Client, make_news_item: Callable[..., NewsItem]) -> None:
    item = make_news_item(published_at=None)
    desk.get(f"{LIST}?action=publish&_selected_action={item.pk}&confirmed=yes")

    assert state(item) == State.DRAFT
