"""A statement that was put in words once finds what its queryset finds."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Correction, Exchange, Interview
from newsroom.news.models import NewsItem
from newsroom.publication.parts import Parts
from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet

DAY = datetime.date(2024, 4, 24)
NOON = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def told(found: Any) -> dict[str, Any]:
    """Return what is known of an object: its columns, what was added, and what belongs to it."""
    known = {name: it for name, it in vars(found).items() if name != "_state"}
    along = {name: told(it) for name, it in found._state.fields_cache.items() if it}
    return {**known, **along, "stored": not found._state.adding, "in": found._state.db}


def check(prepared: Prepared, plain: QuerySet[Any], *values: Any, **form: Any) -> None:
    assert [told(it) for it in prepared.objects(*values, **form)] == [told(it) for it in plain]


def test_objects_are_those_of_the_queryset_column_by_column(
    make_news_item: Callable[..., NewsItem],
) -> None:
    for moment in (NOON, NOON + datetime.timedelta(microseconds=1), None):
        make_news_item(published_at=moment, headline="ÉTÉ", body="Body.")
    prepared = Prepared(lambda since: NewsItem.objects.filter(published_at__gte=since))

    for moment in (NOON, NOON + datetime.timedelta(microseconds=1), NOON.replace(year=2025)):
        check(prepared, NewsItem.objects.filter(published_at__gte=moment), moment)


def test_what_is_left_out_added_or_read_along_is_so_in_both(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(2, preamble="Preamble.")
    first = interview.exchanges.all()[0]
    Correction.objects.create(publication=interview, note="One.", corrected_at=NOON)
    Correction.objects.create(publication=interview, exchange=first, note="Two.")

    check(
        Prepared(lambda slug: Interview.objects.for_lists().telling_corrections().with_slug(slug)),
        Interview.objects.for_lists().telling_corrections().with_slug(interview.slug),
        interview.slug,
    )
    check(
        Prepared(lambda interview: Correction.objects.filter(publication=interview)),
        Correction.objects.filter(publication=interview),
        interview.pk,
    )


def test_a_column_that_was_left_out_is_read_when_it_is_asked_for(
    make_news_item: Callable[..., NewsItem],
) -> None:
    make_news_item(slug="a", body="Body.")
    (found,) = Prepared(lambda slug: NewsItem.objects.for_lists().with_slug(slug)).objects("a")

    with CaptureQueriesContext(connection) as captured:
        assert found.body == "Body."
    assert len(captured) == 1


def test_what_was_found_can_be_changed_and_stored(make_news_item: Callable[..., NewsItem]) -> None:
    make_news_item(slug="a")
    (found,) = Prepared(NewsItem.objects.with_slug).objects("a")
    found.headline = "Changed"
    found.save()

    assert NewsItem.objects.get().headline == "Changed"


@pytest.mark.parametrize("slug", ["a'b", 'a"b', "%s", "a%%b", "?", "北京"])
def test_a_value_is_never_part_of_the_words(
    make_news_item: Callable[..., NewsItem], slug: str
) -> None:
    make_news_item()
    assert Prepared(NewsItem.objects.with_slug).objects(slug) == []


def test_the_queryset_is_made_once_for_each_form(make_news_item: Callable[..., NewsItem]) -> None:
    made: list[str] = []

    def build(day: Any, *, way: str) -> QuerySet[NewsItem]:
        made.append(way)
        return NewsItem.objects.filter(**{f"date__{way}": day})

    prepared = Prepared(build)
    make_news_item(date=DAY)
    found = [len(prepared.objects(DAY, way=way)) for way in ("lte", "gt", "lte", "gt")]

    assert found == [1, 0, 1, 0]
    assert made == ["lte", "gt"]


def test_what_cannot_match_asks_the_base_nothing() -> None:
    prepared = Prepared(lambda slug: NewsItem.objects.filter(pk__in=[], slug=slug))

    with CaptureQueriesContext(connection) as captured:
        assert prepared.objects("a") == []
    assert prepared.part("a") == ("", [])
    assert len(captured) == 0


def test_rows_are_those_of_values_list(make_news_item: Callable[..., NewsItem]) -> None:
    make_news_item(slug="a", date=DAY, published_at=NOON)
    prepared = Prepared(
        lambda slug: NewsItem.objects.with_slug(slug).values_list("date", "published_at")
    )

    assert [tuple(row) for row in prepared.rows("a")] == [(DAY, NOON)]


def test_parts_are_left_with_the_whole_as_prefetching_does(
    make_interview: Callable[..., Interview],
) -> None:
    make_interview(2)
    interview = make_interview(3)
    parts = Parts("exchanges", Exchange.objects.telling_changes())
    (plain,) = Interview.objects.filter(pk=interview.pk).prefetch_related(parts.prefetch)
    parts.read_with(interview)

    with CaptureQueriesContext(connection) as captured:
        assert list(interview.exchanges.all()) == list(plain.exchanges.all())
        assert all(it.interview is interview for it in interview.exchanges.all())
        assert all(hasattr(it, "reworded_at") for it in interview.exchanges.all())
    assert len(captured) == 0
    assert interview.exchanges.filter(key="q1").count() == 1


def test_the_columns_of_every_kind_are_read_in_the_order_of_the_model() -> None:
    models: list[type[Model]] = [NewsItem, Interview, Exchange]
    for model in models:
        names = [it.attname for it in model._meta.concrete_fields]
        manager: Any = model._default_manager
        _statement, columns = Prepared(manager.all).statement((), {})
        assert columns.names == names
