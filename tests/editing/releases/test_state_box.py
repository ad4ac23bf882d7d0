"""The box on the form: what is true, and what the buttons will do."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from newsroom.editing.releases.state_box import StateBox
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

NOW = datetime.datetime(2024, 4, 24, 5, tzinfo=datetime.UTC)
NEWS = "/admin/news/newsitem/"


@pytest.fixture
def clients(writer: User, publisher: User, sign_in: Callable[[User], Client]) -> dict[str, Client]:
    return {"writer": sign_in(writer), "publisher": sign_in(publisher)}


@pytest.mark.parametrize(
    ("released", "sentence"),
    [
        (None, "Draft. Not visible to anyone outside."),
        (
            NOW + datetime.timedelta(hours=2),
            "Goes public on 24.04.2024 at 10:00 Moscow time (MSK, UTC+3), in 2\xa0hours.",
        ),
        (
            NOW + datetime.timedelta(seconds=59),
            "Goes public on 24.04.2024 at 08:00 Moscow time (MSK, UTC+3), in less than a minute.",
        ),
        (NOW, "Public since 24.04.2024 at 08:00 Moscow time (MSK, UTC+3)."),
    ],
)
def test_the_state_is_told_in_words_with_its_zone(
    make_news_item: Callable[..., NewsItem],
    settings: Any,
    publisher: User,
    sign_in: Callable[[User], Client],
    released: datetime.datetime | None,
    sentence: str,
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    item = make_news_item(published_at=released)
    with time_machine.travel(NOW, tick=False):
        page = sign_in(publisher).get(address_of(item))

    assert f"<p>{sentence}</p>" in page.text


@pytest.mark.parametrize(
    ("role", "days", "save", "buttons"),
    [
        ("writer", None, "Save draft", ["review"]),
        ("publisher", None, "Save draft", ["publish", "schedule", "review"]),
        ("writer", 1, "Propose this change", []),
        ("publisher", 1, "Save", ["publish", "embargo", "unschedule"]),
        ("writer", -1, "Propose this change", []),
        ("publisher", -1, "Save", ["withdraw"]),
    ],
)
def test_each_role_finds_the_buttons_that_do_what_it_may(
    clients: dict[str, Client],
    make_news_item: Callable[..., NewsItem],
    role: str,
    days: int | None,
    save: str,
    buttons: list[str],
) -> None:
    moment = None if days is None else timezone.now() + datetime.timedelta(days=days)
    page = clients[role].get(address_of(make_news_item(published_at=moment)))
    box = page.context["box"]

    assert [button.name for button in box.buttons()] == buttons
    assert f'value="{save}" class="default"' in page.text
    assert f"“{save}”" in page.text
    for name in buttons:
        assert f'name="release" value="{name}"' in page.text


def test_a_new_item_has_a_box_and_the_same_buttons(clients: dict[str, Client]) -> None:
    page = clients["publisher"].get(f"{NEWS}add/")

    assert "New. Once saved, it is a draft that nobody outside sees." in page.text
    names = [button.name for button in page.context["box"].buttons()]
    assert names == ["publish", "schedule", "review"]


def test_what_stands_in_the_way_leads_to_its_place_in_the_form(
    clients: dict[str, Client], make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(lead="", date=datetime.date(2015, 3, 12), published_at=None)
    interview.exchanges.filter(key="q2").update(answer="")
    page = clients["writer"].get(address_of(interview)).text
    assert '<a href="#id_lead">The lead is missing.</a>' in page
    for element in ("id_lead", "id_date", "id_exchanges-1-answer"):
        assert f'href="#{element}"' in page
        assert f'id="{element}"' in page


def test_what_was_spoilt_after_it_was_scheduled_is_told(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    item = make_news_item(headline="A headline", lead="", body="Words.", published_at=tomorrow)
    page = clients["publisher"].get(address_of(item)).text

    assert "It goes public by itself like this, although:" in page
    assert "Cannot be published yet:" not in page


def test_who_may_only_look_is_told_the_state_and_offered_no_button(
    sign_in: Callable[[User], Client], make_news_item: Callable[..., NewsItem]
) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_newsitem"))
    page = sign_in(guest).get(address_of(make_news_item(published_at=None))).text

    assert "Draft. Not visible to anyone outside." in page
    assert f'href="{NEWS}" class="closelink"' in page
    assert "Save draft" not in page
    assert 'name="release"' not in page


def test_what_is_public_is_not_told_what_stands_in_the_way(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    page = clients["publisher"].get(address_of(make_news_item(date=datetime.date(2015, 3, 12))))

    assert "more than a year ago" not in page.text


def test_the_page_of_a_release_leads_back_to_the_place_in_the_form(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(headline="A headline", lead="", body="Words.", published_at=None)
    page = clients["publisher"].get(f"{NEWS}{item.pk}/release/publish/").text

    assert f'href="{address_of(item)}#id_lead"' in page
    assert 'name="confirmed"' not in page


def test_a_doubt_wants_a_tick_before_anything_happens(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(date=datetime.date(2015, 3, 12), published_at=None)
    address = f"{NEWS}{item.pk}/release/publish/"
    page = clients["publisher"].get(address)
    assert "The date 12.03.2015 is right" in page.text

    confirmed = {"confirmed": "yes", "seen": page.context["seen"]}
    again = clients["publisher"].post(address, confirmed)
    assert "Tick below that it is right, or mend it first." in again.text
    item.refresh_from_db()
    assert item.published_at is None

    clients["publisher"].post(address, confirmed | {"sure": ["date"]})
    item.refresh_from_db()
    assert item.is_public


def test_of_a_choice_what_is_not_ready_stays_and_is_named(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    today = timezone.localdate()
    ready = make_news_item(headline="Ready", date=today, published_at=None)
    bare = make_news_item(headline="Bare", date=today, lead="", published_at=None)
    chosen = {"action": "publish", "_selected_action": [ready.pk, bare.pk]}
    asked = clients["publisher"].post(NEWS, chosen)
    assert "There is no text below the headline." in asked.text
    confirmed = {"confirmed": "yes", "seen": asked.context["seen"]}
    done = clients["publisher"].post(NEWS, chosen | confirmed, follow=True).text

    assert "1 publication is public now." in done
    assert "Not done, because something stands in the way: “Bare”." in done
    ready.refresh_from_db()
    bare.refresh_from_db()
    assert (ready.is_public, bare.published_at) == (True, None)


def test_a_button_leads_on_from_a_text_that_was_saved(
    clients: dict[str, Client], make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    form = filled_in(clients["publisher"], item) | {"lead": "Saved.", "release": "schedule"}
    answer = clients["publisher"].post(address_of(item), form)

    item.refresh_from_db()
    assert (item.lead, item.published_at) == ("Saved.", None)
    assert answer["Location"] == f"{NEWS}{item.pk}/release/schedule/"


def test_the_box_costs_a_few_queries_however_long_the_interview(
    publisher: User, make_interview: Callable[..., Interview], django_assert_max_num_queries: Any
) -> None:
    interview = make_interview(242, published_at=None)
    with django_assert_max_num_queries(7):
        box = StateBox(interview, publisher)
        told = [*box.remarks(), *box.lists(), *box.buttons(), *box.acts(), box.log_address()]

    assert told
