"""
A publication as IPTC ninjs 3.2, the JSON in which news systems pass on news.

https://iptc.org/std/ninjs/ninjs-schema_3.2.json. Its `uri` is the id that it has in feeds. Only
what the newsroom knows is told: a publication does not keep when it was written, so
`contentCreated` is missing; `versionCreated` is when readers were last told of a change. The day
printed on it is a description of the role "date", each correction one of the role "correction".
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from newsroom.publication.identity import identity
from newsroom.publication.markup import plain
from newsroom.publication.models import State
from newsroom.publication.renditions.addresses import rendition_address, whole
from newsroom.publication.renditions.text import as_html, plain_texts_of, word_count

if TYPE_CHECKING:
    import datetime

    from newsroom.publication.models import Publication

STANDARD = {
    "name": "ninjs",
    "version": "3.2",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#",
}


@singledispatch
def as_ninjs(publication: Publication, origin: str) -> dict[str, Any]:
    """
    Return the publication as an object of ninjs 3.2, ready for `json.dumps`.

    `origin` is what whole addresses begin with: https://press.example.org. Moments are given
    with their offset (RFC 3339); empty properties are left out.
    """
    return common(publication, origin)


def common(publication: Publication, origin: str) -> dict[str, Any]:
    """Return what publications of every desk tell."""
    page = whole(origin, publication.get_absolute_url())
    told = {
        "standard": STANDARD,
        "uri": identity(publication),
        "type": "text",
        "representationType": "full",
        "profile": publication._meta.model_name,
        "language": language(),
        "title": publication.label,
        "headlines": headlines(publication),
        "descriptions": descriptions(publication),
        "bodies": bodies(publication, page),
        "altIds": [{"role": "slug", "value": publication.slug}],
        "infoSources": [source(settings.NEWSROOM_SITE["name"], "publisher", uri=f"{origin}/")],
        "usageTerms": settings.NEWSROOM_SITE["footer"],
        "renditions": [
            {"name": "page", "href": page, "contentType": "text/html"},
            {
                "name": "markdown",
                "href": whole(origin, rendition_address(publication, "md")),
                "contentType": "text/markdown",
            },
        ],
        **release(publication),
    }
    return {name: value for name, value in told.items() if value}


def language() -> str:
    """Return the language of the site (BCP 47)."""
    return get_language() or settings.LANGUAGE_CODE


def headlines(publication: Publication) -> list[dict[str, str]]:
    headline = publication.headline.strip()
    return [typed("main", "text/plain", headline)] if headline else []


def descriptions(publication: Publication) -> list[dict[str, str]]:
    told = [typed("date", "text/plain", publication.date.isoformat())]
    if lead := plain(publication.lead):
        told.append(typed("lead", "text/plain", lead))
    sentences = (f"{it.heading}: {plain(it.note)}" for it in publication.notices)
    return [*told, *(typed("correction", "text/plain", sentence) for sentence in sentences)]


def bodies(publication: Publication, page: str) -> list[dict[str, Any]]:
    """Return the text as HTML, with the number of its words and of its characters."""
    lines = plain_texts_of(publication)
    counts = {"charCount": sum(map(len, lines)), "wordCount": word_count(lines)}
    return [typed("main", "text/html", as_html(publication, page)) | counts] if any(lines) else []


def typed(role: str, content_type: str, value: str) -> dict[str, Any]:
    """Return a text with its role and its media type, as ninjs has them."""
    return {"role": role, "contentType": content_type, "value": str(value)}


def source(name: str, role: str, **also: str) -> dict[str, str]:
    return {"name": name, "role": role, **also}


def release(publication: Publication) -> dict[str, str]:
    """Return whether the publication may be used, and since or from when."""
    moment = publication.published_at
    if moment is None:
        return {"pubStatus": "withheld"}
    told = written(moment)
    if publication.state == State.SCHEDULED:
        return {"pubStatus": "withheld", "embargoedUntil": told}
    changed = publication.changed_at
    version = {"versionCreated": written(changed)} if changed else {}
    return {"pubStatus": "usable", "firstCreated": told, **version}


def written(moment: datetime.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
