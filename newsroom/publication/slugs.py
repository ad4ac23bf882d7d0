"""The last part of a publication's address, made from what the publication says."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.utils.text import slugify

from newsroom.publication.markup import opening, plain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

READABLE = 70
"""Characters of a slug made here: an address that still fits on a line of a mail."""

FEED = "feed"
"""No slug: /news/2024/04/24/feed.json is the feed of that day."""


def slug_for(headline: str, lead: str, date: datetime.date, is_taken: Callable[[str], bool]) -> str:
    """
    Return a free slug: from the headline, else from the lead, else from the date.

    Letters of every script stay as they are, so a Russian or Chinese headline remains
    readable; a headline without letters (a dash, an emoji) has the date instead.
    """
    stem = readable(headline) or readable(plain(lead)) or date.isoformat()
    attempts = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(slug for slug in attempts if slug != FEED and not is_taken(slug))


def readable(text: str) -> str:
    slug = slugify(text, allow_unicode=True).strip("-_")
    return opening(slug.replace("-", " "), READABLE)[0].replace(" ", "-")
