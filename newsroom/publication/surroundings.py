"""
What a page may take for granted wherever it is made of: its language, and where the site is.

Each of them is kept where only the thread finds it, and to ask for it takes longer than many a
thing that is made of it. Neither changes while a page is made, so it is asked for once.
"""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf
from django.utils.translation import get_language

from newsroom.publication import page_moment


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


def language() -> str | None:
    return present().language
