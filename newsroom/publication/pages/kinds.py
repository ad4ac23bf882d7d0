"""What is alike for all publications of a kind, and so is asked for once and not in every line."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.publication.routes import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markupsafe import Markup

    from newsroom.publication.models import Publication

DAY = datetime.date(2024, 4, 24)


class Kind(NamedTuple):
    section: str
    """What readers know its list by."""
    start: str
    """What its addresses begin with: `/news/`."""
    card: Callable[..., Markup]
    """The macro with which its desk shows it in lists, from `<desk>/_<kind>_card.html`."""


class Kinds(dict[type[Any], Kind]):
    """The kinds of publications, in the surroundings of an environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self.environment = environment

    def __missing__(self, model: type[Publication]) -> Kind:
        start = model(date=DAY, slug="a").get_absolute_url().removesuffix("2024/04/24/a/")
        name = f"{model.desk()}/_{model._meta.model_name}_card.html"
        module: Any = self.environment.get_template(name).module
        self[model] = Kind(model.section(), start, module.card)
        return self[model]

    def section(self, publication: Publication) -> str:
        """Return what readers know the list of the publication's desk by."""
        return self[type(publication)].section

    def address(self, publication: Publication) -> str:
        """
        Return the address of the publication, as its `get_absolute_url` does.

        The date and the slug follow on what all of its kind begin with (see `urls.desk_paths`).
        """
        day = publication.date.isoformat().replace("-", "/")
        return f"{self[type(publication)].start}{day}/{quoted(publication.slug)}/"

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
        return self[type(publication)].card(publication, way_back, for_the_desk, level)
