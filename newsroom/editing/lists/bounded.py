"""
Lists of the desk that cost the same however much they hold.

Django counts every row of a list, and sorts them all by any column. Here rows are counted up to
a bound: a shorter list is known row by row, and sorted as anybody likes. A longer one is read in
the order of an index, says that there is more, and can be narrowed.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import InvalidPage
from django.db import connections
from django.utils.formats import localize
from django.utils.translation import gettext

from newsroom.editing.lists.keys import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.paginator import Paginator
    from django.http import HttpRequest

SEARCH_IS_CUT = "search_is_cut"
"""The attribute of a request that tells the list of what its search left out."""

MOST = 1000
"""Rows of a list that are counted and can be leafed through."""


class BoundedLists(admin.ModelAdmin):
    """The admin of a table that may grow to any size."""

    orders: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """By the name of a column, the order of the index that begins with it."""
    show_full_result_count = False
    list_max_show_all = 100

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return BoundedChangeList

    def with_columns(self, rows: Any) -> Any:
        """Add to the rows of one page of the list what its columns show, and no more."""
        return rows

    def number_of_all(self) -> int | None:
        """Return how many rows there are, where that is known without counting them."""
        return None


class BoundedChangeList(ChangeList):
    model_admin: BoundedLists
    is_more = False
    """Whether there are more than `MOST` rows."""
    is_cut = False
    """Whether a search has not looked at all of the list."""
    is_unsorted = False
    """Whether an order was asked for in which so many rows cannot be read."""

    def get_ordering_field_columns(self) -> Any:
        """Return by what the list is sorted; a long one by the first column chosen alone."""
        columns = super().get_ordering_field_columns()
        if not self.is_more or not self.params.get(ORDER_VAR):
            return columns
        return {} if self.is_unsorted else dict([*columns.items()][:1])

    def order_by_index(self) -> list[str]:
        """Return the order of an index that begins with the first column chosen, if any does."""
        chosen = re.match(r"(-?)([0-9]{1,2})(?:\.|$)", self.params.get(ORDER_VAR, ""))
        if not chosen or int(chosen[2]) >= len(self.list_display):
            return []
        order = self.model_admin.orders.get(str(self.list_display[int(chosen[2])]), ())
        return reversed_order(order) if chosen[1] else [*order]

    def get_results(self, request: HttpRequest) -> None:
        """Find the first rows, then those of the page, then what their columns show."""
        first = self.first_keys()
        self.is_more = len(first) > MOST
        self.is_cut = getattr(request, SEARCH_IS_CUT, False)
        order = self.order_that_holds()
        shelf = self.queryset if self.is_more else among(self.root_queryset, first)
        found = shelf.order_by(*order).values("pk")
        self.leaf(self.model_admin.get_paginator(request, found, self.list_per_page), len(first))
        rows = self.root_queryset.filter(pk__in=self.page_of(found)).order_by(*order)
        self.result_list = list(self.model_admin.with_columns(self.apply_select_related(rows)))

    def first_keys(self) -> list[Any]:
        """
        Return the keys of some rows, one more than are counted, found by what narrows the list.

        SQLite knows no numbers of rows, and an order would lead it through the whole of that
        index. PostgreSQL knows them; without an order it reads the table from its beginning.
        """
        is_sqlite = connections[self.queryset.db].vendor == "sqlite"
        order = () if is_sqlite else self.opts.ordering or ()
        return list(self.queryset.order_by(*order).values_list("pk", flat=True)[: MOST + 1])

    def order_that_holds(self) -> list[Any]:
        """Return the order that was asked for, or of a long list one that an index holds."""
        if not (self.is_more and self.params.get(ORDER_VAR)):
            return list(self.queryset.query.order_by)
        order = self.order_by_index()
        self.is_unsorted = not order
        return order or [*(self.opts.ordering or ["-pk"])]

    def leaf(self, paginator: Paginator[Any], count: int) -> None:
        """Set what the templates of the admin show of a list."""
        self.paginator = paginator
        paginator.count = self.result_count = min(count, MOST)
        self.can_show_all = not self.is_more and count <= self.list_max_show_all
        self.multi_page = count > self.list_per_page
        self.show_full_result_count, self.full_result_count = False, None
        self.show_admin_actions = True

    def page_of(self, found: Any) -> Any:
        """Return the keys of the page. Raises IncorrectLookupParameters if there is none."""
        if not self.multi_page or (self.show_all and self.can_show_all):
            return found[: self.result_count]
        try:
            return self.paginator.page(self.page_num).object_list
        except InvalidPage:
            raise IncorrectLookupParameters from None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.get_filters_params())

    @property
    def number_in_words(self) -> str:
        """Say how many rows there are: exactly, unless they are too many to be counted."""
        if not self.is_more:
            count = localize(self.result_count)
            return gettext("at least %(count)s") % {"count": count} if self.is_cut else count
        known = None if self.is_narrowed else self.model_admin.number_of_all()
        most = gettext("more than %(most)s") % {"most": localize(MOST)}
        return localize(known) if known else most


def reversed_order(order: Iterable[str]) -> list[str]:
    """Return the very same order backwards, as an index is read from its end."""
    return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]
