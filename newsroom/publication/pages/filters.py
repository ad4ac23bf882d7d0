"""What the templates of the public write values with."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.utils.formats import date_format
from markupsafe import Markup

from newsroom.publication import markup, moment, reading_time, way_back
from newsroom.publication.pages.compiling import written
from newsroom.publication.parts import parts_of
from newsroom.publication.renditions import as_linked_data, linked_data
from newsroom.publication.renditions.addresses import origin_of, whole
from newsroom.publication.search.marking import Mark
from newsroom.publication.surroundings import local
from newsroom.publication.templatetags.publication import desk_address, shortened, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.forms import Form
    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication


def day(told: datetime.datetime) -> str:
    """Return the day of a moment in the zone of the desk."""
    return date_format(local(told))


def iso_moment(told: datetime.datetime) -> str:
    """Return the moment in ISO 8601, with the offset of the desk's zone."""
    return local(told).isoformat()


def marked(pieces: Iterable[str]) -> Markup:
    """Return a text with the words marked that were looked for."""
    told = [
        f"<mark>{written(str(it))}</mark>" if type(it) is Mark else written(it) for it in pieces
    ]
    return Markup("".join(told))  # noqa: S704 - each piece has been escaped


def once(shown: Any, macro: Callable[..., Markup], *arguments: Any) -> Markup:
    """
    Return what a macro makes of an object, and keep it with the object.

    What is made for an edition is in many pages: so it is written once, too.
    """
    kept = vars(shown).setdefault("written", {})
    key = (macro, *arguments)
    if key not in kept:
        kept[key] = macro(shown, *arguments)
    html: Markup = kept[key]
    return html


def place(form: Form) -> str:
    """Return the place in a list that was asked for, `older=…` or `newer=…`; empty at its top."""
    asked = ((way, form.cleaned_data.get(way)) for way in ("older", "newer"))
    return next((f"{way}={position}" for way, position in asked if position), "")


def quoted(value: str) -> str:
    """Return the value as it stands in a query (RFC 3986)."""
    return quote(value, safe="")


def whole_address(address: str, origin: str) -> str:
    """Return an address of this site with its scheme and host, the `origin`."""
    return whole(origin, address)


def minutes_to_read(texts: markup.Texts) -> int:
    """Return the minutes that the texts take; 0 where they are not worth telling."""
    return reading_time.minutes(texts.texts, texts.number_in)


def publication_data(publication: Publication, origin: str, texts: markup.Texts) -> SafeString:
    """Return the publication and the way to it as the data block of its page."""
    article = as_linked_data(publication, origin, texts)
    desk = linked_data.common(type(publication), origin)
    places = [(desk.section, desk.section_address), (article["headline"], article["url"])]
    return linked_data.as_script(article, linked_data.breadcrumbs(places))


def site_data(search: str, origin: str) -> SafeString:
    """Return the site and its search, which is at that address, as the front page's data block."""
    return linked_data.as_script(linked_data.website(origin, search))


FILTERS: dict[str, Callable[..., Any]] = {
    "card_id": way_back.card_id,
    "day": day,
    "desk_address": desk_address,
    "in_full": moment.in_full,
    "in_words": moment.in_words,
    "iso": datetime.date.isoformat,
    "iso_moment": iso_moment,
    "marked": marked,
    "markup": markup.render,
    "minutes_to_read": minutes_to_read,
    "once": once,
    "origin": origin_of,
    "parts": parts_of,
    "place": place,
    "publication_data": publication_data,
    "quoted": quoted,
    "shortened": shortened,
    "site_data": site_data,
    "summary": summary,
    "texts": markup.Texts,
    "whole": whole_address,
}
"""By their names in the templates. What knows its surroundings is added in `environment`."""
