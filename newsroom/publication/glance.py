"""
The archive at a glance: what stands beside a list to show how much there is, and when.

A chart whose bars are links, stretches of time to choose with one click, and the active filter
in words. All of it costs one statement, whatever the archive holds.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from newsroom.publication import counts, page_moment
from newsroom.publication.bars import drawn, stretch_of, ticks_for
from newsroom.publication.chosen import WORDS, parts_of, visible_in
from newsroom.publication.counts import Counts
from newsroom.publication.edition import for_the_edition, of_this_page
from newsroom.publication.models.shelf import plain
from newsroom.publication.period import Period
from newsroom.publication.spans import Addresses, Span, week_of
from newsroom.publication.surroundings import language
from newsroom.publication.units import Years, units_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.publication.bars import Bar, Stretch, Tick
    from newsroom.publication.chosen import Part
    from newsroom.publication.filters import PublicationFilter
    from newsroom.publication.models import Publication
    from newsroom.publication.paging import Page
    from newsroom.publication.units import Unit
    from newsroom.publication.views import PublicationList

DATES = ("date_after", "date_before")
DAY = datetime.timedelta(days=1)


class Link(NamedTuple):
    name: str
    address: str


@dataclass(frozen=True)
class Glance:
    """
    What the template `publication/_glance.html` shows.

    That of a whole list is the same for everybody as long as the edition holds, and made once.
    """

    units: Sequence[Unit]
    counts: Counts
    span: Span
    addresses: Addresses
    chosen: Sequence[Part]
    latest: datetime.date
    """The last day of the last month in which the archive has something."""

    @cached_property
    def bars(self) -> list[Bar]:
        return drawn(self.units, self.counts, self.span, self.addresses) if self.units else []

    @cached_property
    def ticks(self) -> list[Tick]:
        return ticks_for(self.units)

    @cached_property
    def stretch(self) -> Stretch | None:
        return stretch_of(self.units, self.span)

    @property
    def is_by_years(self) -> bool:
        """Whether the chart itself has a link to each year."""
        unit = self.units[0] if self.units else None
        return isinstance(unit, Period) and not unit.month

    @property
    def unit(self) -> str:
        unit = self.units[0]
        if isinstance(unit, Years):
            return _("Years")
        return _("Day") if unit.day else _("Month") if unit.month else _("Year")

    @cached_property
    def title(self) -> str:
        """What the chart shows; where it lies within one year or month, of which one."""
        unit, last = self.units[0], self.units[-1]
        if isinstance(unit, Years):
            return _("Publications over the years")
        if unit.day:
            return _("Publications per day in %(month)s") % {"month": unit.within}
        if not unit.month:
            return _("Publications per year")
        if unit.year != last.first.year:
            return _("Publications per month")
        return _("Publications per month in %(year)s") % {"year": unit.year}

    @cached_property
    def years(self) -> list[Link]:
        """Each year that has something, the latest first."""
        years = sorted(self.counts.years, reverse=True)
        return [Link(str(year), self.addresses.of_year(year)) for year in years]

    @cached_property
    def spans(self) -> list[Link]:
        """The present week, month and year, as far as they have something."""
        today, found = timezone.localdate(page_moment.now()), []
        week, month = week_of(today), Period.of(today.year, today.month)
        if week.first and week.last and self._has_days(week.first):
            found.append(Link(_("This week"), self.addresses.between(week.first, week.last)))
        if month.first in self.counts.months:
            found.append(Link(_("This month"), self.addresses.of(month)))
        if today.year in self.counts.years:
            found.append(Link(_("This year"), self.addresses.of(Period.of(today.year))))
        return found

    def _has_days(self, first: datetime.date) -> bool:
        days = self.counts.days or {}
        return any(first + DAY * place in days for place in range(7))


def at_a_glance(
    view: PublicationList, filterset: PublicationFilter, period: Period | None, page: Page
) -> Glance:
    """
    Return the archive of a list at a glance, as far as whoever is looking may see it.

    The `page` knows the date of everything that was found by words, unless there was too much.
    """
    is_whole = period is None and not filterset.chosen and not view.waits_for_words
    if is_whole and not view.desks_open:
        return of_all(view.models, view.address(), language())
    asked = filterset.form.cleaned_data if filterset.is_valid() else {}
    rest = {name: value for name, value in filterset.chosen.items() if asked and name not in DATES}
    span = Span(period.first, period.last) if period else Span()
    span = span.narrowed(*(asked.get(name) for name in DATES))
    if WORDS in rest or view.waits_for_words:
        archive = Counts.of(page.dates or ())
        shown = None if page.dates is None else archive
    else:
        archive, shown = _counted(view, filterset, span, rest)
    section = view.address()
    return Glance(
        units=units_for(span, shown) if shown else [],
        counts=shown or archive,
        span=span,
        addresses=Addresses(section, rest),
        chosen=parts_of(filterset, period, section, view.address(period)),
        latest=_end_of(archive.last),
    )


@for_the_edition(most=64)
def of_all(models: tuple[type[Publication], ...], section: str, _language: str | None) -> Glance:
    """Return all that readers may see of a list at a glance, in the language of the page."""
    archive = of_readers(models)
    return Glance(
        units=units_for(Span(), archive),
        counts=archive,
        span=Span(),
        addresses=Addresses(section, {}),
        chosen=(),
        latest=_end_of(archive.last),
    )


@for_the_edition(most=64)
def of_readers(models: tuple[type[Publication], ...]) -> Counts:
    """Return how much readers may see: of each month, and of the days of this week."""
    return counts.read(models, AnonymousUser(), _near(Span()))


def _counted(
    view: PublicationList, filterset: PublicationFilter, span: Span, rest: Mapping[str, str]
) -> tuple[Counts, Counts | None]:
    """Count the whole archive, and what of it the rest of the filter leaves; None: too much."""
    narrowing = [name for name in visible_in(filterset) if name in rest]
    if not narrowing:
        archive = _near_counted(view, span)
        return archive, archive
    narrowed = [plain(shelf) for shelf in view.shelves()]
    for name in narrowing:
        chosen = filterset.form.cleaned_data[name]
        narrowed = [filterset.filters[name].filter(shelf, chosen) for shelf in narrowed]
    archive = counts.read_narrowed(view.models, view.request.user, narrowed)
    return archive, None if archive.days is None else Counts.of(archive.days)


def _near_counted(view: PublicationList, span: Span) -> Counts:
    """Count the archive, with the days of the span's month; what all readers see is known."""
    user = view.request.user
    if view.desks_open or of_this_page() is None:
        return counts.read(view.models, user, _near(span))
    archive, month = of_readers(view.models), span.month
    if month is None:
        return archive
    return archive.with_days(counts.days_of(view.models, user, (month.first, month.last)))


def _near(span: Span) -> list[tuple[datetime.date, datetime.date]]:
    """The days that the chart or the one-click spans show: of the chosen month and this week."""
    week = week_of(timezone.localdate(page_moment.now()))
    month = span.month
    stretches = _joined(week, Span(month.first, month.last)) if month else [week]
    return [(it.first, it.last) for it in stretches if it.first and it.last]


def _joined(one: Span, other: Span) -> list[Span]:
    """Two spans, or the one that they are where they overlap: no day may count twice."""
    first, last = sorted([one, other], key=lambda span: span.first or datetime.date.min)
    if last.first and first.last and last.first <= first.last:
        return [Span(first.first, max(first.last, last.last or first.last))]
    return [first, last]


def _end_of(month: datetime.date | None) -> datetime.date:
    return Period.of(month.year, month.month).last if month else datetime.date.min
