from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.utils import timezone

from newsroom.news.models import NewsItem
from newsroom.publication.filters import PublicationFilter
from newsroom.publication.pages.filters import day, iso_moment, marked, once, place, quoted
from newsroom.publication.search.marking import Mark

LATE = datetime.datetime(2024, 4, 24, 23, 30, tzinfo=datetime.UTC)


def rendered(template: str, **told: Any) -> str:
    html: str = engines["jinja2"].from_string(template).render(told)
    return html


def test_a_day_is_written_as_the_house_writes_it() -> None:
    told = {"date": datetime.date(2024, 4, 24)}

    assert rendered("{{ date|date }} {{ date|iso }}", **told) == "24.04.2024 2024-04-24"


def test_a_moment_is_of_the_day_that_it_has_at_the_desk() -> None:
    assert (day(LATE), iso_moment(LATE)) == ("24.04.2024", "2024-04-24T23:30:00+00:00")
    with timezone.override("Europe/Moscow"):
        assert (day(LATE), iso_moment(LATE)) == ("25.04.2024", "2024-04-25T02:30:00+03:00")


def test_a_value_in_an_address_is_quoted_whole() -> None:
    assert quoted("R&B / “радио”") == (
        "R%26B%20%2F%20%E2%80%9C%D1%80%D0%B0%D0%B4%D0%B8%D0%BE%E2%80%9D"
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, ""),
        ({"older": "2024-04-24_0_news_1"}, "older=2024-04-24_0_news_1"),
        ({"newer": "2024-04-24_0_news_1"}, "newer=2024-04-24_0_news_1"),
        ({"older": "garbage"}, ""),
    ],
)
def test_the_place_in_a_list_is_the_one_that_was_asked_for(
    asked: dict[str, str], told: str
) -> None:
    filterset = PublicationFilter(asked, NewsItem.objects.none())
    filterset.is_valid()

    assert place(filterset.form) == told


def test_what_was_looked_for_is_marked_and_all_is_escaped() -> None:
    pieces = ["a <b> ", Mark("R&D"), " c"]

    assert marked(pieces) == "a &lt;b&gt; <mark>R&amp;D</mark> c"
    assert rendered("{{ pieces|marked }}", pieces=pieces) == marked(pieces)


def test_what_many_pages_show_is_written_once() -> None:
    shown, calls = SimpleNamespace(), []

    def macro(*told: Any) -> str:
        calls.append(told)
        return f"{len(calls)}"

    asked = [once(shown, macro, "a"), once(shown, macro, "a"), once(shown, macro, "b")]  # type: ignore[arg-type]
    assert asked == ["1", "1", "2"]
    assert once(SimpleNamespace(), macro, "a") == "3"  # type: ignore[arg-type]
