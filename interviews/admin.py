from __future__ import annotations

from typing import TYPE_CHECKING, Any

from admin_ordering.admin import OrderableAdmin
from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from interviews.models import Exchange, Interview
from newsroom.publication.admin import PublicationAdmin

if TYPE_CHECKING:
    from django.http import HttpRequest


class ExchangeForm(forms.ModelForm):
    def has_changed(self) -> bool:
        """Pass over a row that was added and never filled in; it has only its number."""
        if self.instance.pk is None:
            return bool(set(self.changed_data) - {"position"})
        return super().has_changed()


class ExchangeInline(OrderableAdmin, admin.StackedInline):
    model = Exchange
    form = ExchangeForm
    extra = 0
    ordering_field = "position"
    fields = (("position", "asked_by", "answered_by"), "question", "answer")


@admin.register(Interview)
class InterviewAdmin(PublicationAdmin):
    list_display = (*PublicationAdmin.list_display, "outlet", "exchange_count")
    search_fields = (*PublicationAdmin.search_fields, "outlet", "interviewee")
    search_help_text = _("Words of the headline, the lead, the outlet or the interviewee")
    inlines = (ExchangeInline,)
    change_form_template = "admin/interviews/interview/change_form.html"
    fieldsets = (
        (
            None,
            {"fields": ("date", "headline", "outlet", "interviewee", "interviewee_role", "lead")},
        ),
        (_("On the site"), {"fields": ("slug",)}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = Exchange.objects.filter(interview=OuterRef("pk")).order_by().values("interview")
        number = Subquery(counted.annotate(number=Count("pk")).values("number"))
        return super().get_queryset(request).annotate(exchange_count=number)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "headline":
            field.required, field.help_text = True, _("As readers see it in lists.")
            field.error_messages["required"] = _("An interview has a headline.")
        return field

    @admin.display(description=_("exchanges"), ordering="exchange_count")
    def exchange_count(self, interview: Any) -> int:
        return interview.exchange_count or 0
