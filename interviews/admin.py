from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from admin_ordering.admin import OrderableAdmin
from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from interviews.as_text import EditedAsText
from interviews.earlier_wordings import TellsOfChanges
from interviews.models import Exchange, Interview
from newsroom.editing.admin import PublicationAdmin
from newsroom.editing.lists.names import NameFilter
from newsroom.editing.meanwhile.part_forms import PartForm, PartFormSet
from newsroom.editing.writing import WRITING
from newsroom.fixtures.exporting.at_the_desk import ExportsLists

if TYPE_CHECKING:
    from django.http import HttpRequest


class ExchangeInline(OrderableAdmin, admin.StackedInline):
    model = Exchange
    form = PartForm
    formset = PartFormSet
    extra = 0
    ordering_field = "position"
    fields = (("position", "asked_by", "answered_by"), "question", "answer", "kept_key")
    formfield_overrides = WRITING

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return super().get_view_on_site_url(obj) if obj and obj.pk else None


class OutletFilter(NameFilter):
    title, parameter_name = _("outlet"), "outlet"


class IntervieweeFilter(NameFilter):
    title, parameter_name = _("interviewee"), "interviewee"


@admin.register(Interview)
class InterviewAdmin(ExportsLists, EditedAsText, TellsOfChanges):
    list_display = (*PublicationAdmin.list_display, "outlet", "exchange_count")
    list_filter = (*PublicationAdmin.list_filter, OutletFilter, IntervieweeFilter)
    orders = MappingProxyType(
        {**PublicationAdmin.orders, "outlet": ("outlet", "-date", "-published_at", "pk")}
    )
    inlines = (ExchangeInline,)
    change_form_template = "admin/interviews/interview/change_form.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "date",
                    "headline",
                    "outlet",
                    "interviewee",
                    "interviewee_role",
                    "lead",
                    "preamble",
                )
            },
        ),
        (_("On the site"), {"fields": ("slug",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = Exchange.objects.filter(interview=OuterRef("pk")).order_by().values("interview")
        number = Subquery(counted.annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(exchange_count=Coalesce(number, 0))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "headline":
            field.required, field.help_text = True, _("As readers see it in lists.")
            field.error_messages["required"] = _("An interview has a headline.")
        return field

    @admin.display(description=_("exchanges"), ordering="exchange_count")
    def exchange_count(self, interview: Any) -> int:
        number: int = interview.exchange_count
        return number
