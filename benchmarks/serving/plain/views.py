from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.views.generic import DetailView, MonthArchiveView
from django_filters.views import FilterView

from benchmarks.serving.plain.filters import InterviewFilter, NewsItemFilter
from benchmarks.serving.plain.models import Interview, NewsItem, Publication

if TYPE_CHECKING:
    from django.db.models import QuerySet

SIZE = 20


class PublicationList(FilterView):
    paginate_by = SIZE
    template_name = "plain/list.html"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().published()


class NewsItemList(PublicationList):
    model = NewsItem
    filterset_class = NewsItemFilter


class InterviewList(PublicationList):
    model = Interview
    filterset_class = InterviewFilter


class NewsItemMonth(MonthArchiveView):
    queryset = NewsItem.objects.all()
    date_field = "date"
    month_format = "%m"
    allow_empty = True
    paginate_by = SIZE
    template_name = "plain/list.html"

    def get_queryset(self) -> QuerySet[Any]:
        return NewsItem.objects.published()


class NewsItemDetail(DetailView):
    template_name = "plain/newsitem.html"

    def get_queryset(self) -> QuerySet[Any]:
        return NewsItem.objects.published()


class InterviewDetail(DetailView):
    template_name = "plain/interview.html"

    def get_queryset(self) -> QuerySet[Any]:
        return Interview.objects.published().prefetch_related("exchanges")


class NewsFeed(Feed):
    title = "News"
    link = "/news/"
    description = "News of the press service"

    def items(self) -> QuerySet[Any]:
        return NewsItem.objects.published()[:SIZE]

    def item_description(self, item: Publication) -> str:
        return item.lead
