from __future__ import annotations

from typing import TYPE_CHECKING, Any

from admin_ordering.admin import OrderableAdmin
from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from interviews.as_text import EditedAsText
from interviews.earlier_wordings import TellsOfChanges
from interviews.models import Exchange, Interview
from newsroom.editing.admin import PublicationAdmin

if TYPE_CHECKING:
    from django.http import HttpRequest


DELETED_MEANWHILE = _(
    "This exchange was deleted meanwhile. Tick “Delete” here and save again to go on without it; "
    "to keep its words, copy them into another exchange first."
)


class ExchangeForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """Say in words what Django says beside the hidden number of the row, unseen."""
        if "id" in self.errors:
            self.add_error(None, DELETED_MEANWHILE)
        return super().clean()

    def has_changed(self) -> bool:
        """Pass over a row that was added and never filled in; it has only its number."""
        if self.instance.pk is None:
            return bool(set(self.changed_data) - {"position"})
        return super().has_changed()


class ExchangeFormSet(forms.BaseInlineFormSet):
    def get_queryset(self) -> Any:
        """Return for each form that was sent its own exchange, one that is gone included."""
        stored = super().get_queryset()
        if not self.is_bound:
            return stored
        rows = {str(exchange.pk): exchange for exchange in stored}
        count = min(self.initial_form_count(), self.absolute_max)
        return [rows.get(self.sent(number, "id")) or self.gone(number) for number in range(count)]

    def gone(self, number: int) -> Exchange:
        names = ("position", "question", "answer")
        return Exchange(**{name: self.sent(number, name) for name in names})

    def sent(self, number: int, name: str) -> str:
        return str(self.data.get(f"{self.add_prefix(number)}-{name}", ""))


class ExchangeInline(OrderableAdmin, admin.StackedInline):
    model = Exchange
    form = ExchangeForm
    formset = ExchangeFormSet
    extra = 0
    ordering_field = "position"
    fields = (("position", "asked_by", "answered_by"), "question", "answer")

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return super().get_view_on_site_url(obj) if obj and obj.pk else None


@admin.register(Interview)
class InterviewAdmin(EditedAsText, TellsOfChanges):
    list_display = (*PublicationAdmin.list_display, "outlet", "exchange_count")
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
