"""Templates are compiled for their surroundings, and for no others."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import render_to_string
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from jinja2 import DictLoader

from newsroom.publication.pages import environment as pages
from newsroom.publication.pages.environment import Environment


def test_each_language_has_its_own_words() -> None:
    english = render_to_string("404.html")
    with translation.override("de"):
        german = render_to_string("404.html")

    assert '<html lang="de" dir="ltr">' in german
    assert '<button type="submit">Suchen</button>' in german
    assert render_to_string("404.html") == english
    assert '<html lang="en" dir="ltr">' in english
    assert '<button type="submit">Search</button>' in english


def test_a_language_that_is_read_from_the_right_says_so() -> None:
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string("500.html")


def test_links_begin_where_the_site_begins() -> None:
    before = get_script_prefix()
    try:
        for prefix in ("/press/", "/", "/other/"):
            set_script_prefix(prefix)
            assert f'<a href="{prefix}archive/">All news</a>' in render_to_string("404.html")
    finally:
        set_script_prefix(before)


def test_the_name_of_the_site_is_the_present_one(settings: Any) -> None:
    before = settings.NEWSROOM_SITE
    for name in ("Press & more", "Another"):
        settings.NEWSROOM_SITE = {**before, "name": name}
        assert f">{name.replace('&', '&amp;')}</a>" in render_to_string("500.html")


def test_so_many_surroundings_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_SURROUNDINGS", 3)
    environment = Environment(loader=DictLoader({"page": "{{ language() }}"}), autoescape=True)
    for language in ["en", "de", "fr", "ru", "en"]:
        with translation.override(language):
            assert environment.get_template("page").render() == language

    assert len(environment.environments) <= 3


def test_each_engine_has_its_own_templates() -> None:
    for name in ("admin/base_site.html", "admin/change_list.html"):
        with pytest.raises(TemplateDoesNotExist):
            engines["jinja2"].get_template(name)
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].get_template("base.html")
