from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from newsroom.editing.lists import finding
from newsroom.editing.lists.finding import found_in, span_of
from newsroom.news.models import NewsItem
from newsroom.publication.search.finding import Span
from newsroom.publication.search.places import HIGHEST, place_of
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

LIST = "/admin/news/newsitem/"
WORD = Query.parse("harvest")


@pytest.fixture
def harvests(make_news_item: Callable[..., NewsItem]) -> list[NewsItem]:
    """Make three items that hold the word, the newest first; the oldest is a draft."""
    moments = [{}, {}, {"published_at": None}]
    return [
        make_news_item(headline=f"Harvest {year}", date=datetime.date(year, 8, 1), **moment)
        for year, moment in zip((2023, 2022, 2021), moments, strict=True)
    ]


@pytest.fixture
def two_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    monkeypatch.setattr(finding, "MOST_PASSAGES", 3)
    monkeypatch.setattr(finding, "MOST_SIFTED", 2)


def test_the_newest_are_found_first_and_what_is_left_out_is_told(
    harvests: list[NewsItem], two_at_most: None
) -> None:
    found = found_in(NewsItem, WORD, Span(), is_narrowed=False)

    assert found.keys == [it.pk for it in harvests[:2]]
    assert found.is_cut


def test_what_is_found_as_a_whole_is_not_cut(harvests: list[NewsItem]) -> None:
    found = found_in(NewsItem, WORD, Span(), is_narrowed=False)

    assert (found.keys, found.is_cut) == ([it.pk for it in harvests], False)


def test_a_short_word_that_very_many_hold_is_found_as_it_is(
    desk: Client, make_news_item: Callable[..., NewsItem], two_at_most: None
) -> None:
    for word in ("From", "From", "From", "Fromage", "Minister", "Ministerial"):
        make_news_item(headline=word)

    def found(words: str) -> set[str]:
        return {it.headline for it in desk.get(LIST, {"q": words}).context["cl"].result_list}

    assert found("from") == {"From"}
    assert found("froma") == {"Fromage"}
    assert found("minis") == {"Minister", "Ministerial"}


def test_a_search_that_is_cut_says_so(
    desk: Client, harvests: list[NewsItem], two_at_most: None
) -> None:
    page = desk.get(LIST, {"q": "harvest", "state": "draft"})

    assert list(page.context["cl"].result_list) == []
    assert "at least 0 found" in page.text
    assert "Only the newest part of the list was searched" in page.text


def test_a_date_makes_a_search_look_further_back(
    desk: Client, harvests: list[NewsItem], two_at_most: None
) -> None:
    asked = {"q": "harvest", "state": "draft", "date__gte": "2021-01-01", "date__lt": "2022-01-01"}
    page = desk.get(LIST, asked)

    assert list(page.context["cl"].result_list) == harvests[2:]
    assert "Only the newest part" not in page.text


def test_the_file_of_a_search_that_is_cut_says_so(
    desk: Client, harvests: list[NewsItem], two_at_most: None
) -> None:
    assert "Only the newest part" in desk.get(f"{LIST}export/?q=harvest").text


def test_the_days_of_an_address_are_places_of_the_index() -> None:
    first, after = datetime.date(2024, 4, 24), datetime.date(2024, 4, 25)
    span = span_of({"date__gte": ["2024-04-24"], "date__lt": ["2024-04-25"]})

    assert span.lowest <= place_of(first, 1) <= span.highest
    assert not span.lowest <= place_of(after, 1) <= span.highest
    assert not span.lowest <= place_of(first - datetime.timedelta(days=1), 1) <= span.highest


@pytest.mark.parametrize("forged", ["", "x", "2024-02-30", "2024-13-01", "99999-01-01", "٢٠٢٤"])
def test_a_forged_day_narrows_no_search(forged: str) -> None:
    assert span_of({"date__gte": [forged], "date__lt": [forged]}) == Span(0, HIGHEST)


def test_of_several_days_the_widest_span_is_searched() -> None:
    asked = {"date__gte": ["2024-01-01", "2020-01-01"], "date__lt": ["2021-01-01", "2025-01-01"]}

    assert span_of(asked) == span_of({"date__gte": ["2020-01-01"], "date__lt": ["2025-01-01"]})
