"""The publish log at the desk: to be read and searched, never to be altered."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.editing.logs import LogAdmin
from newsroom.editing.models import PublishLogEntry
from newsroom.publication.models import kinds
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from django.http import HttpRequest


class KnownFilter(admin.SimpleListFilter):
    """Narrows to one of the choices it offers; PostgreSQL raises an error for some forged ones."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = self.value()
        is_known = chosen in {value for value, _label in self.lookup_choices}
        return queryset.filter(**{self.field: chosen}) if is_known else queryset


class ActFilter(KnownFilter):
    title = _("act")
    parameter_name = field = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PublishLogEntry.Act.choices)


class DeskFilter(admin.SimpleListFilter):
    title = _("desk")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.desk(), kind.section()) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Name the tables by their numbers, as the index does."""
        chosen = [kind for kind in kinds() if kind.desk() == self.value()]
        types = [ContentType.objects.get_for_model(kind).pk for kind in chosen]
        return queryset.filter(content_type__in=types) if types else queryset


@admin.register(PublishLogEntry)
class PublishLogAdmin(LogAdmin):
    list_display = ("when", "act", "known_as", "goes_public", "by", "note")
    list_filter = (ActFilter, DeskFilter, "is_alone", "made_at")
    orders = MappingProxyType(
        {"when": ("made_at", "pk"), "act": ("act", "-made_at", "-pk")},
    )
    list_select_related = ("content_type",)
    asked_by_links = ("content_type__id__exact", "object_id")
    search_fields = ("label", "user_name", "note")
    # The templates of this app are those of publications.
    change_list_template = "admin/change_list.html"
    change_form_template = "admin/change_form.html"

    @admin.display(description=_("when"), ordering="made_at")
    def when(self, entry: PublishLogEntry) -> str:
        return in_words(entry.made_at)

    @admin.display(description=_("publication"), ordering="label")
    def known_as(self, entry: PublishLogEntry) -> str:
        """Lead to the form; a publication that is deleted since is not found there."""
        desk = f"{entry.content_type.app_label}_{entry.content_type.model}"
        address = reverse(f"admin:{desk}_change", args=[entry.object_id])
        return format_html('<a href="{}">{}</a>', address, entry.label)

    @admin.display(description=_("public from"), ordering="published_at")
    def goes_public(self, entry: PublishLogEntry) -> str:
        return in_words(entry.published_at) if entry.published_at else "–"

    @admin.display(description=_("by"), ordering="user_name")
    def by(self, entry: PublishLogEntry) -> str:
        alone = _("published alone")
        return f"{entry.user_name} ({alone})" if entry.is_alone else entry.user_name
