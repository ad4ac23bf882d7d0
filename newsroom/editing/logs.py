"""What happened, as a list at the desk: to be read and searched, never to be altered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from newsroom.editing.listed import AsksWhatItOffers

if TYPE_CHECKING:
    from django.http import HttpRequest


class LogAdmin(AsksWhatItOffers):
    """A log; each adds its own columns and filters."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
