"""
What search engines are told: the sitemaps and robots.txt.

Sitemaps follow https://www.sitemaps.org/protocol.html, the one for Google News
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap, robots.txt
RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309).

A file holds what a desk has dated in one month, or on one day where a month would be too much. So
nothing is counted or skipped to know which file a publication is in, and those of past months stay
as they are. Django's own sitemaps count each file and skip to its rows.
"""

from __future__ import annotations

import datetime
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models import CharField, Max
from django.db.models.functions import Cast, Left
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from newsroom.frontpage.views import Archive
from newsroom.publication import page_moment
from newsroom.publication.distinct import latest_of_each_day, latest_of_each_month
from newsroom.publication.edition import for_the_edition
from newsroom.publication.for_everyone import for_everyone
from newsroom.publication.glance import of_readers
from newsroom.publication.pages.kinds import address_after, start_of
from newsroom.publication.period import Period
from newsroom.publication.renditions.addresses import origin_of
from newsroom.publication.xml_text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from django.http import HttpRequest

    from newsroom.publication.models import Publication

MONTH = r"^sitemap-(?P<desk>[a-z_]+)-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml$"
DAY = MONTH.removesuffix(r"\.xml$") + r"-(?P<day>[0-9]{2})\.xml$"
MOST_ADDRESSES, MOST_NEWS = 50_000, 1_000
"""What the protocol, and Google News, take in a file."""

NEWS_STAYS_NEWS = datetime.timedelta(days=2)
NEWS_IS_LEFT_OUT_WITHIN = 300
"""Seconds for which what is two days old may still be listed: nothing is written when it is."""

MONTH_OF, DAY_OF = "2024-04", "2024-04-24"
"""How a base writes a month and a day."""

DESKS: dict[str, type[Publication]] = {model.desk(): model for model in Archive.models}


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps, each with the latest release in it; none of them is empty."""
    periods = files(get_script_prefix())
    latest = max((moment for _address, moment in periods if moment), default=None)
    told = with_moments_written([(reverse("sitemap-lists"), latest), *periods])
    return xml(request, "sitemap_index", files=told)


@for_the_edition(most=4)
def files(_prefix: str) -> list[tuple[str, datetime.datetime | None]]:
    """Return the addresses of the files, below the prefix of the site, and their last changes."""
    # Of all desks together: a month is rather split once too often.
    numbers = of_readers(tuple(DESKS.values())).months
    split = {month for month, number in numbers.items() if number > MOST_ADDRESSES}
    return [
        (f"{start}{'-'.join(period.kwargs.values())}.xml", moment)
        for desk, model in DESKS.items()
        for start in [start_of_files(desk)]
        for period, moment in latest_by_period(model, split)
    ]


def start_of_files(desk: str) -> str:
    """Return what the addresses of a desk's files begin with: /sitemap-news-."""
    sample = reverse("sitemap-month", kwargs={"desk": desk, "year": "2024", "month": "04"})
    return sample.removesuffix("2024-04.xml")


@require_safe
@for_everyone
def lists(request: HttpRequest) -> HttpResponse:
    """List the lists."""
    names = ["frontpage", "archive:list", *(f"{desk}:list" for desk in DESKS)]
    return xml(request, "sitemap", pages=[(reverse(name), "") for name in names])


@require_safe
@for_everyone
def period(request: HttpRequest, desk: str, **parts: str) -> HttpResponse:
    """List what a desk has dated in a month, or on a day."""
    try:
        asked, model = Period.of(**{name: int(part) for name, part in parts.items()}), DESKS[desk]
    except (KeyError, ValueError) as error:
        raise Http404 from error
    dated = model._default_manager.public().in_period(asked.first, asked.last)
    found: Any = dated.only("slug", "date", "published_at").telling_corrections()[:MOST_ADDRESSES]
    start = start_of(model)
    pages = [
        (address_after(start, it), latest_of(it.published_at, it.corrected_at)) for it in found
    ]
    if not pages:
        raise Http404
    return xml(request, "sitemap", pages=with_moments_written(pages))


