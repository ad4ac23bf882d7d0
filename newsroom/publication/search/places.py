"""
The number of a passage in the index: newest date first, as stored within a day.

Read from the highest number down, an index gives the newest passages first, those of one
publication together, and a span of dates is a span of numbers: no hit has to be looked at that is
not shown. From the left: days since 1800 (18 bits), the publication's primary key counted
backwards (32), the number of the passage within it (13; 0 for the publication itself).
"""

from __future__ import annotations

import datetime

DAY, KEY = 45, 13
"""How far to the left the day and the key stand."""
MOST_PASSAGES = (1 << KEY) - 1
"""Passages of one publication; further ones are not found on their own."""
HIGHEST_KEY = (1 << 32) - 1
FIRST_DAY = datetime.date(1800, 1, 1)
HIGHEST = (1 << 63) - 1
MOST_DAYS = HIGHEST >> DAY
"""A day further off, which an address may well name, counts as the last one."""


def place_of(date: datetime.date, pk: int) -> int:
    """Return the number of a publication's first passage."""
    return day_place(date) | (HIGHEST_KEY - min(pk, HIGHEST_KEY)) << KEY


def day_place(date: datetime.date) -> int:
    """Return the lowest number that a passage of the date can have."""
    return min(max(0, (date - FIRST_DAY).days), MOST_DAYS) << DAY


def last_place(date: datetime.date) -> int:
    """Return the highest number that a passage of the date can have."""
    return day_place(date) | (1 << DAY) - 1


def date_of(place: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=place >> DAY)


def publication_place(place: int) -> int:
    """Return the number of the publication to which the passage belongs."""
    return place & ~MOST_PASSAGES


def key_of(place: int) -> int:
    """Return the primary key of the publication to which the passage belongs."""
    return HIGHEST_KEY - (place >> KEY & HIGHEST_KEY)
