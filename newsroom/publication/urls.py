"""The addresses that every list has: all of it, a year, a month, a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, register_converter
from django.urls.converters import StringConverter

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


register_converter(Slug, "name")
register_converter(Year, "year")
register_converter(MonthOrDay, "month")
register_converter(MonthOrDay, "day")


def list_paths(view: type[PublicationList]) -> list[URLPattern]:
    """Return the routes of a list: list, year, month and day."""
    return [
        path("", view.as_view(), name="list"),
        path("<year:year>/", view.as_view(), name="year"),
        path("<year:year>/<month:month>/", view.as_view(), name="month"),
        path("<year:year>/<month:month>/<day:day>/", view.as_view(), name="day"),
    ]


def desk_paths(
    list_view: type[PublicationList], detail_view: type[PublicationDetail]
) -> list[URLPattern]:
    """Return the routes of a desk: its list and, under the day, each publication."""
    day = "<year:year>/<month:month>/<day:day>/"
    return [
        *list_paths(list_view),
        path(f"{day}<name:slug>/", detail_view.as_view(), name="detail"),
    ]
