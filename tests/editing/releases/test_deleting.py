"""Deleting: drafts only, and what readers have known only by who may publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Permission

from newsroom.editing.releases import deleting
from newsroom.news.models import NewsItem
from tests.editing.moving import GONE, carry_out
from tests.filling_in import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

LIST = "/admin/news/newsitem/"


def test_what_is_public_or_scheduled_is_not_deleted_and_the_form_says_what_first(
    desk: Client, make_news_item: Callable[..., NewsItem], tomorrow: Any
) -> None:
    for item, what_first in (
        (make_news_item(), "withdraw it first"),
        (make_news_item(published_at=tomorrow), "take it off the schedule first"),
    ):
        assert "deletelink" not in desk.get(address_of(item)).text
        for answer in (
            desk.get(f"{LIST}{item.pk}/delete/", follow=True),
            desk.post(f"{LIST}{item.pk}/delete/", {"post": "yes"}, follow=True),
        ):
            assert answer.redirect_chain == [(address_of(item), 302)]
            assert what_first in answer.text
    assert NewsItem.objects.count() == 2


def test_of_a_choice_only_drafts_are_deleted_and_the_others_are_named(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(headline="A draft", published_at=None)
    public = make_news_item(headline="A public one")
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk, public.pk]}
    assert "“A public one” stays: only a draft can be deleted." in desk.post(LIST, chosen).text
    desk.post(LIST, chosen | {"post": "yes"})

    assert list(NewsItem.objects.all()) == [public]


@pytest.mark.parametrize(("was_public", "status"), [(False, 302), (True, 403)])
def test_who_may_delete_and_not_publish_deletes_what_no_reader_has_known(
    desk: Client,
    writer: User,
    sign_in: Callable[[User], Client],
    make_news_item: Callable[..., NewsItem],
    was_public: bool,
    status: int,
) -> None:
    writer.user_permissions.add(Permission.objects.get(codename="delete_newsitem"))
    item = make_news_item(published_at=None)
    if was_public:
        item = make_news_item()
        carry_out(desk, "withdraw", item, **GONE)
    answer = sign_in(writer).post(f"{LIST}{item.pk}/delete/", {"post": "yes"})

    assert answer.status_code == status
    assert NewsItem.objects.filter(pk=item.pk).exists() is was_public


def test_what_went_public_a_moment_ago_is_not_deleted(
    desk: Client, make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_news_item(published_at=None)
    found = NewsItem.objects.get(pk=item.pk)
    NewsItem.objects.filter(pk=item.pk).update(published_at="2024-04-24T10:00Z")
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.get_object", lambda *_args: found)

    assert desk.post(f"{LIST}{item.pk}/delete/", {"post": "yes"}).status_code == 403
    assert NewsItem.objects.exists()


def test_more_than_can_be_looked_at_is_not_deleted_at_once(
    desk: Client, make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deleting, "MOST_DELETED", 2)
    drafts = [make_news_item(published_at=None).pk for _ in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": drafts, "post": "yes"}
    answer = desk.post(LIST, chosen, follow=True)

    assert "Choose at most 2 at a time; nothing was deleted." in answer.text
    assert NewsItem.objects.count() == 3
