"""
The inputs of the filter, written at once.

Django renders two templates for each: together, more than half the time of a short page.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django import forms
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import BoundField
    from django.utils.safestring import SafeString


class WrittenAtOnce(forms.Widget):
    """Writes an input as `django/forms/widgets/input.html` does, without the template."""

    input_type: str

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        told = "".join(attributes(self.build_attrs(self.attrs, attrs)))
        return self.filled_in(f"{self.start(name)}{told}>", name, value)

    def filled_in(self, empty: str, name: str, value: Any) -> SafeString:
        """Return the input of that name, which is written and `empty`, with the value in it."""
        shown = self.format_value(value)
        if shown is None:
            return mark_safe(empty)  # noqa: S308 - it was escaped when it was written
        start = self.start(name)
        rest = empty.removeprefix(start)
        return mark_safe(f'{start} value="{conditional_escape(shown)}"{rest}')  # noqa: S308 - escaped

    def start(self, name: str) -> str:
        return f'<input type="{self.input_type}" name="{conditional_escape(name)}"'


def attributes(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield the attributes of an element in their order; True has no value, False is left out."""
    for name, value in told.items():
        if value is True:
            yield f" {conditional_escape(name)}"
        elif value is not False:
            yield f' {conditional_escape(name)}="{conditional_escape(value)}"'


def read_day(written: str) -> datetime.date:
    """Return the day written as 24.04.2024 or 2024-04-24; ValueError for anything else."""
    parts = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", written)
    iso = "-".join(reversed(parts.groups())) if parts else written
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        raise ValueError("This is no day in either notation.")
    return datetime.date.fromisoformat(iso)


class DayInput(WrittenAtOnce, forms.DateInput):
    """The browser's own calendar, which takes and sends 2024-04-24, whatever it shows."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        try:
            return read_day(str(value).strip()).isoformat()
        except ValueError:
            return None


class WordsInput(WrittenAtOnce, forms.TextInput):
    input_type = "search"


class Input(NamedTuple):
    """A field of the filter as its page shows it."""

    id: str
    label: str
    control: SafeString
    error: str
    """A sentence; empty where there is nothing wrong."""

    @classmethod
    def of(cls, field: BoundField) -> Self:
        error = str(next(iter(field.errors), ""))
        return cls(field.id_for_label, str(field.label), field.as_widget(), error)

    def filled_in(self, field: BoundField) -> Input:
        """Return the input, which is empty, as somebody filled in its field."""
        widget = field.field.widget
        if field.name in field.form.errors or not isinstance(widget, WrittenAtOnce):
            return Input.of(field)
        control = widget.filled_in(self.control, field.html_name, field.value())
        return self._replace(control=control)
