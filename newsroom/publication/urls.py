"""The addresses that every list has: all of it, a year, a month, a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from newsroom.publication.feeds.views import FORMATS, Feed
from newsroom.publication.renditions.views import rendition_paths

if TYPE_CHECKING:
    from django.urls import URLPattern

    from newsroom.publication.views import PublicationDetail, PublicationList


class Year(StringConverter):
    regex = "[0-9]{4}"


class MonthOrDay(StringConverter):
    """One digit is understood, and redirected to two."""

    regex = "[0-9]{1,2}"


class Slug(StringConverter):
    """Anything that a base can be asked for: PostgreSQL raises an error for a NUL."""

    regex = r"[^/\0]+"


class FeedFormat(StringConverter):
    regex = "|".join(FORMATS)


register_converter(FeedFormat, "feed")
register_converter(Slug, "name")
register_converter(Year, "year")
register_converter(MonthOrDay, "month")
register_converter(MonthOrDay, "day")


def list_paths(view: type[PublicationList]) -> list[URLPattern]:
    """Return the routes of a list: list, year, month and day, and the feeds of each."""
    addresses = {
        "list": "",
        "year": "<year:year>/",
        "month": "<year:year>/<month:month>/",
        "day": "<year:year>/<month:month>/<day:day>/",
    }
    return [
        *(path(address, view.as_view(), name=name) for name, address in addresses.items()),
        *(feed_path(view, address, name) for name, address in addresses.items()),
    ]


def feed_path(view: type[PublicationList], address: str = "", name: str = "list") -> URLPattern:
    """Return the route of the feeds of a list: its own address with feed.rss (atom, json)."""
    return path(f"{address}feed.<feed:form>", Feed.as_view(list_view=view), name=f"{name}-feed")


def desk_paths(
    list_view: type[PublicationList], detail_view: type[PublicationDetail]
) -> list[URLPattern]:
    """Return the routes of a desk: its list and, under the day, each publication in all forms."""
    day = "<year:year>/<month:month>/<day:day>/"
    return [
        # In the order in which Django looks, by what is asked for most and made anew most.
        path(f"{day}<name:slug>/", detail_view.as_view(), name="detail"),
        *list_paths(list_view),
        *rendition_paths(day, detail_view),
    ]
