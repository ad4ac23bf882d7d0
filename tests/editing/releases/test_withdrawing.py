"""Taking back what was public, and what readers find instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.editing.models import PublishLogEntry
from newsroom.publication.models import State, Withdrawal
from tests.editing.moving import GONE, carry_out, page_of, state
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.news.models import NewsItem

TOLD = {"way": "told", "reason": "It named a wrong date."}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (TOLD, ("told", "It named a wrong date.", "")),
        (GONE | {"reason": "x", "elsewhere": "nonsense"}, ("gone", "", "")),
        ({"way": "elsewhere", "elsewhere": "/news/"}, ("elsewhere", "", "/news/")),
        (
            {"way": "elsewhere", "elsewhere": "https://example.org/a?b=c#d", "reason": "x"},
            ("elsewhere", "", "https://example.org/a?b=c#d"),
        ),
    ],
)
def test_what_readers_find_is_kept_with_how_they_knew_it(
    desk: Client, make_news_item: Callable[..., NewsItem], said: dict[str, str], kept: Any
) -> None:
    item = make_news_item(headline="As readers saw it")
    carry_out(desk, "withdraw", item, **said)
    assert state(item) == State.DRAFT
    desk.post(address_of(item), filled_in(desk, item) | {"headline": "Rewritten", "slug": "new"})

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.desk, withdrawal.publication_key) == ("news", item.pk)
    assert (withdrawal.label, withdrawal.slug) == ("As readers saw it", "item-1")
    assert (withdrawal.way, withdrawal.reason, withdrawal.elsewhere) == kept
    assert PublishLogEntry.objects.get().note == kept[1] or kept[2]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose what readers find"),
        ({"way": "nonsense"}, "Select a valid choice"),
        ({"way": "told", "reason": " "}, "Say why"),
        ({"way": "told", "reason": "a\x00b"}, "Null characters"),
        ({"way": "elsewhere"}, "Say where"),
        ({"way": "elsewhere", "elsewhere": "javascript:alert(1)"}, "Begin with /"),
        ({"way": "elsewhere", "elsewhere": "http://example.org/"}, "Begin with /"),
        ({"way": "elsewhere", "elsewhere": "//example.org/"}, "Begin with /"),
        ({"way": "elsewhere", "elsewhere": "/\\example.org/"}, "Begin with /"),
        ({"way": "elsewhere", "elsewhere": "https://"}, "not complete"),
        ({"way": "elsewhere", "elsewhere": "https://a b/"}, "not complete"),
        ({"way": "elsewhere", "elsewhere": "/no/such/page/"}, "no such page"),
        ({"way": "elsewhere", "elsewhere": "/admin/"}, "no such page"),
        ({"way": "elsewhere", "elsewhere": "/news/2024/04/24/item-1/"}, "that you withdraw"),
        ({"way": "elsewhere", "elsewhere": "/" * 600}, "at most 500"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    desk: Client, make_news_item: Callable[..., NewsItem], said: dict[str, str], sentence: str
) -> None:
    item = make_news_item()
    page = carry_out(desk, "withdraw", item, **said)

    assert page.status_code == 200
    assert sentence in page.text
    assert state(item) == State.PUBLIC
    assert not Withdrawal.objects.exists()


def test_the_form_tells_what_the_address_answers_until_it_is_public_again(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(date=timezone.localdate())
    carry_out(desk, "withdraw", item, **TOLD)
    form = desk.get(address_of(item)).text
    assert "Withdrawn on" in form
    assert "It named a wrong date." in form

    carry_out(desk, "publish", item)
    assert "Withdrawn on" not in desk.get(address_of(item)).text


def test_a_second_withdrawal_replaces_the_first(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(date=timezone.localdate())
    carry_out(desk, "withdraw", item, **TOLD)
    carry_out(desk, "publish", item)
    carry_out(desk, "withdraw", item, **GONE)

    assert Withdrawal.objects.get().way == "gone"


def test_taking_off_the_schedule_leaves_nothing_to_readers(
    desk: Client, make_news_item: Callable[..., NewsItem], tomorrow: Any
) -> None:
    item = make_news_item(published_at=tomorrow)
    assert "is not public yet" in desk.get(page_of(item, "withdraw")).text
    carry_out(desk, "unschedule", item)

    assert state(item) == State.DRAFT
    assert not Withdrawal.objects.exists()


def test_what_readers_find_is_changed_without_publishing_again(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(headline="As readers saw it")
    carry_out(desk, "withdraw", item, **TOLD)
    since = Withdrawal.objects.get().withdrawn_at
    item.refresh_from_db()
    item.headline = "Being rewritten"
    item.save()
    form, page = f"/admin/news/newsitem/{item.pk}/change/", f"/admin/news/newsitem/{item.pk}/"
    assert f"{page}withdrawal/" in desk.get(form).text
    assert "It named a wrong date." in desk.get(f"{page}withdrawal/").text

    answer = desk.post(f"{page}withdrawal/", {"way": "told", "reason": "It named a wrong place."})

    assert answer["Location"] == form
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.label, withdrawal.withdrawn_at) == ("As readers saw it", since)
    told = Client().get(item.get_absolute_url()).text
    assert "It named a wrong place." in told
    assert "Being rewritten" not in told
    assert PublishLogEntry.objects.latest("pk").act == "notice-changed"
    assert state(item) == State.DRAFT


def test_what_was_never_withdrawn_or_is_public_again_has_no_such_page(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft, again = make_news_item(published_at=None), make_news_item()
    carry_out(desk, "withdraw", again, **TOLD)
    type(again).objects.filter(pk=again.pk).update(published_at=timezone.now())

    for item in (draft, again):
        address = f"/admin/news/newsitem/{item.pk}/withdrawal/"
        assert desk.get(address).status_code == 404
        assert desk.post(address, TOLD).status_code == 404
    assert Withdrawal.objects.get().reason == "It named a wrong date."


def test_a_notice_that_says_nothing_is_refused_and_changes_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item()
    carry_out(desk, "withdraw", item, **TOLD)

    answer = desk.post(
        f"/admin/news/newsitem/{item.pk}/withdrawal/", {"way": "told", "reason": " "}
    )

    assert "Say why, in a sentence for readers." in answer.text
    assert Withdrawal.objects.get().reason == "It named a wrong date."
