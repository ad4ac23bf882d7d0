"""The pages that see every desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication import paging, way_back
from newsroom.publication.views import PublicationList, PublicationView

NEWS_ITEMS, INTERVIEWS = 6, 3


class FrontPage(PublicationView):
    models = (NewsItem, Interview)
    is_list = True
    template_name = "frontpage/frontpage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        news_items, interviews = self.shelves()
        return super().get_context_data(
            **kwargs,
            news_items=paging.newest([news_items], NEWS_ITEMS).publications,
            interviews=paging.newest([interviews], INTERVIEWS).publications,
            way_back=way_back.carried(reverse("frontpage"), section=""),
        )


class Archive(PublicationList):
    """All news: every desk's publications in one list."""

    models = (NewsItem, Interview)
    namespace = "archive"
    template_name = "frontpage/archive.html"
    way_back_untold = ""
