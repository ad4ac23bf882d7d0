from django.db.models import Q, QuerySet
from django_filters import CharFilter, DateFilter, FilterSet

from benchmarks.serving.plain.models import Interview, NewsItem


class PublicationFilter(FilterSet):
    date_after = DateFilter("date", lookup_expr="gte")
    date_before = DateFilter("date", lookup_expr="lte")
    q = CharFilter(method="containing", label="Search")

    words = ("headline", "lead")

    def containing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q()
        for field in self.words:
            found |= Q(**{f"{field}__icontains": value})
        return queryset.filter(found)


class NewsItemFilter(PublicationFilter):
    words = ("headline", "lead", "body")

    class Meta:
        model = NewsItem
        fields: list[str] = []


class InterviewFilter(PublicationFilter):
    words = ("headline", "lead", "exchanges__question", "exchanges__answer")

    class Meta:
        model = Interview
        fields = ["outlet", "interviewee"]

    def containing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return super().containing(queryset, name, value).distinct()
