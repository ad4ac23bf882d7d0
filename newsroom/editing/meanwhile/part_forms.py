"""The rows of a form in which the parts of a publication are edited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from newsroom.editing.meanwhile.clashes import TellsClashes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

KEY = re.compile(r"[\w-]{1,32}")


class PartForm(TellsClashes):
    """A row that may come back with the key it had, when what it shows was deleted meanwhile."""

    kept_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, told: Mapping[str, Mapping[str, SafeString]] | None = None, **kwargs: Any
    ) -> None:
        """`told` has what is said at each part, by its key and the name of the field."""
        super().__init__(*args, **kwargs)
        if told and self.is_bound:
            key = (
                self.instance.key
                if self.instance.pk
                else self.data.get(self.add_prefix("kept_key"))
            )
            self.told = told.get(key or "-", {})

    def _post_clean(self) -> None:
        """Ask for the rules only of what has changed: each costs a query, and all wait for it."""
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()  # type: ignore[misc]

    def has_changed(self) -> bool:
        """Pass over a row that was added and never filled in; it has only its number."""
        if self.instance.pk is None:
            return bool(set(self.changed_data) - {"position", "kept_key"})
        return super().has_changed()


class StoredPart(forms.ModelChoiceField):
    """The hidden number of a row, found among the rows that are read already."""

    def __init__(self, formset: PartFormSet, **kwargs: Any) -> None:
        super().__init__(formset.queryset, required=False, widget=forms.HiddenInput, **kwargs)
        self.stored = formset.stored

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.stored:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return self.stored[str(value)]


class PartFormSet(forms.BaseInlineFormSet):
    model: Any

    def get_queryset(self) -> Any:
        """Return for each form that was sent its own part, however they are in order by now."""
        stored = super().get_queryset()
        if not self.is_bound:
            return stored
        count = min(self.initial_form_count(), self.absolute_max)
        return [self.stored.get(self.sent_number(place)) or self.model() for place in range(count)]

    @cached_property
    def stored(self) -> dict[str, Any]:
        """The parts by the numbers of their rows."""
        return {str(part.pk): part for part in super().get_queryset()}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.is_bound:
            form.fields["id"] = StoredPart(self, initial=form.fields["id"].initial)

    def sent_number(self, place: int) -> str:
        return str(self.data.get(f"{self.add_prefix(place)}-id", ""))

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        """Give a part back the key that it had, and with it its permanent link."""
        key = form.cleaned_data.get("kept_key") or ""
        if KEY.fullmatch(key) and not self.is_taken(key):
            form.instance.key = key
        return super().save_new(form, commit=commit)

    def is_taken(self, key: str) -> bool:
        others = self.model._default_manager.filter(**{self.fk.name: self.instance, "key": key})
        return bool(others.exists())
