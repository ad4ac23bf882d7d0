"""
The addresses of pages, made from what the map of the site says once.

To ask the map for the address of each publication in a list would take longer than to read the
list from the base. What is its own stands at the end of an address (see `urls.desk_paths`): the
date and what it is called. What stands before that is the same for all of a desk.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS

from newsroom.publication.surroundings import present

if TYPE_CHECKING:
    import datetime

    from newsroom.publication.surroundings import Surroundings

UNQUOTED = f"{RFC3986_SUBDELIMS}/~:@"
"""What Django leaves as it is in the path of an address (RFC 3986, section 3.3)."""

SAMPLE = ("2024", "04", "24", "a", "b")


def address_of(name: str) -> str:
    """Return the address of a page that has one for all: "news:list"."""
    return _reversed(name, (), present())


def dated_address(name: str, date: datetime.date, *parts: str) -> str:
    """
    Return the address of a page under a day: "news:detail" with the date and the slug.

    As Django's `reverse`, it raises NoReverseMatch for parts that no address can have.
    """
    told = []
    for part in parts:
        if not part or "/" in part or "\0" in part:
            day = f"{date.year:04}", f"{date.month:02}", f"{date.day:02}"
            return reverse(name, args=(*day, *parts))
        told.append(quoted(part))
    start = _start(name, len(parts), present())
    return f"{start}{date.isoformat().replace('-', '/')}/{'/'.join(told)}/"


def quoted(part: str) -> str:
    return part if part.isascii() and part.replace("-", "").isalnum() else quote(part, UNQUOTED)


@lru_cache(maxsize=512)
def _start(name: str, parts: int, surroundings: Surroundings) -> str:
    """Return what stands before the day in the address of a page with so many parts after it."""
    sample = SAMPLE[: 3 + parts]
    return _reversed(name, sample, surroundings).removesuffix(f"{'/'.join(sample)}/")


@lru_cache(maxsize=512)
def _reversed(name: str, parts: tuple[str, ...], _surroundings: Surroundings) -> str:
    """Ask the map of the site, which is another one with another map or prefix."""
    return reverse(name, args=parts)
