"""Sentences with something in them, as Django's own `blocktranslate` has them."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import DictLoader

from newsroom.publication.pages import sentences
from newsroom.publication.pages.environment import Environment


def rendered(template: str, **told: Any) -> str:
    return (
        Environment(loader=DictLoader({"page": template}), autoescape=True)
        .get_template("page")
        .render(told)
    )


ALIKE = [
    "{% blocktranslate %}100 % of <b>{{ words }}</b>{% endblocktranslate %}",
    "{% blocktranslate with it=words %}{{ it }}, {{ it }} and {{ number }}{% endblocktranslate %}",
    "{% blocktranslate with a=words b=number %}{{ b }}{{ a }}{% endblocktranslate %}",
    "{% blocktranslate with example=words|upper %}“{{ example }}”{% endblocktranslate %}",
    "{% blocktranslate count n=number %}{{ n }} a{% plural %}{{ n }} %(n)s{% endblocktranslate %}",
    "{% blocktranslate count n=one %}one {{ words }}{% plural %}many{% endblocktranslate %}",
    "{% blocktranslate count n=one with it=words %}{{ it }}{% plural %}x{% endblocktranslate %}",
]


@pytest.mark.parametrize("template", ALIKE)
def test_a_sentence_reads_as_in_a_template_of_django(template: str) -> None:
    load = "{% load i18n %}"
    told = {"words": "<i>", "number": 3, "one": 1}
    expected = engines["django"].from_string(load + template).render(told)

    assert rendered(template, **told) == expected


def test_a_translation_has_its_own_order(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"%(a)s of %(b)s": "%(b)s: %(a)s, 50 %%"}
    monkeypatch.setattr(sentences, "gettext", lambda message: known.get(message, message))
    template = "{% blocktranslate %}{{ a }} of {{ b }}{% endblocktranslate %}"

    assert rendered(template, a="<", b=2) == "2: &lt;, 50 %"


def test_a_translation_that_names_something_else_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sentences, "gettext", lambda _message: "%(c)s!")
    template = "{% blocktranslate %}{{ a }} here{% endblocktranslate %}"

    assert rendered(template, a=1) == "1 here"


def test_a_number_takes_the_form_of_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {1: "один", 2: "два %(n)s", 5: "пять %(n)s"}
    monkeypatch.setattr(sentences, "ngettext", lambda _one, _many, number: forms[number])
    template = "{% blocktranslate count n=n %}{{ n }}{% plural %}{{ n }}{% endblocktranslate %}"

    with translation.override("ru"):
        assert [rendered(template, n=n) for n in (1, 2, 5)] == ["один", "два 2", "пять 5"]
