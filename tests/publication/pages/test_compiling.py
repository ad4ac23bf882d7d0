"""What is written into a template as it is compiled, and how values are written."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup, escape

from newsroom.publication.pages.compiling import written
from newsroom.publication.pages.environment import Environment

SIGNS = st.sampled_from(["<", ">", "&", '"', "'", "&amp;", "a", "б", "\0", "\u2028"])


@given(st.text() | st.lists(SIGNS).map("".join))
def test_a_text_is_escaped_as_it_always_is(text: str) -> None:
    assert written(text) == str(escape(text))


@pytest.mark.parametrize(
    "value",
    [
        0,
        12_345,
        True,
        None,
        1.5,
        b"<",
        ["<"],
        gettext_lazy("News"),
        Markup("<b>"),
        mark_safe("<b>"),
    ],
)
def test_what_is_no_text_is_written_as_it_always_is(value: Any) -> None:
    assert written(value) == str(escape(value))


def rendered(template: str, **told: Any) -> str:
    return (
        Environment(loader=DictLoader({"page": template}), autoescape=True)
        .get_template("page")
        .render(told)
    )


def test_what_a_reader_typed_is_escaped() -> None:
    assert rendered('<a title="{{ words }}">', words="\"<b>'&") == (
        '<a title="&#34;&lt;b&gt;&#39;&amp;">'
    )


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ url("news:list") }}', "/news/"),
        ('{{ url("sitemap-month", kwargs={"desk": "news", "year": "2024", "month": "04"}) }}', ""),
        ("{{ url(name) }}", "/archive/"),
        ('{{ url("archive:" ~ "list") }}', "/archive/"),
        ('{{ _("A <b>word</b>") }}', "A <b>word</b>"),
        ("{{ _(sentence) }}", "It's"),
        ('{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(url("frontpage")) }}', "[/]"),
    ],
)
def test_what_is_known_and_what_is_not_come_to_the_same(template: str, expected: str) -> None:
    told = rendered(template, name="archive:list", sentence="It's")

    assert told == (expected or "/sitemap-news-2024-04.xml")


def test_what_is_known_is_not_asked_for_again() -> None:
    environment = Environment(autoescape=True).here()
    source = environment.compile(
        '<a href="{{ url("news:list") }}">{{ _("News") }}</a> {{ site("name") }}', raw=True
    )

    assert "'<a href=\"/news/\">News</a> Newsroom'" in source
    assert "context.call" not in source


@pytest.mark.parametrize(
    "template",
    ["{{ nothing }}", "{{ told.nothing }}", '{{ told["nothing"] }}', "{{ url }} {{ x }}"],
)
def test_what_a_page_does_not_have_is_an_error_and_no_blank(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError, KeyError)):
        rendered(template, told={})


MACROS = """
{%- macro told(a, b="<b>", c=a) %}({{ a }}|{{ b }}|{{ c }}){% endmacro %}
{%- macro framed(a) %}[{{ caller() }}{{ a }}]{% endmacro %}
{%- macro any() %}{{ varargs|length }}{% endmacro %}
{%- set plain = 5 %}
"""


def with_macros(page: str, **told: Any) -> str:
    pages = {"macros": MACROS, "base": "{% block body %}{% endblock %}", "page": page}
    environment = Environment(loader=DictLoader(pages), autoescape=True)
    return environment.get_template("page").render(told)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("{{ told(x) }}", "(&amp;|&lt;b&gt;|&amp;)"),
        ("{{ told(x, 1, 2) }}", "(&amp;|1|2)"),
        ("{{ told(x, c=3) }}", "(&amp;|&lt;b&gt;|3)"),
        ("{{ told(*[x, 1]) }}", "(&amp;|1|&amp;)"),
        ("{{ told(told(1)) }}", "((1|&lt;b&gt;|1)|&lt;b&gt;|(1|&lt;b&gt;|1))"),
        ('{{ told(1) ~ "<" }}', "(1|&lt;b&gt;|1)&lt;"),
        ("{{ told(1)|length }}", "15"),
        ("{% for it in [1, 2] %}{{ told(it, 0) }}{% endfor %}", "(1|0|1)(2|0|2)"),
        ("{% call framed(1) %}{{ x }}{% endcall %}", "[&amp;1]"),
        ("{{ any(1, 2) }}", "2"),
        ("{{ plain }}", "5"),
        ("{% set told = upper %}{{ told(x) }}", "YOURS &amp;"),
        ("{% macro m(told) %}{{ told(x) }}{% endmacro %}{{ m(upper) }}", "YOURS &amp;"),
    ],
)
def test_an_imported_macro_is_called_as_it_always_is(call: str, expected: str) -> None:
    imports = '{% from "macros" import told, framed, any, plain %}'
    given: dict[str, Any] = {"x": "&", "upper": lambda it: f"YOURS {it}"}

    assert with_macros(imports + call, **given) == expected
    inherited = f'{{% extends "base" %}}{imports}{{% block body %}}{call}{{% endblock %}}'
    assert with_macros(inherited, **given) == expected


def test_a_macro_without_an_argument_that_it_needs_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        with_macros('{% from "macros" import told %}{{ told() }}')


def test_a_macro_that_gets_too_much_is_an_error() -> None:
    with pytest.raises(TypeError):
        with_macros('{% from "macros" import told %}{{ told(1, 2, 3, 4) }}')


def test_an_imported_macro_is_called_without_detours() -> None:
    pages = {"macros": MACROS, "page": '{% from "macros" import told %}{{ told(x) }}'}
    environment: Any = Environment(loader=DictLoader(pages), autoescape=True, auto_reload=False)
    here = environment.here()

    source = here.compile(pages["page"], raw=True)

    assert "context.call" not in source
    assert "get_template" not in source
    assert here.modules["macros"] is here.get_template("macros").module


def test_attributes_and_keys_are_read_as_python_reads_them() -> None:
    here: Any = Environment(autoescape=True, auto_reload=False).here()
    page = "{{ told.day }} {{ told['day'] }} {{ (told or other).day.year }}"

    source = here.compile(page, raw=True)

    assert "environment.getattr" not in source
    assert "environment.getitem" not in source


def test_an_attribute_with_a_name_of_python_itself_is_read_all_the_same() -> None:
    assert rendered("{{ told.class }}", told=SimpleNamespace(**{"class": "lead"})) == "lead"
