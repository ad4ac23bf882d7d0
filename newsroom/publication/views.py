"""A list and a page, as every desk has them. The desks only say of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlencode

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import TemplateView

from newsroom.publication import paging
from newsroom.publication.filters import PublicationFilter
from newsroom.publication.period import Period

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from newsroom.publication.models import Publication, PublicationQuerySet

LONGEST_WAY_BACK = 1000
"""Characters of an address that a link carries along to lead back to it."""


class PublicationView(TemplateView):
    """What lists and pages have in common: the desks they show, and who is looking."""

    models: tuple[type[Publication], ...]
    is_list = False
    namespace: str
    """Where the addresses of the list live: a desk, or "archive" for all of them."""

    @property
    def desks_open(self) -> bool:
        """Whether the one who is looking may see what is not public."""
        return any(model.drafts_are_open_to(self.request.user) for model in self.models)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if self.desks_open:
            add_never_cache_headers(response)
        return response


class PublicationList(PublicationView):
    """The publications of one desk or of all, newest first, of all times or of one period."""

    is_list = True
    filterset_class: type[PublicationFilter] = PublicationFilter

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            period = (
                Period.of(**{name: int(part) for name, part in kwargs.items()}) if kwargs else None
            )
        except ValueError as error:
            raise Http404 from error
        if period and kwargs != period.kwargs:
            return HttpResponsePermanentRedirect(self.address(period))
        return self.render_to_response(self.get_context_data(period=period))

    def address(self, period: Period | None = None) -> str:
        if period is None:
            return reverse(f"{self.namespace}:list")
        return reverse(f"{self.namespace}:{period.name}", kwargs=period.kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = kwargs["period"]
        shelves = [model._default_manager.visible_to(self.request.user) for model in self.models]
        filterset = self.filterset_class(self.request.GET, shelves[0])
        if period:
            shelves = [shelf.in_period(period.first, period.last) for shelf in shelves]
        page = self.get_page(filterset, shelves)
        return super().get_context_data(
            **kwargs,
            filter=filterset,
            page=page,
            section=self.address(),
            address=self.address(period),
            neighbours=self.periods_beside(period),
            within=self.address(period.within) if period else "",
            months=[(month, self.address(month)) for month in self.months_of(period)],
            way_back=self.way_back(),
            query=urlencode(filterset.chosen),
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

    def periods_beside(self, period: Period | None) -> dict[str, tuple[Period, str]]:
        """Return the periods before and after, each with its address; none in the future."""
        if period is None:
            return {}
        beside = {"before": period.before, "after": period.after}
        return {
            side: (it, self.address(it))
            for side, it in beside.items()
            if it and it.first <= timezone.localdate()
        }

    def months_of(self, period: Period | None) -> list[Period]:
        """Return the months of a year that have begun; none for a shorter period."""
        if period is None or period.month:
            return []
        return [month for month in period.months if month.first <= timezone.localdate()]

    def way_back(self) -> str:
        """Return what a link to a publication carries so that "Go back" leads here again."""
        here = self.request.get_full_path()
        return (
            "" if here == self.address() or len(here) > LONGEST_WAY_BACK else f"?from={quote(here)}"
        )


class PublicationDetail(PublicationView):
    """One publication, with its neighbours and three ways back."""

    shown_with: tuple[str, ...] = ()
    """What belongs to the publication and is read with it."""

    def get_queryset(self) -> PublicationQuerySet[Any]:
        return self.models[0]._default_manager.visible_to(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = get_object_or_404(
            self.get_queryset().prefetch_related(*self.shown_with), slug=kwargs["slug"]
        )
        address = publication.get_absolute_url()
        if unquote(address) != request.path:
            return HttpResponsePermanentRedirect(self.with_query(address))
        return self.render_to_response(self.get_context_data(publication=publication))

    def with_query(self, address: str) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        return f"{address}?{query}" if query else address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = reverse(f"{self.namespace}:list")
        back = self.came_from(section)
        return super().get_context_data(
            **kwargs,
            **self.get_queryset().neighbours(kwargs["publication"]),
            section=section,
            back=back,
            way_back="" if back == section else f"?from={quote(back)}",
            namespace=self.namespace,
        )

    def came_from(self, section: str) -> str:
        """Return the list that the reader came from, if the link names one of this site."""
        address = self.request.GET.get("from", "")
        path = address.partition("?")[0]
        if not is_local(address):
            return section
        try:
            view = resolve(path).func
        except Resolver404:
            return section
        leads_to_a_list = getattr(getattr(view, "view_class", None), "is_list", False)
        return address if leads_to_a_list else section


def is_local(address: str) -> bool:
    ordinary = address.isprintable() and "\\" not in address and len(address) <= LONGEST_WAY_BACK
    return ordinary and address.startswith("/") and not address.startswith("//")
