"""A day and a moment as the desk and readers are told of them: a moment always with its zone."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.publication.surroundings import language

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 8192
"""Days whose names are kept: a list has twenty, which an archive has often shown before."""


def on(date: datetime.date, form: str = "DATE_FORMAT") -> str:
    """Return the day in the house notation, 24.04.2024, or in one of Django's forms of dates."""
    return _on(date.toordinal(), form, language())


def writer(form: str = "DATE_FORMAT") -> Callable[[datetime.date], str]:
    """Return what writes days as `on` does, for many of them: the language is asked for once."""
    spoken = language()
    return lambda date: _on(date.toordinal(), form, spoken)


@lru_cache(DAYS)
def _on(day: int, form: str, _language: str | None) -> str:
    return date_format(datetime.date.fromordinal(day), form)


def in_words(moment: datetime.datetime) -> str:
    """Return the moment in the zone of the desk, and name that zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


def in_full(moment: datetime.datetime) -> str:
    """Return the moment as `in_words` does, for those to whom MSK says nothing."""
    local = timezone.localtime(moment)
    told = {"date": date_format(local), "time": date_format(local, "TIME_FORMAT")}
    return _("%(date)s at %(time)s %(zone)s") % {**told, "zone": zone_in_full(moment)}


def zone_in_full(moment: datetime.datetime) -> str:
    """
    Return what the clocks of the desk show at the moment: Moscow time (MSK, UTC+3).

    Zones whose abbreviation is a bare number (https://data.iana.org/time-zones/theory.html)
    are told without it.
    """
    local = timezone.localtime(moment)
    short, offset = f"{local:%Z}", offset_of(local)
    told = offset if short == offset or re.fullmatch(r"[+-]\d+", short) else f"{short}, {offset}"
    zone = zone_of_the_desk()
    return zone if zone == told else f"{zone} ({told})"


def zone_of_the_desk() -> str:
    """Return the zone of the desk by its place: Moscow time. Others by their name: UTC."""
    name = timezone.get_current_timezone_name()
    if "/" not in name:
        return name
    return _("%(place)s time") % {"place": name.rsplit("/", 1)[1].replace("_", " ")}


def offset_of(moment: datetime.datetime) -> str:
    """Return how far the moment's own zone is from UTC: UTC, UTC+3, UTC-3:30."""
    minutes = (moment.utcoffset() or datetime.timedelta()) // datetime.timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
