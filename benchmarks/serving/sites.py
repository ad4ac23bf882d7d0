"""The sites that are compared: what each runs, and how it calls the same pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
HERE = "benchmarks.serving"

PAGES = {
    "list": "list",
    "deep": "list, 90 % down",
    "month": "list of a month",
    "detail": "news item",
    "interview": "interview",
    "often": "search, 30 % hold the word",
    "seldom": "search, 1 %",
    "feed": "feed (RSS)",
}
"""What is asked for, by the names that the command line knows."""

EVERY = 1_000_000


@dataclass(frozen=True)
class Site:
    """A site of the comparison; its addresses have one field, which `places.py` fills."""

    name: str
    title: str
    application: str
    settings: str
    addresses: Mapping[str, str]
    base: str = "{size}.sqlite3"
    variable: str = ""
    fill: str = ""
    most: int = EVERY
    """The largest archive that it is asked to hold."""

    def file(self, folder: Path, size: int) -> Path:
        return folder / self.base.format(size=size)

    def environment(self, base: Path) -> dict[str, str]:
        """Return what a process needs to serve this site from that base."""
        told = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": self.settings}
        return told | ({self.variable: str(base)} if self.variable else ours(base))

    def calls(self, page: str, places: Mapping[str, list[Any]]) -> list[str]:
        """Return the many addresses of a page."""
        address = self.addresses[page]
        (field,) = {name for _, name, _, _ in Formatter().parse(address) if name}
        filled = (address.format(**{field: place}) for place in places[field])
        return [quote(call, safe="/?&=") for call in filled]


def ours(base: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{base}",
        "NEWSROOM_ENVIRONMENT": "production",
        "NEWSROOM_HOSTS": "press.example.org",
        "NEWSROOM_BEHIND_PROXY": "1",
        "NEWSROOM_SECRET_KEY": "0nly-3ver-on-7his-mach1ne-and-4-as-long-as-it-runs-9qzXvK",
        "SERVING_STATIC": str(base.with_name("static")),
    }


OURS = Site(
    name="ours",
    title="Newsroom",
    application="newsroom.wsgi:application",
    settings=f"{HERE}.ours_settings",
    addresses={
        "list": "/news/?older={top}",
        "deep": "/news/?older={deep}",
        "month": "/news/{month}/",
        "detail": "/news/{item}/",
        "interview": "/interviews/{talk}/",
        "often": "/search/?q=cooperation&date_before={day}",
        "seldom": "/search/?q=harvest&date_before={day}",
        "feed": "/news/feed.rss?date_before={day}",
    },
)
PLAIN = Site(
    name="plain",
    title="plain Django",
    application=f"{HERE}.plain.wsgi:application",
    settings=f"{HERE}.plain.settings",
    addresses={
        "list": "/news/?page={top_page}",
        "deep": "/news/?page={deep_page}",
        "month": "/news/{month}/",
        "detail": "/news/{item}/",
        "interview": "/interviews/{talk}/",
        "often": "/news/?q=cooperation&date_before={day}",
        "seldom": "/news/?q=harvest&date_before={day}",
        "feed": "/news/feed/?{day}",
    },
    base="{size}-plain.sqlite3",
    variable="PLAIN_DATABASE",
    fill="plain/fill.py",
)
WAGTAIL = Site(
    name="wagtail",
    title="Wagtail",
    application=f"{HERE}.wagtail_site.wsgi:application",
    settings=f"{HERE}.wagtail_site.settings",
    addresses={
        "list": "/news/?page={top_page}",
        "deep": "/news/?page={deep_page}",
        "month": "/news/{month}/",
        "detail": "/news/{item_slug}/",
        "interview": "/interviews/{talk_slug}/",
        "often": "/search/?query=cooperation&date_before={day}",
        "seldom": "/search/?query=harvest&date_before={day}",
        "feed": "/feed/?{day}",
    },
    base="{size}-wagtail.sqlite3",
    variable="WAGTAIL_DATABASE",
    fill="wagtail_site/fill.py",
    most=100_000,
)
