from __future__ import annotations

from typing import TYPE_CHECKING

from interviews.models import Interview
from newsroom.editing.lists.sizes import number_of
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable


def test_publications_of_every_state_are_in_the_number(
    make_news_item: Callable[..., NewsItem], tomorrow: datetime.datetime
) -> None:
    for moment in ({}, {"published_at": None}, {"published_at": tomorrow}):
        make_news_item(**moment)
    NewsItem.objects.filter(published_at=None).delete()

    assert number_of(NewsItem) == 2
    assert number_of(Interview) == 0
