"""
What a page says of itself in the words of schema.org, as JSON-LD 1.1.

https://schema.org/NewsArticle, https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents.
Search engines ask no more (https://developers.google.com/search/docs/appearance/structured-data/article),
and nothing is told that the page itself does not show.
"""

from __future__ import annotations

import json
from functools import lru_cache, singledispatch
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString

from newsroom.publication.markup import Texts, plain
from newsroom.publication.renditions.addresses import whole
from newsroom.publication.renditions.ninjs import language
from newsroom.publication.routes import address_of
from newsroom.publication.surroundings import local, present
from newsroom.publication.templatetags.publication import shortened

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from newsroom.publication.models import Notice, Publication
    from newsroom.publication.surroundings import Surroundings

CONTEXT = "https://schema.org"

DESCRIPTION = 160
"""Characters of a description, as search engines show it."""

ENDS_NO_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element or a line of it, written so that JSON reads the same."""

written = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Common(NamedTuple):
    """What is alike for all that a desk publishes, as far as one origin and language go."""

    section: str
    section_address: str
    """Whole, of the list of the desk."""
    language: str
    publisher: dict[str, str]


def common(desk: type[Publication], origin: str) -> Common:
    """Return what all publications of the desk tell; it is shared, so nobody may change it."""
    return _common(desk, origin, settings.NEWSROOM_SITE["name"], present())


@lru_cache(maxsize=256)
def _common(
    desk: type[Publication], origin: str, _name: str, _surroundings: Surroundings
) -> Common:
    address = whole(origin, address_of(f"{desk.desk()}:list"))
    return Common(desk.section(), address, language(), publisher(origin))


@singledispatch
def as_linked_data(
    publication: Publication, origin: str, texts: Texts | None = None
) -> dict[str, Any]:
    """
    Return the publication as a NewsArticle.

    `origin` is what whole addresses begin with: https://press.example.org. `datePublished` is
    the moment of its release with the offset, `dateModified` that of the last change readers
    were told of, `dateCreated` the day printed on it. Who has looked at its running `texts`
    hands them on.
    """
    return article(publication, origin, texts or Texts(publication.running_text()))


def article(publication: Publication, origin: str, texts: Texts) -> dict[str, Any]:
    """Return what publications of every desk tell."""
    desk = common(type(publication), origin)
    page = whole(origin, publication.get_absolute_url())
    told = {
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "mainEntityOfPage": page,
        "headline": publication.label,
        "description": shortened(texts[publication.lead].line, DESCRIPTION),
        "articleSection": desk.section,
        "dateCreated": publication.date.isoformat(),
        "datePublished": moment(publication.published_at),
        "dateModified": moment(publication.changed_at),
        "correction": [comment(notice) for notice in publication.notices],
        "inLanguage": desk.language,
        "isAccessibleForFree": True,
        "wordCount": texts.number_of_words,
        "author": desk.publisher,
        "publisher": desk.publisher,
    }
    return {name: value for name, value in told.items() if value}


def moment(told: datetime.datetime | None) -> str:
    """Return the moment in ISO 8601 with offset, nothing where there is none."""
    return local(told).isoformat(timespec="seconds") if told else ""


def comment(notice: Notice) -> dict[str, str]:
    """Return a correction as a CorrectionComment (https://schema.org/correction)."""
    return {
        "@type": "CorrectionComment",
        "text": plain(notice.note),
        "datePublished": moment(notice.corrected_at),
    }


def publisher(origin: str) -> dict[str, str]:
    return organization(settings.NEWSROOM_SITE["name"]) | {"url": f"{origin}/"}


def organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def breadcrumbs(places: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the way from the front page to a page: each place with its name and whole address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(places, 1)
        ],
    }


def website(origin: str, search: str) -> dict[str, Any]:
    """Return the site, with the address of its search, which takes the words as `q`."""
    site = settings.NEWSROOM_SITE
    return {
        "@type": "WebSite",
        "name": site["name"],
        "description": site["tagline"],
        "url": f"{origin}/",
        "inLanguage": language(),
        "publisher": publisher(origin),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{whole(origin, search)}?q={{words}}",
            },
            "query-input": "required name=words",
        },
    }


def as_script(*things: dict[str, Any]) -> SafeString:
    """Return the things as the data block of a page; no text in them can end it."""
    told = written({"@context": CONTEXT, "@graph": things})
    for sign, escaped in ENDS_NO_SCRIPT.items():
        if sign in told:
            told = told.replace(sign, escaped)
    # As escaped as by Django's json_script.
    return SafeString(f'<script type="application/ld+json">{told}</script>')
