"""The pages that see every desk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication import paging, way_back, xml_text
from newsroom.publication.for_everyone import ForEveryone
from newsroom.publication.views import PublicationList, PublicationView, SearchOnly

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


class OpenSearch(ForEveryone, TemplateView):
    """How a browser searches this site from its own bar (OpenSearch 1.1)."""

    template_name = "frontpage/opensearch.xml"
    content_type = "application/opensearchdescription+xml"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = xml_text.clean(settings.NEWSROOM_SITE["name"])
        return super().get_context_data(**kwargs, name=name)


class Archive(PublicationList):
    """All news: every desk's publications in one list."""

    models = (NewsItem, Interview)
    namespace = "archive"
    template_name = "frontpage/archive.html"
    way_back_untold = ""


class Search(SearchOnly, Archive):
    """What every desk has about some words."""

    namespace = "search"
    template_name = "frontpage/search.html"

    @property
    def name(self) -> str:
        return _("Search")
