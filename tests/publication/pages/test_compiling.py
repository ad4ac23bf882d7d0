"""What is written into a template as it is compiled, and how values are written."""

from __future__ import annotations

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
