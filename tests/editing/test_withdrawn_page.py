"""From the desk to the reader: what is withdrawn, rewritten, and published or deleted at last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.news.models import NewsItem
from tests.editing.moving import GONE, carry_out
from tests.filling_in import address_of, filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

TOLD = {"way": "told", "reason": "It named a wrong date."}
ADDRESS = "/news/2024/04/24/talks/"


@pytest.fixture
def item(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(slug="talks", headline="Talks in Minsk", lead="They begin today.")


def test_a_reader_is_told_why_until_it_is_published_again_under_another_address(
    client: Client, desk: Client, item: NewsItem
) -> None:
    carry_out(desk, "withdraw", item, **TOLD)
    rewritten = {"headline": "Rewritten", "lead": "They begin on Monday.", "slug": "on-monday"}
    desk.post(address_of(item), filled_in(desk, item) | rewritten)
    page = client.get(ADDRESS).text

    assert "Talks in Minsk" in page
    assert "It named a wrong date." in page
    assert "Rewritten" not in page
    assert client.get("/news/2024/04/24/on-monday/").status_code == 404

    carry_out(desk, "publish", item)
    answer = client.get(ADDRESS, follow=True)
    assert answer.redirect_chain == [("/news/2024/04/24/on-monday/", 301)]
    assert "They begin on Monday." in answer.text
    assert "It named a wrong date." not in answer.text


def test_what_was_withdrawn_for_good_is_gone_after_it_is_deleted_as_well(
    client: Client, desk: Client, item: NewsItem
) -> None:
    carry_out(desk, "withdraw", item, **GONE)
    desk.post(f"/admin/news/newsitem/{item.pk}/delete/", {"post": "yes"})

    assert not NewsItem.objects.exists()
    assert client.get(ADDRESS).status_code == 410
