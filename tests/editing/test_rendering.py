from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from newsroom.editing.rendering import SHORT_WAYS, WrittenAtOnce

ATTRIBUTES: list[dict[str, Any]] = [
    {},
    {"id": "id_x", "required": True, "disabled": False, "maxlength": 300},
    {"placeholder": 'Say "why" <b>', "data-x": lazystr("it's"), "title": mark_safe("a &amp; b")},
]
VALUES: list[Any] = [
    *(None, "", " ", "Text", "\n Two\r\nlines", '"<script>&', "</textarea>", "Москва"),
    *(0, 1234567, mark_safe("a &amp; b"), lazystr("later <x>")),
]
WIDGETS = [
    *(forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.EmailInput, forms.URLInput),
    *(forms.CheckboxInput, forms.Textarea),
]


@pytest.mark.parametrize("widget", WIDGETS)
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_a_field_is_written_as_django_renders_it(
    widget: type[forms.Widget], value: Any, attributes: dict[str, Any]
) -> None:
    ours, django = (
        widget().render('na"me', value, attributes, renderer=renderer)
        for renderer in (WrittenAtOnce(), DjangoTemplates())
    )

    assert ours == django


def test_every_short_way_is_one_of_a_template_of_django() -> None:
    for name in SHORT_WAYS:
        assert DjangoTemplates().get_template(name)


def test_errors_are_rendered_as_ever() -> None:
    class Form(forms.Form):
        name = forms.CharField()

    for data in ({}, {"name": "x"}):
        ours, django = (
            str(Form(data, renderer=renderer)) for renderer in (WrittenAtOnce(), DjangoTemplates())
        )
        assert ours == django


def test_forms_are_rendered_so() -> None:
    assert isinstance(get_default_renderer(), WrittenAtOnce)
