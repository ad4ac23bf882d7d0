"""What should be public and is not, and the other way round, in a sentence each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from newsroom.editing.checking.surfaces import Surface, first_places, surfaces_of
from newsroom.publication import counts
from newsroom.publication.models import State
from newsroom.publication.moment import in_full
from newsroom.publication.period import Period

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from newsroom.editing.checking.asking import Site
    from newsroom.publication.models import Publication

ASK_AGAIN = (
    "If it stays so for a minute, a cache keeps what is no longer true: "
    "restart the server, and empty the caches in front of it."
)
MAKE_ANEW = "Make what the base keeps anew: manage.py check_releases --make-anew"


def faults_of(publication: Publication, site: Site) -> list[str]:
    """
    Return a sentence for each place that shows the publication and must not, or the reverse.

    What seems wrong is asked for a second time, with the publication read anew: it may have been
    released, edited or deleted at the desk meanwhile.
    """
    if not list(wrong(publication, site)):
        return []
    site.forget()
    again = type(publication)._default_manager.filter(pk=publication.pk).first()
    if again is None:
        return []
    return [sentence(again, surface, site) for surface in wrong(again, site)]


def wrong(publication: Publication, site: Site) -> Iterator[Surface]:
    is_public = publication.is_public
    surfaces = list(surfaces_of(publication, site))
    if not is_public or is_newest(publication):
        surfaces += first_places(publication)
    yield from (surface for surface in surfaces if surface.shows(site) != is_public)


def is_newest(publication: Publication) -> bool:
    return type(publication)._default_manager.public().first() == publication


def sentence(publication: Publication, surface: Surface, site: Site) -> str:
    remedy = MAKE_ANEW if surface.is_kept and publication.is_public else ASK_AGAIN
    status = site.ask(surface.address).status
    known = f"“{publication.label}” ({publication.get_absolute_url()}, {state(publication)})"
    if publication.is_public:
        told = f"{known} is missing from {surface.name}: {surface.address} answers {status}."
    else:
        told = f"{known} must not be seen and is in {surface.name}: {surface.address}."
    return f"{told} {remedy}"


def state(publication: Publication) -> str:
    if publication.published_at is None:
        return "a draft"
    since = "public since" if publication.state == State.PUBLIC else "scheduled for"
    return f"{since} {in_full(publication.published_at)}"


def faults_of_months(kind: type[Publication], months: Iterable[datetime.date]) -> list[str]:
    """
    Return a sentence for each month, or each day in it, that is counted wrongly.

    Looked at are all months that readers are told of, and the `months` given, by their first day.
    """
    counted = counts.read([kind], AnonymousUser()).months
    found = []
    for first in sorted({*counted, *months}):
        month = Period.of(first.year, first.month)
        rows = kind._default_manager.public().in_period(month.first, month.last)
        days = Counter(rows.order_by().values_list("date", flat=True))
        told = counts.days_of([kind], AnonymousUser(), (month.first, month.last))
        found += miscounted(kind, month, counted.get(month.first, 0), days.total())
        for day in sorted({*told, *days}):
            of_day = Period.of(day.year, day.month, day.day)
            found += miscounted(kind, of_day, told.get(day, 0), days[day])
    return found


def miscounted(kind: type[Publication], period: Period, told: int, number: int) -> list[str]:
    if told == number:
        return []
    readers = f"readers are told of {told} publications in {period}"
    return [f"{kind.section()}: {readers}, and there are {number}. {MAKE_ANEW}"]
