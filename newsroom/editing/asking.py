"""How the form of something public asks what kind of change is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.editing.corrections import ChangeForm, note_change
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.saving import SavesInOneAct
from newsroom.publication.models import State, gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from newsroom.publication.models import Publication

UNSAID = _(
    "Nothing is saved yet. Readers see this publication: say above the buttons whether you made a "
    "minor change or a correction."
)
UNSEEN = {"slug"}
"""What editors write and readers do not read."""


class AsksForKind(forms.ModelForm):
    """A form that is not valid before it is said what kind of change it makes."""

    change_form: ChangeForm
    formsets: Callable[[], list[Any]]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_asked = self.change_form.has_changed() or self.words_change()
        if is_asked and not self.change_form.is_valid():
            self.add_error(None, UNSAID)
        return cleaned

    def words_change(self) -> bool:
        names = [it for it in self._meta.model.content_fields() if it not in UNSEEN]
        return any(differs(self, name) for name in names) or any(map(parts_change, self.formsets()))


class AsksWhatKindOfChange(SavesInOneAct):
    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        if not self.asks(request, obj):
            return form
        data = request.POST if request.method == "POST" else None
        asking = {
            "change_form": ChangeForm(data, publication=obj),
            "formsets": lambda _form: self.sent_formsets(request, obj),
        }
        return type(form)(form.__name__, (AsksForKind, form), asking)

    def asks(self, request: HttpRequest, publication: Publication | None) -> bool:
        """Whether what this user saves is read by everyone at once."""
        if publication is None or publication.state != State.PUBLIC:
            return False
        may_change = self.has_change_permission(request, publication)
        return may_change and may_change_at_once(request.user, publication)

    def sent_formsets(self, request: HttpRequest, publication: Publication) -> list[Any]:
        return [
            formset(request.POST, instance=publication, prefix=formset.get_default_prefix())
            for formset, _inline in self.get_formsets_with_inlines(request, publication)
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["change_form"] = getattr(context["adminform"].form, "change_form", None)
        if publication := kwargs.get("obj"):
            context["told_corrections"] = list(gathered(publication.corrections.all()))
        return super().render_change_form(request, context, *args, **kwargs)

    def is_saved(self, request: HttpRequest, form: Any) -> None:
        super().is_saved(request, form)
        if form.saving is None:
            return
        asked = getattr(form, "change_form", None)
        said = asked if asked and asked.has_changed() else None
        note_change(form.instance, request.user, said, form.saving.before)


def differs(form: Any, name: str) -> bool:
    """Whether the form gives a field other words than are stored."""
    if name not in form.fields or name not in form.changed_data:
        return False
    return in_line(form.initial.get(name)) != in_line(form.cleaned_data.get(name))


def in_line(value: Any) -> str:
    return " ".join(str("" if value is None else value).split())


def parts_change(formset: Any) -> bool:
    """Whether readers will find other parts, other words in them or another order."""
    if not formset.is_valid():  # its own mistakes are told first
        return False
    rows = [form for form in formset.forms if form.instance.pk or form.has_changed()]
    if formset.deleted_forms or not all(form.instance.pk for form in rows):
        return True
    names = formset.model.content_fields
    if any(differs(form, name) for form in rows for name in names):
        return True
    was = sorted(rows, key=lambda form: (form.initial["position"], form.instance.pk))
    # The instance has the position that was sent by now.
    return was != sorted(rows, key=lambda form: (form.instance.position, form.instance.pk))
