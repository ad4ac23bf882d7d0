"""A moment as the desk and readers are told of it: always with its zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    import datetime


def in_words(moment: datetime.datetime) -> str:
    """Return the moment in the zone of the desk, and name that zone."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
