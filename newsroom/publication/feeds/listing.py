"""A page of a list, looked up as the list itself does, and told as a feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings

from newsroom.publication.chosen import parts_of
from newsroom.publication.feeds.channel import Channel, entries_of
from newsroom.publication.feeds.reading import read_parts
from newsroom.publication.identity import named
from newsroom.publication.renditions.addresses import origin_of
from newsroom.publication.routes import address_of
from newsroom.publication.xml_text import clean

if TYPE_CHECKING:
    from newsroom.publication.filters import PublicationFilter
    from newsroom.publication.paging import Page
    from newsroom.publication.period import Period
    from newsroom.publication.views import PublicationList


@dataclass(frozen=True)
class Listing:
    """Which list, which period of it, what it is narrowed by, and what was found."""

    view: PublicationList
    period: Period | None
    filterset: PublicationFilter
    page: Page

    @classmethod
    def found(cls, view: PublicationList, period: Period | None) -> Listing:
        """Look up the page that the view's request asks for, with the whole text of each."""
        shelves = [shelf.whole().telling_corrections() for shelf in view.shelves()]
        filterset = view.filterset_class.of_list(view.request.GET, shelves[0])
        if period:
            shelves = [shelf.in_period(period.first, period.last) for shelf in shelves]
        page = view.get_page(filterset, shelves)
        read_parts(page.publications)
        return cls(view, period, filterset, page)

    @property
    def origin(self) -> str:
        return origin_of(self.view.request)

    @property
    def mistakes(self) -> str:
        """A sentence for each mistake in the filter, empty where there is none."""
        errors = self.filterset.errors.items()
        return clean(" ".join(f"{name}: {sentence}" for name, told in errors for sentence in told))

    @property
    def id(self) -> str:
        """The name of the list with its filter, on whichever page."""
        parts = [
            "lists",
            self.view.namespace,
            *(self.period.kwargs.values() if self.period else ()),
        ]
        return named(asking("/".join(parts), self.filterset.chosen))

    @property
    def title(self) -> str:
        """By what a subscriber tells this list from others."""
        section = self.view.address()
        told = [it.words for it in parts_of(self.filterset, self.period, section, section)]
        return clean(f"{', '.join([self.view.name, *told])} – {settings.NEWSROOM_SITE['name']}")

    def address(self, suffix: str = "", **place: Any) -> str:
        """Return the whole address of the list, or of its feed, at a place of it."""
        address = f"{self.origin}{self.view.address(self.period)}{suffix}"
        told = {way: position for way, position in place.items() if position}
        return asking(address, {**self.filterset.chosen, **told})

    def channel(self, suffix: str) -> Channel:
        """Return the page as the feed whose address ends in the suffix."""
        place = {way: self.filterset.form.cleaned_data[way] for way in ("older", "newer")}
        older, newer = self.page.older, self.page.newer
        return Channel(
            id=self.id,
            title=self.title,
            link=self.address(),
            address=self.address(suffix, **place),
            older=self.address(suffix, older=older) if older else "",
            newer=self.address(suffix, newer=newer) if newer else "",
            home=self.origin + address_of("frontpage"),
            entries=entries_of(self.page.publications, self.origin),
        )


def asking(address: str, query: dict[str, Any]) -> str:
    return f"{address}?{urlencode(query)}" if query else address
