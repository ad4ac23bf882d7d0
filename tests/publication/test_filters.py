from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from interviews.filters import InterviewFilter
from interviews.models import Interview
from newsroom.delivery.snapshot import snapshot
from newsroom.news.filters import NewsItemFilter
from newsroom.news.models import NewsItem
from newsroom.publication.filters import PublicationFilter
from newsroom.publication.inputs import read_day
from newsroom.publication.models.shelf import Shelf
from newsroom.publication.position import Position

if TYPE_CHECKING:
    from collections.abc import Callable


@given(st.dates())
def test_a_day_is_read_in_both_notations(day: datetime.date) -> None:
    assert read_day(day.isoformat()) == day
    year, month, date = day.isoformat().split("-")
    assert read_day(f"{date}.{month}.{year}") == day


@pytest.mark.parametrize(
    "written",
    [
        *["", "x", "2024-02-30", "31.02.2024", "٢٤.٠٤.٢٠٢٤", "24.4.2024", "2024-4-24"],
        *["24/04/2024", "0000-01-01", "10000-01-01", "2024-04-24T10:00", "2024-04-24\n"],
    ],
)
def test_anything_else_is_no_day(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(written)


@given(st.text(max_size=200))
def test_any_entry_gets_an_answer_that_shows_little_of_it(entry: str) -> None:
    form = PublicationFilter({"date_after": entry * 100}, NewsItem.objects.none()).form

    for message in form.errors.get("date_after", []):
        assert len(message) < 150
        assert message.isprintable()


def test_what_was_chosen_is_told_without_the_place_in_the_list() -> None:
    data = {"date_after": "2024-04-24", "date_before": " ", "older": "x", "utm_source": "y"}

    assert PublicationFilter(data, NewsItem.objects.none()).chosen == {"date_after": "2024-04-24"}


@pytest.mark.parametrize("name", ["older", "newer"])
def test_a_damaged_link_into_a_list_is_explained(name: str) -> None:
    form = PublicationFilter({name: "garbage"}, NewsItem.objects.none()).form

    assert "Start from the newest entry." in form.errors[name][0]


def told(filterset: PublicationFilter) -> tuple[Any, ...]:
    """Return what a page is told by a filter."""
    form, inputs = filterset.form, filterset.inputs
    return (filterset.is_valid(), filterset.chosen, filterset.asked, form.cleaned_data, inputs)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=&date_after=&date_before=&outlet=",
        "older=2024-04-24_draft_news_1",
        "newer=+2024-04-24_0_news_1+&utm_source=x",
        "older=garbage",
        "older=2024-04-24_0_news_1%00",
        "order=best",
        "q=summit&date_after=2024-04-24",
        "outlet=TASS+agency&newer=2024-04-24_0_interviews_1",
        "outlet=nobody&q=summit&order=best",
        "date_after=24.04.2024&date_before=+2024-04-25+",
        "date_after=2024-04-24&date_before=2024-04-23",
        "date_after=garbage&q=%22%3E%3Cb%3E",
        "q=-without&order=worst",
    ],
)
@pytest.mark.parametrize(
    ("kind", "model"), [(NewsItemFilter, NewsItem), (InterviewFilter, Interview)]
)
def test_the_filter_of_a_list_is_the_one_that_is_made_for_it_alone(
    make_interview: Callable[..., Interview], kind: Any, model: Any, query: str
) -> None:
    make_interview()
    data = QueryDict(query)

    assert told(kind.of_list(data, Shelf.public(model))) == told(kind(data, model.objects.public()))


def test_what_one_reader_fills_in_is_not_shown_to_another(db: None) -> None:
    shelf = Shelf.public(NewsItem)
    one = PublicationFilter.of_list(QueryDict("q=one&date_after=garbage"), shelf)
    other = PublicationFilter.of_list(QueryDict("q=other"), shelf)
    at_rest = PublicationFilter.of_list(QueryDict(), shelf)

    assert (one.is_valid(), other.is_valid(), at_rest.is_valid()) == (False, True, True)
    assert [it.inputs[0].control.count('value="') for it in (one, other, at_rest)] == [1, 1, 0]
    assert [it.inputs[1].error != "" for it in (one, other, at_rest)] == [True, False, False]
    assert at_rest.form.fields is one.form.fields


@pytest.mark.django_db(transaction=True)
def test_an_interviewee_who_was_published_since_can_be_chosen(
    make_interview: Callable[..., Interview],
) -> None:
    asked = QueryDict("interviewee=Jane+Doe")
    with snapshot():
        assert not InterviewFilter.of_list(asked, Shelf.public(Interview)).is_valid()
    make_interview(interviewee="Jane Doe")
    with snapshot():
        assert InterviewFilter.of_list(asked, Shelf.public(Interview)).is_valid()


def test_a_place_in_the_list_stays_with_who_asked_for_it(db: None) -> None:
    at_rest = PublicationFilter.of_list(QueryDict(), Shelf.public(NewsItem))
    place = Position.parse("2024-04-24_0_news_1")

    assert at_rest.at({"older": place}).form.cleaned_data["older"] == place
    assert at_rest.form.cleaned_data["older"] is None


@pytest.mark.parametrize("query", ["date_after=2024-04-24", "date_before=2024-04-24", "q=lead"])
def test_dates_narrow_a_shelf_as_they_narrow_a_queryset(
    make_news_item: Callable[..., NewsItem], query: str
) -> None:
    for day in (23, 24, 25):
        make_news_item(date=datetime.date(2024, 4, day))
    filterset = PublicationFilter(QueryDict(query), NewsItem.objects.public())
    assert filterset.is_valid()

    narrowed = filterset.narrow(Shelf.public(NewsItem))
    assert isinstance(narrowed, Shelf)
    assert list(narrowed) == list(filterset.narrow(NewsItem.objects.public()))
