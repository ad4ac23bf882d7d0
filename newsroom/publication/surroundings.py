"""
What a page may take for granted wherever it is made of: its language, and where the site is.

Each of them is kept where only the thread finds it, and to ask for it takes longer than many a
thing that is made of it. Neither changes while a page is made, so it is asked for once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.publication import page_moment

if TYPE_CHECKING:
    import datetime


class Surroundings(NamedTuple):
    language: str | None
    prefix: str
    """What stands before every path of the site: "/", as a rule."""
    urlconf: str
    """The name of the map of the site."""


def present() -> Surroundings:
    """Return those of the page that is being made, or those of now."""
    page = page_moment.snapshot()
    if page is None:
        return of_now()
    found: Surroundings | None = page.known.get(Surroundings)
    if found is None:
        found = page.known[Surroundings] = of_now()
    return found


def of_now() -> Surroundings:
    urlconf: str = get_urlconf() or settings.ROOT_URLCONF
    return Surroundings(get_language(), get_script_prefix(), urlconf)


def local(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment by the clocks of the desk, whose zone a page asks for once."""
    page = page_moment.snapshot()
    if page is None:
        return timezone.localtime(moment)
    zone: datetime.tzinfo | None = page.known.get("zone")
    if zone is None:
        zone = page.known["zone"] = timezone.get_current_timezone()
    return moment.astimezone(zone)


def language() -> str | None:
    return present().language
