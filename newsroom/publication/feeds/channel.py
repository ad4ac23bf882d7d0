"""What a feed tells, whatever its format. Every text of it can be put into XML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language

from newsroom.publication import moment
from newsroom.publication.identity import identities
from newsroom.publication.markup import plain
from newsroom.publication.pages.kinds import address_after, start_of
from newsroom.publication.position import EPOCH
from newsroom.publication.renditions import as_html
from newsroom.publication.renditions.addresses import rendition_at
from newsroom.publication.xml_text import clean

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from newsroom.publication.models import Publication


class Common(NamedTuple):
    """What the entries of a kind have in common, and a page asks for once."""

    kind: str
    """The name of the model: "newsitem"."""
    section: str
    """What readers know the list of its desk by."""
    start: str
    """What the addresses begin with: "https://press.example.org/news/"."""
    ids: str
    """What the ids begin with."""

    @classmethod
    def to(cls, model: type[Publication], origin: str) -> Common:
        name, start = str(model._meta.model_name), origin + start_of(model)
        return cls(name, clean(model.section()), start, identities(model))


class Entry:
    """A public publication in a feed, whose day is written as `date`."""

    published_at: datetime.datetime

    def __init__(self, publication: Publication, common: Common, date: str) -> None:
        if publication.published_at is None:
            raise ValueError("A draft is in no feed.")
        self.publication, self.common, self.date = publication, common, date
        self.published_at = publication.published_at
        self.link = address_after(common.start, publication)

    @property
    def id(self) -> str:
        return f"{self.common.ids}{self.publication.pk}"

    @property
    def section(self) -> str:
        return self.common.section

    @property
    def title(self) -> str:
        """The headline; empty where there is none."""
        return clean(self.publication.headline).strip()

    @property
    def label(self) -> str:
        """The headline or the first words of the lead; never empty."""
        return clean(self.publication.label)

    @property
    def summary(self) -> str:
        """The printed date and the lead, in plain text."""
        return clean(f"{self.date}. {plain(self.publication.lead)}".strip())

    @property
    def html(self) -> str:
        """The printed date and the whole text."""
        day = self.publication.date.isoformat()
        printed = f'<p><time datetime="{day}">{escape(self.date)}</time></p>\n'
        return clean(printed + as_html(self.publication, self.link))

    @cached_property
    def corrected_at(self) -> datetime.datetime | None:
        """When readers were last told of a correction since the release, if ever."""
        notices = self.publication.notices
        return self.publication.last_change(it.corrected_at for it in notices) if notices else None

    @property
    def updated_at(self) -> datetime.datetime:
        # "Significant" to a reader (RFC 4287, 4.2.15) is what readers are told of.
        return self.corrected_at or self.published_at

    @property
    def facts(self) -> dict[str, str]:
        """What the publication says of itself, by the names of its fields."""
        told = {name: clean(getattr(self.publication, name)) for name in self.publication.facts}
        known = {"kind": self.common.kind, "date": self.publication.date.isoformat()}
        return known | {name: fact for name, fact in told.items() if fact}

    @property
    def ninjs(self) -> str:
        """The address of the publication as ninjs."""
        return rendition_at(self.link, "json")


def entries_of(publications: Iterable[Publication], origin: str) -> list[Entry]:
    """Return the publications as entries; `origin` is "https://press.example.org"."""
    common, date = cache(lambda kind: Common.to(kind, origin)), moment.writer()
    return [Entry(it, common(type(it)), date(it.date)) for it in publications]


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

    @property
    def updated_at(self) -> datetime.datetime:
        """The latest moment of any entry: the bytes of a feed change only when it does."""
        return max((entry.updated_at for entry in self.entries), default=EPOCH)
