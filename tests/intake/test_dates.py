from __future__ import annotations

import datetime
from contextlib import suppress

import hypothesis.strategies as st
import pytest
from hypothesis import given

from newsroom.intake.dates import (
    Impossible,
    date_at_end,
    date_line,
    first_date,
    mentioned_date,
)

MARCH = datetime.date(2024, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2024",
        "12.3.2024",
        "12 March 2024",
        "12th of March, 2024",
        "March 12, 2024",
        "Mar. 12, 2024",
        "2024-03-12",
        "12/03/2024",
        "12 марта 2024 года",
        "12 марта 2024 г.",
        "12 de marzo de 2024",
        "12 mars 2024",
        "12. März 2024",
        "2024年3月12日",
        "Tuesday, 12 March 2024",
        "вторник, 12 марта 2024 г.",
        "Moscow, 12 March 2024",
        "March 12, 2024, 19:00",
        "March 12, 2024 at 7:00 p.m. EDT",
        "12.03.2024 10:15",
        "**12.03.2024**",
        "For Immediate Release March 12, 2024",
        "Published: 12 March 2024",
        "Tuesday, March 12, 2024, 7:04 p.m. Hall of Mirrors, Ministry of Trade",
        "19:04 12.03.2024",
        "12 مارس 2024",
        "12 آذار/مارس 2024",
        "2024 жылғы 12 наурыз",
        "12 марти соли 2024",
        "12 մարտի 2024 թ.",
        "2024년 3월 12일",
    ],
)
def test_a_date_line_is_read_in_any_notation(text: str) -> None:
    found = date_line(text)
    assert found is not None
    assert found.date == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2024, in Moscow",
        "March 2024",
        "2024",
        "12.03.24",
        "10:07 A.M.",
        "Resolution 12/03/2024/7",
        "The meeting of 12 March 2024 was the first.",
        "12.03.2024 The council met",
        "March 12, 2024, 7:04 p.m. the council met again",
        "The Noon Briefing Again, March 12, 2024",
        "1.2.3",
        "",
    ],
)
def test_other_lines_are_no_date_lines(text: str) -> None:
    assert date_line(text) is None


def test_the_day_comes_first_and_a_doubt_is_told() -> None:
    assert date_line("03/12/2024") == (datetime.date(2024, 12, 3), "03/12/2024", True)
    assert date_line("03/15/2024") == (datetime.date(2024, 3, 15), "03/15/2024", False)
    assert date_line("05/05/2024") == (datetime.date(2024, 5, 5), "05/05/2024", False)
    assert date_line("03.12.2024") == (datetime.date(2024, 12, 3), "03.12.2024", False)


@pytest.mark.parametrize(
    "text", ["31.02.2024", "30 February 2024", "2023-02-29", "2024-13-01", "03.15.2024"]
)
def test_a_date_that_no_calendar_has_is_impossible(text: str) -> None:
    with pytest.raises(Impossible, match=text):
        date_line(text)


def test_a_date_at_the_end_of_a_headline_is_cut_off() -> None:
    found = date_at_end("Interview of the Secretary General to the agency 12.03.2024")
    assert found is not None
    assert (found.date, found.rest) == (MARCH, "Interview of the Secretary General to the agency")
    with_comma = date_at_end("Gaggle on the way to Vienna, 3/15/2024")
    assert with_comma is not None
    assert with_comma.rest == "Gaggle on the way to Vienna"


@pytest.mark.parametrize(
    "headline", ["On the summit of 24 April 2024", "Report for 12.03.2024", "12.03.2024", "No date"]
)
def test_a_date_that_belongs_to_the_words_before_it_stays(headline: str) -> None:
    assert date_at_end(headline) is None


def test_what_a_file_says_about_itself_begins_with_its_date() -> None:
    found = first_date("2024-03-12T10:00:00+03:00")
    assert found is not None
    assert found.date == MARCH
    assert first_date("soon") is None


def test_the_only_date_that_a_text_mentions_is_found() -> None:
    found = mentioned_date("Entretien avec Radio Nord le 12 mars 2024, sur la récolte")
    assert found is not None
    assert found.date == MARCH
    assert mentioned_date("From 12.03.2024 to 14.03.2024") is None
    assert mentioned_date("The harvest of 2024") is None


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_of_four_centuries_is_read_as_it_is_written(day: datetime.date) -> None:
    english = f"{day.day} {day:%B} {day.year}"
    for text in (f"{day:%d.%m.}{day.year}", day.isoformat(), english):
        found = date_line(text)
        assert found is not None
        assert found.date == day


@given(st.text(alphabet="0123456789./- abcMrch,年月日:", max_size=90))
def test_no_line_is_too_strange(text: str) -> None:
    for read in (date_line, date_at_end, first_date, mentioned_date):
        with suppress(Impossible):
            read(text)
