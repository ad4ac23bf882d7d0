"""A list and a page, as every desk has them. The desks only say of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import TemplateView

from newsroom.publication import paging, way_back
from newsroom.publication.filters import PublicationFilter
from newsroom.publication.period import Period

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from newsroom.publication.models import Publication, PublicationQuerySet


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to the right address, with whatever was asked of the wrong one."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


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

    def shelves(self) -> list[PublicationQuerySet[Any]]:
        """Return what the one who is looking may see of each kind."""
        return [model._default_manager.visible_to(self.request.user) for model in self.models]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if self.desks_open:
            add_never_cache_headers(response)
        return response


class PublicationList(PublicationView):
    """The publications of one desk or of all, newest first, of all times or of one period."""

    filterset_class: type[PublicationFilter] = PublicationFilter
    is_list = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        period = self.get_period(**kwargs)
        if period and kwargs != period.kwargs:
            return moved(request, self.address(period))
        return self.render_to_response(self.get_context_data(period=period))

    def get_period(self, **parts: str) -> Period | None:
        try:
            return Period.of(**{name: int(part) for name, part in parts.items()}) if parts else None
        except ValueError as error:
            raise Http404 from error

    def address(self, period: Period | None = None) -> str:
        if period is None:
            return reverse(f"{self.namespace}:list")
        return reverse(f"{self.namespace}:{period.name}", kwargs=period.kwargs)

    @property
    def way_back_untold(self) -> str:
        """Where "Go back" leads from a publication when its link carries nothing along."""
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period, shelves = kwargs["period"], self.shelves()
        filterset = self.filterset_class(self.request.GET, shelves[0])
        if period:
            shelves = [shelf.in_period(period.first, period.last) for shelf in shelves]
            kwargs |= self.periods_around(period)
        return super().get_context_data(
            **kwargs,
            filter=filterset,
            query=urlencode(filterset.chosen),
            page=self.get_page(filterset, shelves),
            section=self.address(),
            address=self.address(period),
            way_back=way_back.from_here(self.request, self.way_back_untold),
            namespace=self.namespace,
        )

    def get_page(
        self, filterset: PublicationFilter, shelves: list[PublicationQuerySet[Any]]
    ) -> paging.Page:
        if not filterset.is_valid():
            return paging.Page([])
        shelves = [filterset.filter_queryset(shelf) for shelf in shelves]
        places = filterset.form.cleaned_data
        if places["older"]:
            return paging.older_than(shelves, places["older"])
        if places["newer"]:
            return paging.newer_than(shelves, places["newer"])
        return paging.newest(shelves)

    def periods_around(self, period: Period) -> dict[str, list[tuple[Period, str]]]:
        """Return the periods to go on to, each with its address; none that lies in the future."""
        around: dict[str, list[Period | None]] = {
            "before": [period.before],
            "within": [period.within],
            "after": [period.after],
            "months": [] if period.month else [*period.months],
        }
        today = timezone.localdate()
        return {
            name: [(it, self.address(it)) for it in periods if it and it.first <= today]
            for name, periods in around.items()
        }


class PublicationDetail(PublicationView):
    """One publication, with its neighbours and three ways back."""

    shown_with: tuple[str, ...] = ()
    """What belongs to the publication and is read with it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        (shelf,) = self.shelves()
        publication = get_object_or_404(
            shelf.prefetch_related(*self.shown_with), slug=kwargs["slug"]
        )
        address = publication.get_absolute_url()
        if unquote(address) != request.path:
            return moved(request, address)
        neighbours = shelf.neighbours(publication)
        return self.render_to_response(self.get_context_data(publication=publication, **neighbours))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = reverse(f"{self.namespace}:list")
        back = way_back.came_from(self.request, section)
        return super().get_context_data(
            **kwargs,
            section=section,
            back=back,
            way_back=way_back.carried(back, section),
            namespace=self.namespace,
        )
