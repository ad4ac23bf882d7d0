"""The templates: each compiles, each is used, and each prints only what it is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation.template import templatize
from jinja2 import meta, nodes

from newsroom.publication.pages.known import KNOWN
from newsroom.publication.pages.sentences import BlockTranslate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOT: Path = settings.ROOT
FOLDER = ROOT / "templates"
DESK = FOLDER / "desk"

NAMES = sorted(
    file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.*") if DESK not in file.parents
)
DJANGOS_OWN = {f"{code}.html" for code in ("400", "403", "403_csrf", "404", "500", "503")}

GIVEN = {
    "every page": {"request", "view", "namespace"},
    "lists": {
        *("page", "filter", "glance", "query", "description", "address", "section", "way_back"),
        *("period", "before", "within", "after"),
    },
    "publications": {
        *("publication", "newer", "older", "back", "citations", "preview"),
        *("exchange", "previous", "following", "rewordings"),
        *("withdrawal", "words", "month"),
    },
    "the front page": {"news_items", "interviews"},
    "machines": {"name", "origin", "pages", "files", "news", "language", "top", "admin"},
}
"""What the views tell the templates."""

SET = {"asked", "is_valid", "asking", "period_name", "desks_open"}
"""What `publication/list.html` sets for the blocks and the partials within it."""


def environment() -> Any:
    return engines["jinja2"].env.here()  # type: ignore[attr-defined]


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def parsed(name: str) -> nodes.Template:
    tree: nodes.Template = environment().parse(source(name))
    return tree


def declared(name: str) -> Iterator[str]:
    """Yield what a template, or one that it extends, sets, imports or defines."""
    tree = parsed(name)
    for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Macro, nodes.Name)):
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const):
            yield from declared(node.template.value)
        elif isinstance(node, nodes.FromImport):
            yield from (it if isinstance(it, str) else it[1] for it in node.names)
        elif isinstance(node, nodes.Macro) or (
            isinstance(node, nodes.Name) and node.ctx == "store"
        ):
            yield node.name


@pytest.mark.parametrize("name", NAMES)
def test_a_template_of_the_public_compiles(name: str) -> None:
    assert environment().get_template(name).name == name


@pytest.mark.parametrize("file", sorted(DESK.rglob("*.html")), ids=lambda file: file.name)
def test_a_template_of_the_desk_compiles(file: Path) -> None:
    name = file.relative_to(DESK).as_posix()

    assert engines["django"].get_template(name).origin.name == str(file)  # type: ignore[attr-defined]


def named_in(folder: Path, suffix: str) -> Iterator[str]:
    for file in folder.rglob(f"*{suffix}"):
        yield from re.findall(r"\"([\w/]+\.(?:html|xml|txt))\"", file.read_text(encoding="utf-8"))


def test_each_template_is_used() -> None:
    used = {*named_in(FOLDER, ".*"), *DJANGOS_OWN}
    for app in ("newsroom", "interviews"):
        used.update(named_in(ROOT / app, ".py"))
    by_convention = {name for name in NAMES if name.endswith("_card.html")}
    sitemaps = {name for name in NAMES if name.startswith("frontpage/sitemap")}

    assert {*NAMES} - used - by_convention - sitemaps == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_names_only_what_it_is_given(name: str) -> None:
    """A macro sees nothing of the page: it is given all that it prints."""
    unknown = meta.find_undeclared_variables(parsed(name)) - KNOWN.keys() - {*declared(name)}
    is_page = "{% macro" not in source(name)

    assert unknown <= (SET.union(*GIVEN.values()) if is_page else set())


def test_translators_find_every_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """`makemessages` reads templates as Django's, and knows nothing of Jinja."""
    told: list[str] = []
    sentence = BlockTranslate.sentence

    def noted(self: Any, *parser_and_values: Any) -> str:
        told.append(sentence(self, *parser_and_values))
        return told[-1]

    monkeypatch.setitem(KNOWN, "_", told.append)
    monkeypatch.setattr(BlockTranslate, "sentence", noted)
    here = environment()
    for name in NAMES:
        # The first time, what the template imports from is compiled, too.
        here.compile(source(name))
        del told[:]
        here.compile(source(name))
        found = templatize(source(name))

        assert [message for message in told if message not in found] == [], name
        assert "_(" not in re.sub(r"_\((\"[^\"]*\"|'[^']*')\)", "", source(name)), name
