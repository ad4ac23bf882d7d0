"""Preview links at the desk: made, listed, taken back."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from newsroom.editing.models import PreviewLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

DAY = datetime.timedelta(days=1)


@pytest.fixture
def draft(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(lead="Not yet known.", published_at=None)


def previews(item: NewsItem | Interview) -> str:
    return f"/admin/{item.desk()}/{item._meta.model_name}/{item.pk}/previews/"


def addresses(page: str) -> list[str]:
    return [unescape(it) for it in re.findall(r'value="(http://testserver/[^"]*)"', page)]


def until(moment: datetime.datetime) -> dict[str, str]:
    local = timezone.localtime(moment)
    return {
        "works_for": "until",
        "until_0": f"{local:%d.%m.%Y}",
        "until_1": f"{local:%H:%M:%S}",
    }


def test_a_link_is_made_and_its_whole_address_shown(
    sign_in: Callable[[User], Client], writer: User, client: Client, draft: NewsItem
) -> None:
    desk = sign_in(writer)
    form = {"note": "TASS <agency>", "works_for": "day"}
    page = desk.post(previews(draft), form, follow=True).text
    link = PreviewLink.objects.get()

    (address,) = addresses(page)
    assert "Not yet known." in client.get(urlsplit(address).path).text
    assert "TASS &lt;agency&gt;" in page
    assert "Made by Anna Berg" in page
    assert (link.publication, link.made_by, link.made_by_name) == (draft, writer, "Anna Berg")
    assert link.expires_at - link.made_at == pytest.approx(DAY, abs=DAY / 1000)


def test_the_form_of_a_publication_leads_to_its_links(
    sign_in: Callable[[User], Client],
    writer: User,
    draft: NewsItem,
    make_interview: Callable[..., Interview],
) -> None:
    desk = sign_in(writer)
    for publication in (draft, make_interview()):
        change = previews(publication).replace("previews", "change")
        assert f'href="{previews(publication)}"' in desk.get(change).text


@pytest.mark.parametrize(
    ("span", "expected"),
    [("hour", DAY / 24), ("day", DAY), ("week", 7 * DAY)],
)
def test_a_link_ends_by_itself(desk: Client, draft: NewsItem, span: str, expected: Any) -> None:
    desk.post(previews(draft), {"works_for": span, "until_0": "nonsense"})
    link = PreviewLink.objects.get()

    assert link.expires_at - link.made_at == pytest.approx(expected, abs=DAY / 1000)


def test_a_link_works_until_a_moment_of_ones_own(desk: Client, draft: NewsItem) -> None:
    moment = (timezone.now() + 29 * DAY).replace(microsecond=0)
    desk.post(previews(draft), until(moment))

    assert PreviewLink.objects.get().expires_at == moment


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "This field is required."),
        ({"works_for": "for ever"}, "Select a valid choice."),
        ({"works_for": "until"}, "Say until when, or choose one of the spans above."),
        ({"works_for": "until", "until_0": "x", "until_1": "y"}, "Enter a valid date."),
        ("yesterday", "This moment has passed. Choose a later one."),
        ("in 31 days", "A link works for 30 days at most."),
        ({"works_for": "day", "note": "x" * 201}, "at most 200 characters"),
        ({"works_for": "day", "note": "\x00"}, "Null characters are not allowed."),
        ({"works_for": "until", "until_0": "31.12.9999", "until_1": "23:59"}, "30 days at most."),
    ],
)
def test_what_cannot_be_a_link_is_said_and_none_is_made(
    desk: Client, draft: NewsItem, form: Any, sentence: str
) -> None:
    if isinstance(form, str):
        form = until(timezone.now() + (-DAY if form == "yesterday" else 31 * DAY))
    page = desk.post(previews(draft), {"make": "yes", **form})

    assert page.status_code == 200
    assert sentence in page.text
    assert not PreviewLink.objects.exists()


def test_one_link_is_taken_back_and_the_others_still_work(
    desk: Client, client: Client, draft: NewsItem
) -> None:
    for note in ("TASS", "a colleague"):
        desk.post(previews(draft), {"note": note, "works_for": "week"})
    tass, colleague = PreviewLink.objects.order_by("pk")
    page = desk.post(previews(draft), {"revoke": tass.pk}, follow=True).text

    assert "1 link is taken back" in page
    assert "taken back on" in page
    assert len(addresses(page)) == 1
    assert client.get(tass.get_absolute_url()).status_code == 410
    assert client.get(colleague.get_absolute_url()).status_code == 200


def test_all_links_of_a_publication_are_taken_back_and_no_others(
    desk: Client, client: Client, draft: NewsItem, make_interview: Callable[..., Interview]
) -> None:
    # Another kind with the very same number.
    interview = make_interview(pk=draft.pk, published_at=None)
    for publication in (draft, draft, interview):
        desk.post(previews(publication), {"works_for": "week"})
    page = desk.post(previews(draft), {"revoke": "all"}, follow=True).text

    assert "2 links are taken back" in page
    statuses = {
        (it.content_type.app_label, client.get(it.get_absolute_url()).status_code)
        for it in PreviewLink.objects.all()
    }
    assert statuses == {("news", 410), ("interviews", 200)}


@pytest.mark.parametrize("wish", ["", "x", "-1", "9" * 18, "9" * 99, "\x00", "٣", "other"])
def test_a_forged_wish_takes_nothing_back(
    desk: Client, draft: NewsItem, make_interview: Callable[..., Interview], wish: str
) -> None:
    interview = make_interview()
    desk.post(previews(interview), {"works_for": "week"})
    link = PreviewLink.objects.get()
    told = str(link.pk) if wish == "other" else wish
    page = desk.post(previews(draft), {"revoke": told}, follow=True)

    assert "Nothing was changed" in page.text
    link.refresh_from_db()
    assert link.works


def test_who_may_only_look_makes_and_takes_back_nothing(
    sign_in: Callable[[User], Client], desk: Client, draft: NewsItem
) -> None:
    desk.post(previews(draft), {"works_for": "week"})
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_newsitem"))
    guest.user_permissions.add(Permission.objects.get(codename="change_interview"))
    guests = sign_in(guest)

    assert guests.get(previews(draft)).status_code == 403
    for form in ({"works_for": "day"}, {"revoke": "all"}):
        assert guests.post(previews(draft), form).status_code == 403
    assert PreviewLink.objects.get().works
    assert "previews/" not in guests.get(previews(draft).replace("previews", "change")).text


def test_a_stranger_is_sent_to_the_login(client: Client, draft: NewsItem) -> None:
    for answer in (client.get(previews(draft)), client.post(previews(draft), {"works_for": "day"})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/admin/login/")
    assert not PreviewLink.objects.exists()


@pytest.mark.parametrize("key", ["999999", "x", "9" * 40, "_00"])
def test_links_of_what_does_not_exist_are_not_found(desk: Client, key: str) -> None:
    assert desk.get(f"/admin/news/newsitem/{key}/previews/").status_code == 404
    assert desk.post(f"/admin/news/newsitem/{key}/previews/", {"revoke": "all"}).status_code == 404


def test_what_was_made_and_taken_back_is_in_the_history(desk: Client, draft: NewsItem) -> None:
    from django.contrib.admin.models import LogEntry

    desk.post(previews(draft), {"note": "TASS", "works_for": "day"})
    desk.post(previews(draft), {"revoke": "all"})
    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]

    assert told[0].startswith("Made a preview link for TASS that works until ")
    assert told[1] == "Took 1 preview link back."


def test_an_ended_link_is_listed_without_its_address(desk: Client, draft: NewsItem) -> None:
    now = timezone.now()
    PreviewLink.objects.create(publication=draft, note="TASS", expires_at=now - DAY, views=3)
    page = desk.get(previews(draft)).text

    assert addresses(page) == []
    assert "expired on" in page
    assert "viewed 3 times" in page
