"""Narrowing a list to one name of a column that has many: an outlet, say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR
from django.utils.html import format_html_join

from newsroom.publication.distinct import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.admin.views.main import ChangeList
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

MOST_OFFERED = 1000
"""Names that are offered while one is typed; any other may be typed as well."""


class NameFilter(admin.SimpleListFilter):
    """Offers the names that occur to whoever types one; the column has an index."""

    template = "admin/editing/name_filter.html"
    chosen = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        column, rows = str(self.parameter_name), model_admin.model._default_manager.all()
        names = values_of(rows, [column], MOST_OFFERED)[column]
        return [(name, name) for name in sorted(names, key=str.casefold)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        self.chosen = self.value() or ""
        return (
            queryset.filter(**{str(self.parameter_name): self.chosen}) if self.chosen else queryset
        )

    @property
    def options(self) -> SafeString:
        """Write them at once: a template would take its time for each."""
        return format_html_join(
            "", '<option value="{}">', ((it,) for it, _it in self.lookup_choices)
        )

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield the way to the list without this filter, with what else it was asked."""
        own = {str(self.parameter_name), PAGE_VAR}
        yield {
            "query_string": changelist.get_query_string(remove=[str(self.parameter_name)]),
            "asked": [it for it in changelist.params.items() if it[0] not in own],
        }
