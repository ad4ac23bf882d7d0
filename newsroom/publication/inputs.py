"""
The inputs of the filter, written at once.

Django renders two templates for each: together, more than half the time of a short page.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django import forms
from django.utils.html import format_html, format_html_join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import BoundField
    from django.utils.safestring import SafeString


class WrittenAtOnce(forms.Widget):
    """Writes an input as `django/forms/widgets/input.html` does, without the template."""

    input_type: str

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        told = self.get_context(name, value, attrs)["widget"]
        given = {} if told["value"] is None else {"value": told["value"]}
        told = {"type": told["type"], "name": told["name"], **given, **told["attrs"]}
        return format_html("<input{}>", format_html_join("", "{}", attributes(told)))


def attributes(told: Mapping[str, Any]) -> Iterator[tuple[SafeString]]:
    """Return the attributes of an element in their order; True has no value, False is left out."""
    for name, value in told.items():
        if value is True:
            yield (format_html(" {}", name),)
        elif value is not False:
            yield (format_html(' {}="{}"', name, value),)


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
