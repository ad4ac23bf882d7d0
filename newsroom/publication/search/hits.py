"""What is shown of a publication that was found: its name and passages, with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsroom.publication.markup import plain
from newsroom.publication.search.marking import excerpt, marked
from newsroom.publication.search.ranking import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.models import Publication
    from newsroom.publication.search.finding import Part
    from newsroom.publication.search.query import Query

QUESTION = 160
"""Characters of a question that are shown above its answer."""


class Line(NamedTuple):
    """A passage as readers see it: the words around what was found."""

    fragment: str
    heading: tuple[str, ...]
    text: tuple[str, ...]


class Hit(NamedTuple):
    """A publication that was found, and why."""

    publication: Publication
    label: tuple[str, ...]
    lead: tuple[str, ...]
    lines: tuple[Line, ...]
    further: int
    """Passages beyond those shown."""


def hit_of(publication: Publication, parts: Sequence[Part], further: int, query: Query) -> Hit:
    """Return the publication with these of its parts, and with how many there are besides."""
    own = excerpt(" ".join([plain(text) for text in publication.own_texts()]), query)
    # Without a headline the words that were found are the best name that there is.
    has_name = bool(publication.headline) or not own.hits
    return Hit(
        publication,
        marked(publication.label, query) if has_name else own.pieces,
        own.pieces if publication.headline and (own.hits or not parts) else (),
        tuple([_line(part, query) for part in parts]),
        further,
    )


def _line(part: Part, query: Query) -> Line:
    heading = excerpt(plain(part.heading), query, QUESTION)
    return Line(part.fragment, heading.pieces, excerpt(plain(part.text), query).pieces)


def best_of(hit: Hit, query: Query, most: int) -> Hit:
    """Return the hit with so many of its passages that fit best, in the order of reading."""
    if len(hit.lines) <= most:
        return hit
    fitting = sorted(hit.lines, key=lambda line: -fit(text_of(line), query))[:most]
    kept = tuple(line for line in hit.lines if line in fitting)
    return hit._replace(lines=kept, further=hit.further + len(hit.lines) - len(kept))


def text_of(line: Line) -> str:
    return "".join((*line.heading, *line.text))


def texts_of(hit: Hit) -> list[str]:
    """Return the passages that are shown, as plain text."""
    return ["".join(hit.lead), *map(text_of, hit.lines)]
