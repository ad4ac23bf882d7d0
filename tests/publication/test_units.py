"""Which stretches of time the bars of a chart stand for."""

from __future__ import annotations

import datetime

import pytest

from newsroom.publication.counts import Counts
from newsroom.publication.spans import Span
from newsroom.publication.units import Years, units_for, years_between

DAY = datetime.date
ALL = Span()
FOUR_ITEMS = Counts.of([DAY(2024, 3, 31), DAY(2024, 4, 22), DAY(2024, 4, 24), DAY(2024, 4, 24)])


def names(span: Span, counts: Counts) -> list[str]:
    return [str(unit) for unit in units_for(span, counts)]


def years(first: int, last: int) -> Counts:
    return Counts.of(DAY(year, 6, 1) for year in range(first, last + 1))


def test_an_archive_of_four_items_shows_the_months_of_its_year() -> None:
    found = names(ALL, FOUR_ITEMS)

    assert len(found) == 12
    assert (found[0], found[-1]) == ("January 2024", "December 2024")


def test_an_empty_archive_has_no_bars() -> None:
    assert names(ALL, Counts.of([])) == []
    assert names(Span(DAY(2024, 4, 1), DAY(2024, 4, 30)), Counts.of([])) == []


@pytest.mark.parametrize(
    ("last", "first_unit", "number"),
    [
        (DAY(2024, 12, 31), "January 2022", 36),
        (DAY(2025, 1, 1), "2022", 4),
        (DAY(2081, 12, 31), "2022", 60),
        (DAY(2082, 1, 1), "2022–2023", 31),
        (DAY(2199, 1, 1), "2020–2024", 36),
    ],
)
def test_a_longer_archive_is_drawn_in_longer_units(last: DAY, first_unit: str, number: int) -> None:
    found = names(ALL, Counts.of([DAY(2022, 1, 1), last]))

    assert (found[0], len(found)) == (first_unit, number)


def test_all_years_that_can_be_are_no_more_than_sixty_bars() -> None:
    assert len(names(ALL, years(1800, 2199))) <= 60


def test_a_year_shows_its_months_and_a_month_or_day_its_days() -> None:
    year = Span(DAY(2024, 1, 1), DAY(2024, 12, 31))
    day = Span(DAY(2024, 4, 23), DAY(2024, 4, 23))

    assert names(year, FOUR_ITEMS)[3] == "April 2024"
    assert names(day, FOUR_ITEMS)[22] == "23 April 2024"
    assert len(names(day, FOUR_ITEMS)) == 30


def test_without_days_the_months_of_the_year_are_shown() -> None:
    counts = Counts(FOUR_ITEMS.months)

    assert names(Span(DAY(2024, 4, 1), DAY(2024, 4, 30)), counts)[3] == "April 2024"


@pytest.mark.parametrize(
    ("span", "first", "number"),
    [
        (Span(DAY(2010, 5, 3), DAY(2010, 8, 1)), "January 2010", 12),
        (Span(DAY(2010, 5, 3), DAY(2013, 4, 30)), "May 2010", 36),
        (Span(DAY(2010, 5, 3), DAY(2013, 5, 1)), "2000", 25),
        (Span(DAY(2023, 2, 1)), "February 2023", 17),
        (Span(None, DAY(2000, 7, 1)), "January 2000", 12),
    ],
)
def test_a_span_is_shown_as_closely_as_it_is_long(span: Span, first: str, number: int) -> None:
    found = names(span, years(2000, 2024))

    assert (found[0], len(found)) == (first, number)


def test_a_part_of_centuries_is_shown_year_by_year() -> None:
    found = names(Span(DAY(1850, 1, 1), DAY(1879, 12, 31)), years(1800, 2024))

    assert (found[0], found[-1]) == ("1850", "1879")


@pytest.mark.parametrize(
    "span",
    [
        Span(DAY(1990, 4, 1), DAY(1990, 4, 30)),
        Span(DAY(2030, 1, 1)),
        Span(None, DAY(1990, 1, 1)),
        Span(DAY(1, 1, 1), DAY(9999, 12, 31)),
    ],
)
def test_where_a_span_has_nothing_to_show_the_archive_is_shown(span: Span) -> None:
    assert names(span, years(2000, 2024)) == names(ALL, years(2000, 2024))


def test_rows_of_years_begin_with_round_ones() -> None:
    decades = years_between(DAY(1987, 5, 1), DAY(2003, 1, 1), 10)

    assert [str(it) for it in decades] == ["1980–1989", "1990–1999", "2000–2009"]
    assert decades[0] == Years(DAY(1980, 1, 1), DAY(1989, 12, 31))
