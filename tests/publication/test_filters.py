from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.news.models import NewsItem
from newsroom.publication.filters import PublicationFilter, read_day

if TYPE_CHECKING:
    import datetime


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
