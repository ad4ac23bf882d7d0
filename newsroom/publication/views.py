"""A list and a page, as every desk has them. The desks only say of what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from newsroom.publication import page_moment, paging, way_back
from newsroom.publication.citing import Source, citations
from newsroom.publication.filters import PublicationFilter
from newsroom.publication.for_everyone import declared_public
from newsroom.publication.glance import at_a_glance
from newsroom.publication.models import Withdrawal
from newsroom.publication.models.shelf import shelf_for
from newsroom.publication.no_longer import known_as, leads_to
from newsroom.publication.pages.writing import written
from newsroom.publication.period import Period
from newsroom.publication.renditions.addresses import origin_of, whole
from newsroom.publication.routes import address_of
from newsroom.publication.search import results

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from newsroom.publication.models import Publication, PublicationQuerySet
    from newsroom.publication.parts import Parts
    from newsroom.publication.search.looking_up import Asked
    from newsroom.publication.search.results import FoundPage


STAYS_MOVED = 300
"""Seconds for which a browser need not ask again; left to itself, it would never ask again."""


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """
    Lead to the right address, with whatever was asked of the wrong one.

    A date or a slug can be changed back; a browser that kept both ways would go round for ever.
    """
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    patch_cache_control(response, max_age=STAYS_MOVED)
    return response


class PublicationView(TemplateView):
    """What lists and pages have in common: the kinds they show, and who is looking."""

    models: tuple[type[Publication], ...]
    namespace: str
    """Where the addresses of the list live: a desk, or "archive" for all of them."""
    is_list = False

    @property
    def desks_open(self) -> bool:
        """Whether the one who is looking may see what is not public."""
        return any(model.drafts_are_open_to(self.request.user) for model in self.models)

    def shelves(self) -> list[Any]:
        """Return what the one who is looking may see of each kind, as far as it is shown here."""
        shelves = [shelf_for(model, self.request.user) for model in self.models]
        return [shelf.for_lists() for shelf in shelves] if self.is_list else shelves

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = self.answer(request, *args, **kwargs)
        # The desk sees more under the same address.
        if "Vary" in response.headers:
            patch_vary_headers(response, ["Cookie"])
        else:
            response.headers["Vary"] = "Cookie"
        if self.desks_open:
            add_never_cache_headers(response)
        return declared_public(request, response)

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def render_to_response(self, context: dict[str, Any], **_response: Any) -> HttpResponse:
        (name,) = self.get_template_names()
        return written(self.request, name, context)


class PublicationList(PublicationView):
    """The publications of one desk or of all, newest first, of all times or of one period."""

    filterset_class: type[PublicationFilter] = PublicationFilter
    is_list = True
    waits_for_words = False
    """Whether the list has nothing to show until something is looked for."""
    parts_only = False
    """Whether a search finds the parts of publications alone: single answers."""
    shows_words = True
    """Whether a search marks the words where it found them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        period = self.get_period(**kwargs)
        if period and kwargs != period.kwargs:
            return moved(request, self.address(period))
        return self.render_to_response(self.get_context_data(period=period))

    @property
    def name(self) -> str:
        """What readers know the list by."""
        return self.models[0].section() if len(self.models) == 1 else _("All news")

    def description(self, period: Period | None) -> str:
        """Return what search engines show below the name of the list."""
        named = f"{self.name}, {period}" if period else self.name
        return f"{named}. {settings.NEWSROOM_SITE['tagline']}"

    def get_period(self, **parts: str) -> Period | None:
        try:
            return Period.of(**{name: int(part) for name, part in parts.items()}) if parts else None
        except ValueError as error:
            raise Http404 from error

    def address(self, period: Period | None = None) -> str:
        section = address_of(f"{self.namespace}:list")
        return f"{section}{period.path}" if period else section

    @property
    def way_back_untold(self) -> str:
        """Where "Go back" leads from a publication when its link carries nothing along."""
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period, shelves = kwargs["period"], self.shelves()
        filterset = self.filterset_class.of_list(self.request.GET, shelves[0])
        if period:
            shelves = [shelf.in_period(period.first, period.last) for shelf in shelves]
        page = self.get_page(filterset, shelves)
        glance = at_a_glance(self, filterset, period, page)
        if period:
            kwargs |= self.periods_around(period, glance.latest)
        return super().get_context_data(
            **kwargs,
            filter=filterset,
            glance=glance,
            query=urlencode(filterset.chosen) if filterset.chosen else "",
            page=page,
            description=self.description(period),
            section=self.address(),
            address=self.address(period),
            way_back=way_back.from_here(self.request, self.way_back_untold),
            namespace=self.namespace,
        )

    def get_page(self, filterset: PublicationFilter, shelves: list[Any]) -> paging.Page:
        if not filterset.is_valid():
            return paging.Page([])
        if filterset.chosen:
            shelves = [filterset.narrow(shelf) for shelf in shelves]
        if filterset.asked:
            return self.search(filterset, shelves, filterset.asked)
        places = filterset.form.cleaned_data
        if places["older"]:
            return paging.older_than(shelves, places["older"])
        if places["newer"]:
            return paging.newer_than(shelves, places["newer"])
        return paging.newest(shelves)

    def search(self, filterset: PublicationFilter, shelves: list[Any], asked: Asked) -> FoundPage:
        """Return the page of what has the words, newest first or the best match first."""
        if period := self.get_period(**self.kwargs):
            asked = asked.within(period.first, period.last)
        asked = replace(asked, parts_only=self.parts_only, shows_words=self.shows_words)
        return results.page(shelves, asked, filterset.form.cleaned_data)

    def periods_around(
        self, period: Period, latest: datetime.date
    ) -> dict[str, list[tuple[Period, str]]]:
        """
        Return the periods to go on to, each with its address.

        None lies in the future beyond the `latest` that the archive has.
        """
        around: dict[str, list[Period | None]] = {
            "before": [period.before],
            "within": [period.within],
            "after": [period.after],
        }
        last = max(timezone.localdate(page_moment.now()), latest)
        return {
            name: [(it, self.address(it)) for it in periods if it and it.first <= last]
            for name, periods in around.items()
        }


