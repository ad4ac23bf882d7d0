from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.dateparse import parse_date

from benchmarks.serving.wagtail_site.models import SIZE, NewsPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def search(request: HttpRequest) -> HttpResponse:
    """Find the newest first, as the others do: to rank what is found would take far longer."""
    words, until = request.GET.get("query", ""), parse_date(request.GET.get("date_before", ""))
    pages = NewsPage.objects.live().order_by("-date")
    pages = pages.filter(date__lte=until) if until else pages
    found = pages.search(words, order_by_relevance=False)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return render(request, "wagtail_site/search.html", {"publications": page, "words": words})


class NewsFeed(Feed):
    title = "News"
    link = "/news/"
    description = "News of the press service"

    def items(self) -> Any:
        return NewsPage.objects.live().order_by("-date")[:SIZE]

    def item_link(self, item: NewsPage) -> str:
        return str(item.url)

    def item_description(self, item: NewsPage) -> str:
        return item.lead
