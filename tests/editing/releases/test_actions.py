"""Publishing, scheduling and withdrawing at the desk."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from tests.editing.moving import GONE, confirmation, state
from tests.filling_in import filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

LIST = "/admin/news/newsitem/"


def act(desk: Client, action: str, *items: NewsItem, **more: Any) -> Any:
    data = {"action": action, "_selected_action": [item.pk for item in items], **more}
    return desk.post(LIST, data, follow=True)


def carry_out(desk: Client, action: str, *items: NewsItem, **more: Any) -> Any:
    """Ask for the action and confirm it on the page that follows, every doubt included."""
    return act(desk, action, *items, **confirmation(act(desk, action, *items)) | more)


def test_publishing_is_confirmed_first_and_names_what_changes(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(lead="A draft", published_at=None)
    public = make_news_item(lead="A public one")

    asked = act(desk, "publish", draft, public).content.decode()
    assert "A draft" in asked
    assert "A public one</strong> is public already." in asked
    assert state(draft) == State.DRAFT

    released = public.published_at
    carry_out(desk, "publish", draft, public)
    assert state(draft) == State.PUBLIC
    public.refresh_from_db()
    assert public.published_at == released


def test_scheduling_asks_for_a_moment_in_the_future(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    past = {"published_at_0": "24.04.2024", "published_at_1": "10:00"}
    refused = carry_out(desk, "schedule", item, **past).content.decode()
    assert "This moment has passed." in refused
    assert state(item) == State.DRAFT

    moment = (timezone.localtime() + datetime.timedelta(days=3)).replace(second=0, microsecond=0)
    future = {"published_at_0": f"{moment:%d.%m.%Y}", "published_at_1": f"{moment:%H:%M}"}
    carry_out(desk, "schedule", item, **future)
    assert state(item) == State.SCHEDULED
    assert item.published_at == moment


@pytest.mark.parametrize("fields", [{}, {"published_at_0": "x", "published_at_1": "y"}])
def test_scheduling_without_a_moment_changes_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem], fields: dict[str, str]
) -> None:
    item = make_news_item(published_at=None)

    assert carry_out(desk, "schedule", item, **fields).status_code == 200
    assert state(item) == State.DRAFT


def test_withdrawing_takes_a_publication_from_its_readers(
    desk: Client, client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    assert client.get(item.get_absolute_url()).status_code == 200
    carry_out(desk, "withdraw", item, **GONE)

    assert state(item) == State.DRAFT
    assert client.get(item.get_absolute_url()).status_code == 410


def test_every_move_is_in_the_history_with_its_name(
    desk: Client, make_news_item: Callable[..., NewsItem], editor: User
) -> None:
    item = make_news_item(published_at=None)
    carry_out(desk, "publish", item)

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        editor,
        str(item.pk),
        "Publish now",
    )


def test_a_button_beside_save_saves_then_asks_then_leads_back(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    address = f"{LIST}{item.pk}/change/"
    form = filled_in(desk, item) | {"lead": "A better lead"}
    asked = desk.post(address, form | {"release": "publish"}, follow=True)
    assert asked.redirect_chain == [(f"{LIST}{item.pk}/release/publish/", 302)]
    assert state(item) == State.DRAFT
    assert item.lead == "A better lead"

    confirmed = confirmation(asked)
    done = desk.post(asked.redirect_chain[0][0], confirmed, follow=True)
    assert done.redirect_chain == [(address, 302)]
    assert state(item) == State.PUBLIC
    assert "Public since" in done.content.decode()


def test_a_new_item_is_published_from_the_page_on_which_it_was_written(desk: Client) -> None:
    form = {"date": "24.04.2024", "lead": "News", "release": "publish"}
    asked = desk.post(f"{LIST}add/", form, follow=True)
    item = NewsItem.objects.get()
    assert item.state == State.DRAFT

    desk.post(asked.redirect_chain[0][0], confirmation(asked))
    assert state(item) == State.PUBLIC


@pytest.mark.parametrize("moment", ["12:00:30.000005", "12:00:10"])
def test_saving_an_old_page_changes_nothing_about_the_release(
    desk: Client, make_news_item: Callable[..., NewsItem], moment: str
) -> None:
    released = datetime.datetime.fromisoformat(f"2024-04-24T{moment}+00:00")
    item = make_news_item(published_at=released)
    forged = {"published_at_0": "24.04.2024", "published_at_1": "12:00", "change-kind": "minor"}
    old_page = filled_in(desk, item) | {"lead": "A better lead"} | forged
    desk.post(f"{LIST}{item.pk}/change/", old_page)
    item.refresh_from_db()
    assert (item.lead, item.published_at) == ("A better lead", released)

    carry_out(desk, "withdraw", item, **GONE)
    desk.post(f"{LIST}{item.pk}/change/", old_page)
    assert state(item) == State.DRAFT


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("{pk}/release/nonsense/", 404),
        ("999999/release/publish/", 404),
        ("x/release/publish/", 404),
    ],
)
def test_a_release_that_does_not_exist_is_not_found(
    desk: Client, make_news_item: Callable[..., NewsItem], address: str, status: int
) -> None:
    item = make_news_item(published_at=None)

    assert desk.get(LIST + address.format(pk=item.pk)).status_code == status


def test_too_many_at_once_are_refused_in_words(desk: Client, db: None) -> None:
    days = [datetime.date(2024, 1, 1)] * 201
    NewsItem.objects.bulk_create(
        NewsItem(slug=f"n{number}", lead="x", date=date) for number, date in enumerate(days)
    )
    chosen = {"action": "publish", "index": "0", "select_across": "1", "_selected_action": ["1"]}
    answer = desk.post(LIST, chosen, follow=True).content.decode()

    assert "Choose at most 200 at a time; nothing was changed." in answer
    assert not NewsItem.objects.public()


@pytest.mark.parametrize("chosen", ["x", "9" * 30, "-1", "1 OR 1=1", "\x00"])
def test_a_forged_choice_changes_nothing_and_breaks_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem], chosen: str
) -> None:
    item = make_news_item(published_at=None)
    forged = {"action": "publish", "confirmed": "yes", "_selected_action": [chosen]}

    assert desk.post(LIST, forged).status_code < 500
    assert state(item) == State.DRAFT


@pytest.mark.parametrize("zone", ["Europe/Moscow", "America/New_York", "Pacific/Kiritimati"])
@pytest.mark.parametrize("date", ["01.01.0001", "31.12.9999", "31.12.2199"])
def test_the_ends_of_time_break_nothing_in_any_zone(
    desk: Client, make_news_item: Callable[..., NewsItem], settings: Any, zone: str, date: str
) -> None:
    settings.TIME_ZONE = zone
    item = make_news_item(published_at=None)
    moment = {"published_at_0": date, "published_at_1": "23:59"}

    assert carry_out(desk, "schedule", item, **moment).status_code == 200
    for address in (LIST, f"{LIST}{item.pk}/change/", "/news/", item.get_absolute_url()):
        assert desk.get(address).status_code == 200


def test_a_moment_is_read_in_the_zone_of_the_desk(
    desk: Client, make_news_item: Callable[..., NewsItem], settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    item = make_news_item(published_at=None)
    assert "Goes public on (Moscow time)" in act(desk, "schedule", item).text
    moment = {"published_at_0": "24.04.2199", "published_at_1": "10:00"}
    carry_out(desk, "schedule", item, **moment)

    item.refresh_from_db()
    assert item.published_at == datetime.datetime(2199, 4, 24, 7, tzinfo=datetime.UTC)


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


def test_a_moment_of_release_names_its_zone_wherever_it_is_told(
    desk: Client, make_news_item: Callable[..., NewsItem], settings: Any
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    item = make_news_item(published_at=datetime.datetime(2150, 4, 24, 21, 30, tzinfo=datetime.UTC))
    told = "25.04.2150, 00:30 MSK"

    assert told in desk.get("/news/").text
    assert f"Goes public on {told}." in desk.get(item.get_absolute_url()).text
    assert told in carry_out(desk, "publish", item, sure=[]).text
