"""What happened, as a list at the desk: to be read and searched, never to be altered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from newsroom.editing.listed import AsksWhatItOffers
from newsroom.editing.lists.bounded import SEARCH_IS_CUT, BoundedLists
from newsroom.editing.lists.keys import among

if TYPE_CHECKING:
    from django.http import HttpRequest


MOST_READ = 5_000
"""Entries that a search reads, the newest first: their texts are in no index."""


class LogAdmin(AsksWhatItOffers, BoundedLists):
    """A log; each adds its own columns and filters."""

    list_display_links = None
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        if not search_term.strip():
            return queryset, False
        latest = queryset.order_by(*(self.opts.ordering or ())).values_list("pk", flat=True)
        keys = list(latest[: MOST_READ + 1])
        setattr(request, SEARCH_IS_CUT, len(keys) > MOST_READ)
        # By their keys: PostgreSQL would else look for the words everywhere first.
        read = among(self.model._default_manager.all(), keys[:MOST_READ])
        return super().get_search_results(
            request, read.order_by(*queryset.query.order_by), search_term
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
