from __future__ import annotations

import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from newsroom.publication.period import Period

DATE = datetime.date


@pytest.mark.parametrize(
    ("parts", "first", "last", "name"),
    [
        ((2024,), DATE(2024, 1, 1), DATE(2024, 12, 31), "2024"),
        ((2024, 2), DATE(2024, 2, 1), DATE(2024, 2, 29), "February 2024"),
        ((2023, 2), DATE(2023, 2, 1), DATE(2023, 2, 28), "February 2023"),
        ((2024, 4, 24), DATE(2024, 4, 24), DATE(2024, 4, 24), "24 April 2024"),
    ],
)
def test_a_period_has_its_first_and_last_day_and_a_name(
    parts: tuple[int, ...], first: DATE, last: DATE, name: str
) -> None:
    period = Period.of(*parts)

    assert (period.first, period.last, str(period)) == (first, last, name)


@pytest.mark.parametrize("parts", [(0,), (10000,), (2024, 13), (2024, 2, 30)])
def test_what_the_calendar_does_not_have_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Period.of(*parts)


@pytest.mark.parametrize(
    ("parts", "before", "after"),
    [
        ((2024,), (2023,), (2025,)),
        ((2024, 1), (2023, 12), (2024, 2)),
        ((2024, 2, 29), (2024, 2, 28), (2024, 3, 1)),
    ],
)
def test_a_period_knows_the_ones_beside_it(
    parts: tuple[int, ...], before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    assert Period.of(*parts).before == Period.of(*before)
    assert Period.of(*parts).after == Period.of(*after)


def test_the_calendar_has_two_ends() -> None:
    assert Period.of(1).before is None
    assert Period.of(9999, 12, 31).after is None


def test_a_day_lies_within_a_month_and_a_month_within_a_year() -> None:
    assert Period.of(2024, 4, 24).within == Period.of(2024, 4)
    assert Period.of(2024, 4).within == Period.of(2024)
    assert Period.of(2024).within is None


@pytest.mark.parametrize("language", ["en", "ru", "fr", "ar", "zh-hans", "hy"])
def test_a_period_is_named_as_django_names_it(language: str) -> None:
    with translation.override(language):
        for parts, form in (((987,), "Y"), ((2024, 3), "F Y"), ((2024, 3, 4), "j F Y")):
            period = Period.of(*parts)
            assert str(period) == date_format(period.first, form)
            assert period.path == f"{'/'.join(period.kwargs.values())}/"
