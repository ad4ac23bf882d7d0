"""What a feed tells, whatever its format. Every text of it can be put into XML."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from newsroom.publication.identity import identity
from newsroom.publication.markup import plain
from newsroom.publication.renditions import as_html
from newsroom.publication.renditions.addresses import rendition_address
from newsroom.publication.xml_text import clean

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from newsroom.publication.models import Publication


@dataclass(frozen=True)
class Entry:
    """A publication in a feed. `title` is empty where it has no headline; `label` never is."""

    id: str
    link: str
    title: str
    label: str
    summary: str
    """The printed date and the lead, in plain text."""
    html: str
    """The printed date and the whole text."""
    published_at: datetime.datetime
    corrected_at: datetime.datetime | None
    """When readers were last told of a correction since the release, if ever."""
    section: str
    facts: dict[str, str]
    """What the publication says of itself, by the names of its fields."""
    ninjs: str
    """The address of the publication as IPTC ninjs."""


@dataclass(frozen=True)
class Channel:
    """A page of a list as a feed, with absolute addresses. `older` and `newer` may be empty."""

    id: str
    title: str
    link: str
    address: str
    older: str
    newer: str
    home: str
    entries: Sequence[Entry]

    @property
    def author(self) -> str:
        return clean(settings.NEWSROOM_SITE["name"])

    @property
    def description(self) -> str:
        return clean(settings.NEWSROOM_SITE["tagline"])

    @property
    def rights(self) -> str:
        return clean(settings.NEWSROOM_SITE["footer"])

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE


def entry_of(publication: Publication, origin: str) -> Entry:
    """Return a public publication as an entry; `origin` is "https://press.example.org"."""
    if publication.published_at is None:
        raise ValueError("A draft is in no feed.")
    link = origin + publication.get_absolute_url()
    date = date_format(publication.date)
    time = f'<p><time datetime="{publication.date.isoformat()}">{escape(date)}</time></p>\n'
    return Entry(
        id=identity(publication),
        link=link,
        title=clean(publication.headline).strip(),
        label=clean(publication.label),
        summary=clean(f"{date}. {plain(publication.lead)}".strip()),
        html=clean(time + as_html(publication, link)),
        published_at=publication.published_at,
        corrected_at=publication.last_change(it.corrected_at for it in publication.notices),
        section=clean(publication.section()),
        facts=facts_of(publication),
        ninjs=origin + rendition_address(publication, "json"),
    )


def facts_of(publication: Publication) -> dict[str, str]:
    told = {name: clean(getattr(publication, name)) for name in publication.facts}
    kind, date = str(publication._meta.model_name), publication.date.isoformat()
    return {"kind": kind, "date": date, **{name: fact for name, fact in told.items() if fact}}
