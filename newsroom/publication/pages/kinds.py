"""What is alike for all publications of a kind, and so is asked for once and not in every line."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from newsroom.publication.routes import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from newsroom.publication.models import Publication

DAY = datetime.date(2024, 4, 24)


class Kind(NamedTuple):
    section: str
    """What readers know its list by."""
    start: str
    """What its addresses begin with: `/news/`."""
    card: Callable[..., str]
    """The macro with which its desk shows it in lists, as a plain function (see `compiling`)."""


def start_of(model: type[Publication]) -> str:
    """Return what the addresses of all publications of a kind begin with: `/news/`."""
    return model(date=DAY, slug="a").get_absolute_url().removesuffix("2024/04/24/a/")


def address_after(start: str, publication: Publication) -> str:
    """
    Return the address of the publication, of whose kind all begin with the `start`.

    The date and the slug follow on that (see `urls.desk_paths`).
    """
    day = publication.date.isoformat().replace("-", "/")
    return f"{start}{day}/{quoted(publication.slug)}/"


class Kinds(dict[type[Any], Kind]):
    """The kinds of publications, in the surroundings of an environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self.environment = environment

    def __missing__(self, model: type[Publication]) -> Kind:
        name = f"{model.desk()}/_{model._meta.model_name}_card.html"
        macro: Any = self.environment.get_template(name).module.card  # type: ignore[attr-defined]
        self[model] = Kind(model.section(), start_of(model), macro._func)  # noqa: SLF001
        return self[model]

    def section(self, publication: Publication) -> str:
        """Return what readers know the list of the publication's desk by."""
        return self[type(publication)].section

    def address(self, publication: Publication) -> str:
        """Return the address of the publication, as its `get_absolute_url` does."""
        return address_after(self[type(publication)].start, publication)

    def card(
        self,
        publication: Publication,
        way_back: str,
        for_the_desk: bool,  # noqa: FBT001 - so it is in templates
        level: str = "h2",
    ) -> Markup:
        """
        Return the publication as its desk shows it in lists.

        `way_back` is what its links carry along, `level` the element of its headline. Only where
        the desk looks can anything be in a list that is not public, and so be marked.
        """
        card = self[type(publication)].card
        return Markup(card(publication, way_back, for_the_desk, level))  # noqa: S704 - a macro escapes
