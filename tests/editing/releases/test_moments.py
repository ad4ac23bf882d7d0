"""The moment of a release, as the clocks of the desk show it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from newsroom.editing.releases.moments import MomentForm
from newsroom.publication.moment import in_full

NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def berlin(settings: Any) -> Any:
    settings.TIME_ZONE = "Europe/Berlin"
    with time_machine.travel(NOW, tick=False):
        yield


def form(date: str, time: str, **more: str) -> MomentForm:
    return MomentForm({"published_at_0": date, "published_at_1": time, **more})


@pytest.mark.parametrize(
    ("date", "time", "offset"), [("01.03.2026", "13:01", 1), ("01.07.2026", "10:00", 2)]
)
def test_a_moment_is_what_the_clocks_of_the_desk_show(date: str, time: str, offset: int) -> None:
    filled = form(date, time)

    assert filled.is_valid()
    shown = datetime.datetime.strptime(f"{date} {time} +0{offset}00", "%d.%m.%Y %H:%M %z")
    assert filled.cleaned_data["published_at"] == shown


@pytest.mark.parametrize("time", ["02:00", "02:30", "02:59"])
def test_a_time_that_the_clocks_leave_out_is_refused_with_what_stands_around_it(time: str) -> None:
    filled = form("29.03.2026", time)

    assert not filled.is_valid()
    (sentence,) = filled.errors["published_at"]
    minutes = time[3:]
    assert f"never show {time}" in sentence
    assert f"01:{minutes} (CET, UTC+1)" in sentence
    assert f"03:{minutes} (CEST, UTC+2)" in sentence


@pytest.mark.parametrize("time", ["01:59", "03:00"])
def test_the_times_beside_the_gap_are_taken(time: str) -> None:
    assert form("29.03.2026", time).is_valid()


@pytest.mark.parametrize("which", ["", "third", "\x00"])
def test_a_time_that_the_clocks_show_twice_asks_which_of_the_two(which: str) -> None:
    filled = form("25.10.2026", "02:30", which=which)

    assert not filled.is_valid()
    assert "show 02:30 twice" in str(filled.errors["published_at"])
    assert "02:30 (CEST, UTC+2)" in str(filled["which"])
    assert "02:30 (CET, UTC+1)" in str(filled["which"])


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_either_of_the_two_can_be_meant(which: str, hour: int) -> None:
    filled = form("25.10.2026", "02:30", which=which)

    assert filled.is_valid(), filled.errors
    moment = filled.cleaned_data["published_at"]
    assert moment == datetime.datetime(2026, 10, 25, hour, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("date", "time", "said"),
    [
        ("01.03.2026", "13:00", "This moment has passed"),
        ("28.02.2026", "13:00", "This moment has passed"),
        ("01.01.0001", "00:00", "This moment has passed"),
        ("31.12.9999", "23:59", "too far in the future"),
        ("30.02.2026", "10:00", "Enter a valid date"),
        ("01.07.2026", "25:00", "Enter a valid time"),
        ("01.07.2026", "", "required"),
        ("\x00", "\x00", "Enter a valid date"),
    ],
)
def test_what_is_no_moment_to_come_is_refused_in_words(date: str, time: str, said: str) -> None:
    filled = form(date, time)

    assert not filled.is_valid()
    assert said in str(filled.errors["published_at"])


def test_the_form_names_the_zone() -> None:
    asked = MomentForm()

    assert asked["published_at"].label == "Goes public on (Berlin time)"
    assert "13:00 Berlin time (CET, UTC+1)" in asked["published_at"].help_text


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("UTC", "01.03.2026 at 12:00 UTC"),
        ("Europe/Moscow", "01.03.2026 at 15:00 Moscow time (MSK, UTC+3)"),
        ("Asia/Almaty", "01.03.2026 at 17:00 Almaty time (UTC+5)"),
        ("America/St_Johns", "01.03.2026 at 08:30 St Johns time (NST, UTC-3:30)"),
    ],
)
def test_a_moment_in_full_names_its_zone_for_everybody(settings: Any, zone: str, told: str) -> None:
    settings.TIME_ZONE = zone

    assert in_full(timezone.now()) == told
