"""
What the addresses of a base are made of, as JSON: `places.py` with the environment of our site.

Said are positions and page numbers near the top and 90 % down, months, days, and publications
from all over the archive: of the interviews, those of as many exchanges as one another, and as in
each other base. There are as many as can be had, up to some thousands, so that hardly anything
can be remembered from one request to the next.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

import django
from django.apps import apps
from django.db.models import Count

SIZE = 20
PAGES, NUMBERED = 1_000, 30
"""Pages of lists: by their position, and by the number that others have, which costs them time."""

LENGTH = 9
DAYS, A_DAY = 400, 50
FIRST, LAST = datetime.date(2005, 3, 1), datetime.date(2024, 12, 1)


def days() -> list[datetime.date]:
    """Return days as far from one another as they can be."""
    step = (LAST - FIRST) / (DAYS - 1)
    return [FIRST + number * step for number in range(DAYS)]


def on_pages(news: Any, first: int) -> dict[int, str]:
    """Return, by their numbers, the positions from which full pages begin, from a number on."""
    rows = list(news[(first - 1) * SIZE - 1 : (first - 1 + PAGES) * SIZE])
    full = rows[: len(rows) - SIZE : SIZE]
    return {first + number: str(row.position) for number, row in enumerate(full)}


def items(news: Any) -> dict[str, str]:
    """Return slugs and what comes before them in an address."""
    rows = news.exclude(headline="").values_list("slug", "date")
    return {
        slug: f"{on:%Y/%m/%d}" for day in days() for slug, on in rows.filter(date__lte=day)[:A_DAY]
    }


def talks(interviews: Any) -> dict[str, str]:
    """Return the same of interviews of `LENGTH` exchanges."""
    rows = interviews.annotate(length=Count("exchanges")).values_list("slug", "date", "length")
    found = (row for day in days() for row in rows.filter(date__lte=day)[:A_DAY])
    return {slug: f"{on:%Y/%m/%d}" for slug, on, length in found if length == LENGTH}


def places() -> dict[str, list[Any]]:
    """Return what may stand at each place of an address."""
    news = apps.get_model("news", "NewsItem")._default_manager.public()
    interviews = apps.get_model("interviews", "Interview")._default_manager.public()
    top, deep = on_pages(news, 2), on_pages(news, news.count() * 9 // 10 // SIZE)
    found, alike = items(news), talks(interviews)
    return {
        "top": list(top.values()),
        "top_page": list(top)[:NUMBERED],
        "deep": list(deep.values()),
        "deep_page": list(deep)[:NUMBERED],
        "month": [f"{year}/{month:02}" for year in range(2006, 2024) for month in range(1, 13)],
        "day": [day.isoformat() for day in days()[DAYS // 3 :]],
        "item": [f"{on}/{slug}" for slug, on in found.items()],
        "item_slug": list(found),
        "talk": [f"{on}/{slug}" for slug, on in alike.items()],
        "talk_slug": list(alike),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(places(), sys.stdout)
