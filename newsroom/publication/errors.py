"""What a page that is not there can still offer: a search, and the month its address names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.http import HttpResponseNotFound
from django.template.loader import render_to_string
from django.urls import reverse

from newsroom.publication.markup import opening
from newsroom.publication.period import Period
from newsroom.publication.way_back import list_at

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_PATH, LONGEST_QUERY = 2000, 100
"""Characters of an address that are looked at, and of the words made from it."""

EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}/?$")
DATE = re.compile(
    r"(?<![0-9])((?:1[89]|20|21)[0-9]{2})"
    r"(?:[-/._](0?[1-9]|1[0-2])(?:[-/._](?:0?[1-9]|[12][0-9]|3[01]))?)?(?![0-9])"
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """
    Answer with 404 (Django's `handler404`).

    The page is made from the address alone. What is not public and what never existed
    therefore get the same page, byte by byte.
    """
    path = request.path_info[:LONGEST_PATH]
    offer = {"words": words(path), "month": month(path)}
    page = render_to_string("404.html", offer, request)
    # The desk may see what is not public under the same address.
    return HttpResponseNotFound(page, headers={"Vary": "Cookie"})


def words(path: str) -> str:
    """Return what the address seems to be about: `/news/2024/04/24/a-summit/` is “a summit”."""
    parts = [part for part in DATE.sub("", EXTENSION.sub("", path)).split("/") if part]
    if parts and list_at(f"/{parts[0]}/"):
        del parts[0]
    return opening(max(map(spaced, parts), key=len, default=""), LONGEST_QUERY)[0]


def spaced(part: str) -> str:
    """Return the letters, marks and digits of a part of an address; spaces for all else."""
    signs = (sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in part)
    return " ".join("".join(signs).split())


def month(path: str) -> tuple[Period, str] | None:
    """Return the month that the address names, with the address of its list; None without one."""
    dates = (found for found in DATE.finditer(path) if found[2])
    found = next(dates, None)
    if not found:
        return None
    period = Period.of(int(found[1]), int(found[2]))
    section = path.partition("/")[2].partition("/")[0]
    listed = list_at(f"/{section}/{period.first:%Y/%m}/")
    return period, reverse(listed.view_name if listed else "archive:month", kwargs=period.kwargs)
