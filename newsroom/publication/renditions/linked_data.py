"""
What a page says of itself in the words of schema.org, as JSON-LD 1.1.

https://schema.org/NewsArticle, https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents.
Search engines ask no more (https://developers.google.com/search/docs/appearance/structured-data/article),
and nothing is told that the page itself does not show.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from newsroom.publication.markup import plain
from newsroom.publication.renditions.addresses import whole
from newsroom.publication.renditions.ninjs import language
from newsroom.publication.renditions.text import plain_texts_of, word_count
from newsroom.publication.templatetags.publication import shortened

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from newsroom.publication.models import Notice, Publication

CONTEXT = "https://schema.org"

DESCRIPTION = 160
"""Characters of a description, as search engines show it."""

ENDS_NO_SCRIPT = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element or a line of it, written so that JSON reads the same."""

written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@singledispatch
def as_linked_data(publication: Publication, origin: str) -> dict[str, Any]:
    """
    Return the publication as a NewsArticle.

    `origin` is what whole addresses begin with: https://press.example.org. `datePublished` is
    the moment of its release with the offset, `dateModified` that of the last change readers
    were told of, `dateCreated` the day printed on it.
    """
    return article(publication, origin, plain_texts_of(publication))


def article(publication: Publication, origin: str, texts: Iterable[str]) -> dict[str, Any]:
    """Return what publications of every desk tell, with the number of words in plain texts."""
    page, by = whole(origin, publication.get_absolute_url()), publisher(origin)
    told = {
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "mainEntityOfPage": page,
        "headline": publication.label,
        "description": shortened(plain(publication.lead), DESCRIPTION),
        "articleSection": publication.section(),
        "dateCreated": publication.date.isoformat(),
        "datePublished": moment(publication.published_at),
        "dateModified": moment(publication.changed_at),
        "correction": [comment(notice) for notice in publication.notices],
        "inLanguage": language(),
        "isAccessibleForFree": True,
        "wordCount": word_count(texts),
        "author": by,
        "publisher": by,
    }
    return {name: value for name, value in told.items() if value}


def moment(told: datetime.datetime | None) -> str:
    """Return the moment in ISO 8601 with offset, nothing where there is none."""
    return timezone.localtime(told).isoformat(timespec="seconds") if told else ""


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
        told = told.replace(sign, escaped)
    return mark_safe(f'<script type="application/ld+json">{told}</script>')  # noqa: S308 - as escaped as Django's json_script
