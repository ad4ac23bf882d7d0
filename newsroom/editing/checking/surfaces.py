"""Where readers can come across a publication, and how to know that it is there."""

from __future__ import annotations

import datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from newsroom.editing.stored import parts_of
from newsroom.publication.identity import identity
from newsroom.publication.markup import plain
from newsroom.publication.period import Period
from newsroom.publication.position import Position
from newsroom.publication.renditions.addresses import rendition_address
from newsroom.publication.search.folding import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.editing.checking.asking import Site
    from newsroom.publication.models import Publication

FEW_WORDS = 6
"""Words of a publication by which it is looked for."""

STAYS_NEWS = datetime.timedelta(hours=47)
"""How old a release may be that is certainly still in the sitemap for Google News."""

MOST_NEWS = 1_000
"""Publications that the sitemap for Google News has at most."""


class Surface(NamedTuple):
    name: str
    """As it reads after "missing from": the search."""
    address: str
    mark: str
    """What stands in the answer only if the publication is shown there."""
    is_kept: bool = False
    """Whether it is answered from something that the base keeps beside the publications."""

    def shows(self, site: Site) -> bool:
        return self.mark in site.ask(self.address).text


def surfaces_of(publication: Publication, site: Site) -> Iterator[Surface]:
    """Return where the publication is to be found while it is public, and nowhere else ever."""
    yield from pages(publication)
    yield from lists(publication)
    yield from search(publication)
    yield from sitemaps(publication, site)
    yield from beside(publication)


def first_places(publication: Publication) -> Iterator[Surface]:
    """Return where the publication stands only as long as it is the newest of its desk."""
    address, desk = publication.get_absolute_url(), publication.desk()
    yield Surface("the front page", reverse("frontpage"), address)
    yield Surface("the top of its section", reverse(f"{desk}:list"), address)
    for form in ("rss", "atom", "json"):
        feed = reverse(f"{desk}:list-feed", args=[form])
        yield Surface(f"the feed of its section ({form})", feed, address)


def pages(publication: Publication) -> Iterator[Surface]:
    """Return its own pages, each known by what a notice of its withdrawal does not have."""
    address, as_json = publication.get_absolute_url(), rendition_address(publication, "json")
    yield Surface("its page", address, as_json)
    yield Surface("its JSON", as_json, identity(publication))
    yield Surface("its Markdown", rendition_address(publication, "md"), address)
    parts = parts_of(type(publication))
    for part in islice(parts.of(publication) if parts else [], 1):
        yield Surface("the page of its first part", part.get_page_url(), f"#{part.key}")


def lists(publication: Publication) -> Iterator[Surface]:
    """Return the lists and feeds, each from the very place on that the publication has."""
    address, desk = publication.get_absolute_url(), publication.desk()
    place = urlencode({"older": right_before(publication)})
    day = publication.date
    kwargs = Period.of(day.year, day.month, day.day).kwargs
    addresses = {
        "its section": reverse(f"{desk}:list"),
        "the list of its day": reverse(f"{desk}:day", kwargs=kwargs),
        "the list of all news": reverse("archive:list"),
        "the feed of its section (RSS)": reverse(f"{desk}:list-feed", args=["rss"]),
        "the feed of all news (Atom)": reverse("archive:list-feed", args=["atom"]),
        "the feed of its day (JSON)": reverse(
            f"{desk}:day-feed", kwargs={**kwargs, "form": "json"}
        ),
    }
    for name, found in addresses.items():
        yield Surface(name, f"{found}?{place}", address)


def right_before(publication: Publication) -> Position:
    """Return the place in all lists after which the publication comes next."""
    return Position(
        publication.date, publication.published_at, publication.desk(), publication.pk - 1
    )


def search(publication: Publication) -> Iterator[Surface]:
    words = list(islice(WORD.finditer(plain(publication.headline or publication.lead)), FEW_WORDS))
    if not words:
        return
    asked = {
        "q": " ".join(word[0] for word in words),
        "date_after": publication.date.isoformat(),
        "date_before": publication.date.isoformat(),
        "older": right_before(publication),
    }
    found = f"{reverse('search:list')}?{urlencode(asked)}"
    yield Surface("the search", found, publication.get_absolute_url(), is_kept=True)


def sitemaps(publication: Publication, site: Site) -> Iterator[Surface]:
    """Return the sitemap that the index names for it: that of its month, or of its day."""
    address, desk, day = publication.get_absolute_url(), publication.desk(), publication.date
    of_month, of_day = (
        reverse(f"sitemap-{period.name}", kwargs={"desk": desk, **period.kwargs})
        for period in (Period.of(day.year, day.month), Period.of(day.year, day.month, day.day))
    )
    is_split = of_day in site.ask(reverse("sitemaps")).text
    yield Surface("its sitemap", of_day if is_split else of_month, address)
    if not publication.is_public or is_news(publication):
        yield Surface("the sitemap for Google News", reverse("sitemap-google-news"), address)


def is_news(publication: Publication) -> bool:
    """Whether it was released so lately that the sitemap for Google News has room for it."""
    since = timezone.now() - STAYS_NEWS
    if publication.published_at is None or publication.published_at < since:
        return False
    lately = type(publication)._default_manager.public().released_since(publication.published_at)
    return not lately[MOST_NEWS // 10 :].exists()


def beside(publication: Publication) -> Iterator[Surface]:
    """Return the page of the one before it in time, which leads to it."""
    public = type(publication)._default_manager.public()
    if older := public.older_than(publication.position).first():
        yield Surface(
            "the page of the one before it",
            older.get_absolute_url(),
            publication.get_absolute_url(),
        )
