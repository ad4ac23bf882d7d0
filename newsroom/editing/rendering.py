"""
Fields of forms, written at once.

The form of an interview has some hundred fields, and Django renders four templates for each: half
the time of the page. What nearly all of them are, is written here, sign by sign as Django does.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.forms.renderers import DjangoTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INPUTS = ("text", "hidden", "number", "email", "url", "checkbox")


class WrittenAtOnce(DjangoTemplates):
    """Django's own renderer (FORM_RENDERER), with a short way for the fields of text."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        write = SHORT_WAYS.get(template_name)
        told = write(context) if write else None
        return super().render(template_name, context, request) if told is None else told


def input_of(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    value = widget["value"]
    told = "" if value is None else f' value="{written(value)}"'
    kind, name = written(widget["type"]), written(widget["name"])
    return f'<input type="{kind}" name="{name}"{told}{attributes(widget)}>'


def textarea_of(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    text = written(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{written(widget["name"])}"{attributes(widget)}>\n{text}</textarea>'


def no_errors(context: Mapping[str, Any]) -> str | None:
    """Return nothing for no errors; None, for Django to render them, if there are some."""
    return None if context["errors"] else ""


def attributes(widget: Mapping[str, Any]) -> str:
    """Return the attributes, each after a blank; one that is True has no value."""
    given = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return "".join(
        f" {written(name)}" if value is True else f' {written(name)}="{written(value)}"'
        for name, value in given
    )


def written(value: Any) -> str:
    told = str(value)
    return told if hasattr(told, "__html__") else escape(told)


SHORT_WAYS: Mapping[str, Callable[[Mapping[str, Any]], str | None]] = {
    **{f"django/forms/widgets/{name}.html": input_of for name in INPUTS},
    "django/forms/widgets/textarea.html": textarea_of,
    "django/forms/errors/list/default.html": no_errors,
}