@require_safe
@for_everyone
@cache_control(max_age=NEWS_IS_LEFT_OUT_WITHIN)
def google_news(request: HttpRequest) -> HttpResponse:
    """List what was released in the last two days; without any, a list of nothing."""
    since = page_moment.now() - NEWS_STAYS_NEWS
    shelves = [
        model._default_manager.public().released_since(since).for_lists()[:MOST_NEWS]
        for model in DESKS.values()
    ]
    found = merge(*shelves, key=attrgetter("published_at"), reverse=True)
    news = [(publication, clean(publication.label)) for publication in islice(found, MOST_NEWS)]
    return xml(request, "sitemap_google_news", news=news, language=google_language())


@require_safe
@for_everyone
def robots(request: HttpRequest) -> HttpResponse:
    """Say what is not worth a crawler's time, and where the sitemaps are."""
    told = {
        "origin": origin_of(request),
        "admin": reverse("admin:index"),
        "top": reverse("frontpage"),
    }
    return HttpResponse(
        render_to_string("frontpage/robots.txt", told), content_type="text/plain; charset=utf-8"
    )


def latest_by_period(
    model: type[Publication], split: Collection[datetime.date]
) -> Iterator[tuple[Period, datetime.datetime | None]]:
    """
    Return the latest release or correction in each month, newest first.

    A month whose first day is in `split` is too much for one file: its days take its place.
    """
    moments = latest_moments(model)
    by_month: dict[str, datetime.datetime] = {}
    for written, moment in moments.items():
        its = written[: len(MONTH_OF)]
        by_month[its] = max(moment, by_month.get(its, moment))
    for its in sorted(by_month, reverse=True):
        month = Period.of(*map(int, its.split("-")))
        if month.first not in split:
            yield month, by_month[its]
            continue
        dated = model._default_manager.public().in_period(month.first, month.last)
        for found in latest_of_each_day(dated).only("date", "published_at"):
            day = found.date
            latest = latest_of(found.published_at, moments.get(day.isoformat()))
            yield Period.of(day.year, day.month, day.day), latest


def latest_of(*moments: datetime.datetime | None) -> datetime.datetime | None:
    return max(filter(None, moments), default=None)


def latest_moments(model: type[Publication]) -> dict[str, datetime.datetime]:
    """
    Return the latest release in each month, and the latest correction in each day that has one.

    Months and days are written as 2024-04 and 2024-04-24; one query finds both.
    """
    meta: Any = model._meta
    public = model._default_manager.public()
    corrections = meta.get_field("corrections").related_model
    noted = corrections._default_manager.order_by().values("publication")
    corrected: Any = public.filter(pk__in=noted).order_by().values(written=beginning(DAY_OF))
    parts = [
        latest_of_each_month(public),
        corrected.annotate(latest=Max("corrections__corrected_at")).query.sql_with_params(),
    ]
    # SQLite takes no WITH as a part of a UNION, but as what is selected from.
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part, _given in parts)  # noqa: S608 - our own names
    with connections[public.db].cursor() as cursor:
        cursor.execute(sql, [value for _part, given in parts for value in given])
        return {written: moment_of(stored) for written, stored in cursor.fetchall() if stored}


def with_moments_written(
    listed: Iterable[tuple[str, datetime.datetime | None]],
) -> list[tuple[str, str]]:
    """Write the moments in ISO 8601, with the offset of the zone of the desk."""
    zone = timezone.get_current_timezone()
    return [(address, it.astimezone(zone).isoformat() if it else "") for address, it in listed]


def moment_of(stored: datetime.datetime | str) -> datetime.datetime:
    """Return a moment as Python has it: SQLite knows none, and gives the text that Django wrote."""
    moment = parse_datetime(stored) if isinstance(stored, str) else stored
    if moment is None:
        raise ValueError("This is no moment.")
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def beginning(of_date: str) -> Left:
    """Return the SQL for as much of the date of a publication as the example has."""
    return Left(Cast("date", CharField()), len(of_date))


def google_language() -> str:
    """Return the language as Google News names it: ISO 639, Chinese apart."""
    language = (get_language() or "en").lower()
    chinese = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}
    return chinese.get(language) or language.split("-")[0]


def xml(request: HttpRequest, template: str, **told: Any) -> HttpResponse:
    written = render_to_string(f"frontpage/{template}.xml", {"origin": origin_of(request), **told})
    return HttpResponse(written, content_type="application/xml; charset=utf-8")
