from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SIZE = 20


class Publication(Page):
    """A page of its kind, but no kind of its own: its table would be joined each time."""

    date = models.DateField(db_index=True)
    lead = models.TextField(blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.FilterField("date"),
    ]

    class Meta:
        abstract = True


class NewsPage(Publication):
    body = RichTextField(blank=True)

    search_fields = [*Publication.search_fields, index.SearchField("body")]
    template = "wagtail_site/news.html"


class InterviewPage(Publication):
    outlet = models.CharField(max_length=200)
    interviewee = models.CharField(max_length=200)
    interviewee_role = models.CharField(max_length=200, blank=True)

    search_fields = [
        *Publication.search_fields,
        index.SearchField("interviewee"),
        index.RelatedFields(
            "exchanges", [index.SearchField("question"), index.SearchField("answer")]
        ),
    ]
    template = "wagtail_site/interview.html"


class Exchange(Orderable):
    interview = ParentalKey(InterviewPage, on_delete=models.CASCADE, related_name="exchanges")
    question = models.TextField()
    answer = RichTextField()
    asked_by = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.question[:80]


class SectionPage(RoutablePageMixin, Page):
    """The index of a kind, newest first."""

    kind: type[Publication]

    class Meta:
        abstract = True

    def listed(self, request: HttpRequest, **narrowed: Any) -> HttpResponse:
        found = self.kind.objects.child_of(self).live().filter(**narrowed).order_by("-date")
        page = Paginator(found, SIZE).get_page(request.GET.get("page"))
        shown = {"publications": page}
        return self.render(request, context_overrides=shown, template="wagtail_site/section.html")

    @path("")
    def newest(self, request: HttpRequest) -> HttpResponse:
        return self.listed(request)

    @path("<int:year>/<int:month>/")
    def month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        return self.listed(request, date__year=year, date__month=month)


class NewsSection(SectionPage):
    kind = NewsPage


class InterviewSection(SectionPage):
    kind = InterviewPage
