from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.editing.lists.keys import among
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable


def test_rows_are_found_by_many_keys_at_once(make_news_item: Callable[..., NewsItem]) -> None:
    first, second, _third = (make_news_item() for _ in range(3))
    keys = [first.pk, second.pk, *range(10**6, 10**6 + 40_000)]

    assert {*among(NewsItem.objects.all(), keys)} == {first, second}
    assert not among(NewsItem.objects.all(), []).exists()
