from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsroom.publication.identity import identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.news.models import NewsItem


def test_an_identity_holds_the_tag_the_desk_and_the_number(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    settings: Any,
) -> None:
    settings.NEWSROOM_SITE = {**settings.NEWSROOM_SITE, "tag": "press.example.org,2026"}

    item, interview = make_news_item(pk=17), make_interview(pk=17)
    assert identity(item) == "tag:press.example.org,2026:news/17"
    assert identity(interview) == "tag:press.example.org,2026:interviews/17"