class SearchOnly(PublicationList):
    """A list that has nothing to show until something is looked for."""

    waits_for_words = True

    def get_page(self, filterset: PublicationFilter, shelves: list[Any]) -> paging.Page:
        return super().get_page(filterset, shelves) if filterset.asked else paging.Page([])


class PublicationDetail(PublicationView):
    """One publication, with its neighbours and three ways back."""

    shown_with: tuple[Parts, ...] = ()
    """What belongs to the publication and is read with it."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, where there is nothing to see, for what readers knew under the address."""
        try:
            return super().answer(request, *args, **kwargs)
        except Http404:
            (shelf,) = self.shelves()
            known = known_as(shelf, kwargs["slug"])
            if known is None:
                raise
            if isinstance(known, Withdrawal):
                return self.answer_withdrawn(known)
            return moved(request, self.address_of(known))

    def answer_withdrawn(self, withdrawal: Withdrawal) -> HttpResponse:
        """
        Lead on, or say what became of the publication.

        None of this is for ever: what was withdrawn may be published again. So readers are led
        on by 302. And the page that says why is no error but a statement that is meant to be
        read and linked to, so it is answered with 200 and left out of search engines; only what
        is to be forgotten is answered with 410 (RFC 9110, section 15.5.11).
        """
        if address := leads_to(withdrawal, origin_of(self.request)):
            return HttpResponseRedirect(address)
        return self.told_withdrawn(withdrawal)

    def told_withdrawn(self, withdrawal: Withdrawal) -> HttpResponse:
        is_gone = withdrawal.way == Withdrawal.Way.GONE
        name = "publication/gone.html" if is_gone else "publication/withdrawn.html"
        told = {
            "withdrawal": withdrawal,
            "section": address_of(f"{self.namespace}:list"),
            "namespace": self.namespace,
        }
        return TemplateResponse(self.request, name, told, status=410 if is_gone else 200)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = self.get_publication(kwargs["slug"])
        address = self.address_of(publication)
        if address != request.path and unquote(address) != request.path:
            return moved(request, address)
        (shelf,) = self.shelves()
        neighbours = shelf.neighbours(publication)
        return self.render_to_response(self.get_context_data(publication=publication, **neighbours))

    def get_publication(self, slug: str) -> Publication:
        """Return what the one who is looking may see under the slug, or answer with 404."""
        (shelf,) = self.shelves()
        found: list[Publication] = list(shelf.telling_corrections().with_slug(slug)[:1])
        if not found:
            raise Http404(slug)
        for parts in self.shown_with:
            parts.read_with(found[0])
        return found[0]

    def address_of(self, publication: Publication) -> str:
        """Return where this view shows the publication."""
        return publication.get_absolute_url()

    def with_all_shown(self, stored: PublicationQuerySet[Any]) -> PublicationQuerySet[Any]:
        """Read with each of these publications, as far as they are a queryset, what it shows."""
        return stored.telling_corrections().prefetch_related(
            *(it.prefetch for it in self.shown_with)
        )

    def cited(self, **shown: Any) -> Source:
        """Return what others are told to cite, out of all that the page shows."""
        publication = shown["publication"]
        return Source(
            publication.label, publication.date, *self.published_by(publication.get_absolute_url())
        )

    def published_by(self, address: str) -> tuple[str, str]:
        """Return by whom something is published, and its address with scheme and host."""
        return settings.NEWSROOM_SITE["name"], whole(origin_of(self.request), address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = address_of(f"{self.namespace}:list")
        return super().get_context_data(
            **kwargs,
            **way_back.from_publication(kwargs["publication"], self.request, section),
            citations=citations(self.cited(**kwargs)),
            section=section,
            namespace=self.namespace,
        )
