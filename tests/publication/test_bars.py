"""Where the bars of an archive are drawn."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation

from newsroom.publication.bars import drawn, stretch_of, ticks_for
from newsroom.publication.counts import Counts
from newsroom.publication.spans import Addresses, Span
from newsroom.publication.units import units_for

DAY = datetime.date
ALL = Span()
NEWS = Addresses("/news/", {})
FOUR_ITEMS = Counts.of([DAY(2024, 3, 31), DAY(2024, 4, 22), DAY(2024, 4, 24), DAY(2024, 4, 24)])


def years(first: int, last: int) -> Counts:
    return Counts.of(DAY(year, 6, 1) for year in range(first, last + 1))


def test_empty_units_keep_their_place_and_have_no_link() -> None:
    units = units_for(ALL, FOUR_ITEMS)
    march, april = drawn(units, FOUR_ITEMS, ALL, NEWS)

    assert (march.name, march.number, march.address) == ("March 2024", "1", "/news/2024/03/")
    assert (april.name, april.number, april.address) == ("April 2024", "3", "/news/2024/04/")
    assert (march.slot, march.slot_width) == ("16.67", "8.333")
    assert (april.y, april.height) == ("0", "100")
    assert (march.y, march.height) == ("66.67", "33.33")


def test_one_publication_is_seen_beside_thousands() -> None:
    counts = Counts({DAY(2024, 1, 1): 1, DAY(2024, 2, 1): 9000})

    assert drawn(units_for(ALL, counts), counts, ALL, NEWS)[0].height == "4"


def test_the_bars_are_drawn_from_the_right_where_one_reads_from_there() -> None:
    units = units_for(ALL, FOUR_ITEMS)
    with translation.override("ar"):
        march = drawn(units, FOUR_ITEMS, ALL, NEWS)[0]

    assert march.slot == "75"


def test_the_chosen_units_are_marked_even_in_part_or_without_bars() -> None:
    span = Span(DAY(2024, 4, 30), DAY(2024, 6, 1))
    units = units_for(span, FOUR_ITEMS)

    assert [bar.is_chosen for bar in drawn(units, FOUR_ITEMS, span, NEWS)] == [False, True]
    stretch = stretch_of(units, span)
    assert stretch
    assert (stretch.x, stretch.width) == ("25", "25")


def test_nothing_is_marked_where_everything_is_chosen() -> None:
    year = Span(DAY(2024, 1, 1), DAY(2024, 12, 31))
    units = units_for(year, FOUR_ITEMS)

    assert stretch_of(units, year) is None
    assert stretch_of(units, ALL) is None
    assert not any(bar.is_chosen for bar in drawn(units, FOUR_ITEMS, year, NEWS))


@pytest.mark.parametrize(
    ("span", "counts", "ticks"),
    [
        (ALL, FOUR_ITEMS, ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]),
        (Span(DAY(2024, 4, 1), DAY(2024, 4, 2)), FOUR_ITEMS, ["1", "8", "15", "22"]),
        (ALL, Counts.of([DAY(2022, 5, 1), DAY(2024, 4, 1)]), ["2022", "2023", "2024"]),
        (ALL, years(1998, 2026), ["2000", "2005", "2010", "2015", "2020"]),
        (ALL, years(2019, 2024), ["2019", "2020", "2021", "2022", "2023", "2024"]),
        (ALL, years(1800, 2199), ["1800", "1850", "1900", "1950", "2000", "2050", "2100", "2150"]),
    ],
)
def test_few_units_are_named_below_the_bars(span: Span, counts: Counts, ticks: list[str]) -> None:
    assert [tick.name for tick in ticks_for(units_for(span, counts))] == ticks
