"""
Templates that are compiled for their surroundings.

Most of a page is alike for all readers of one language: the words between the texts, the
addresses of the sections and of the static files, the name of the site. It is written into a
template as that is compiled (see `compiling`), and costs a page nothing. So each template is
compiled once for each of the surroundings in which it is asked for.
"""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jinja2
from django.core.signals import setting_changed
from django.utils.formats import date_format

from newsroom.publication.pages.compiling import CodeGenerator, folded, written
from newsroom.publication.pages.filters import FILTERS
from newsroom.publication.pages.kinds import Kinds
from newsroom.publication.pages.known import KNOWN
from newsroom.publication.pages.sentences import BlockTranslate
from newsroom.publication.surroundings import present

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from jinja2 import Template, nodes

    from newsroom.publication.surroundings import Surroundings

MOST_SURROUNDINGS = 20
"""Sets of compiled templates that are kept: languages, and prefixes of the site."""

MOST_DATES = 20_000
"""Days that are kept as they are written; the archive of fifty years has fewer."""


class Modules(dict[str, Any]):
    """What the templates have that others import from, by their names."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self.environment = environment

    def __missing__(self, name: str) -> Any:
        self[name] = self.environment.get_template(name).module
        return self[name]


class Environment(jinja2.Environment):
    """
    Jinja's environment, as the setting TEMPLATES names it.

    It holds no template itself, but an environment for each of the surroundings, and hands out
    templates of the present ones. A name that a page does not have is an error, never a blank.
    """

    code_generator_class = CodeGenerator
    written = staticmethod(written)
    # As Python reads them: an attribute is no key, and what is missing is an error.
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    getitem = staticmethod(operator.getitem)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            extensions=[BlockTranslate],
            **options | {"undefined": jinja2.StrictUndefined},
        )
        self.globals = dict(KNOWN)
        self.filters |= FILTERS
        self.environments: dict[Surroundings, Environment] = {}
        self.modules = Modules(self)
        self.loaded: dict[str, Template] = {}
        # Sent by tests alone: no setting changes while a site is served.
        setting_changed.connect(self.forget)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name is Jinja's
    ) -> Template:
        here = self.present()
        found = here.loaded.get(name)  # type: ignore[arg-type]
        if found is None or globals:
            found = super(Environment, here).get_template(name, parent, globals)
            if isinstance(name, str) and not here.auto_reload:
                here.loaded[name] = found
        return found

    def from_string(self, *source: Any, **told: Any) -> Template:
        return super(Environment, self.present()).from_string(*source, **told)

    def present(self) -> Environment:
        """Return the environment of the present surroundings."""
        if self.overlayed:
            return self
        surroundings = present()
        found = self.environments.get(surroundings)
        if found is None:
            if len(self.environments) >= MOST_SURROUNDINGS:
                self.environments.clear()
            found = self.environments.setdefault(surroundings, self.here())
        return found

    def here(self) -> Environment:
        """Return a new environment for the present surroundings (Jinja calls it an overlay)."""
        here: Any = self.overlay()
        here.modules, here.loaded = Modules(here), {}
        kinds = Kinds(here)
        here.filters = {
            **self.filters,
            "address": kinds.address,
            "card": kinds.card,
            "section": kinds.section,
            # In one language a day is always written in the same way.
            "date": lru_cache(MOST_DATES)(date_format),
        }
        return here  # type: ignore[no-any-return]

    def forget(self, **_changed: Any) -> None:
        """Compile all templates anew: a setting has changed."""
        self.environments.clear()

    def make_globals(self, d: Any) -> Any:
        """Return a plain dictionary, in which Jinja looks things up faster than in its own."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: nodes.Template, *args: Any, **options: Any) -> str:
        """Have the template folded before code is made of it: the place that Jinja has for that."""
        return super()._generate(folded(source, self), *args, **options)
