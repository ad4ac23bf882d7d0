"""What is shown of a publication that was found: its name and passages, with the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsroom.publication.markup import plain_each
from newsroom.publication.search.marking import excerpt_with, found_in_each, pieces
from newsroom.publication.search.ranking import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsroom.publication.models import Publication
    from newsroom.publication.search.finding import Part
    from newsroom.publication.search.folding import Word
    from newsroom.publication.search.query import Query

    Lines = Mapping[str, str]
    """Texts as they are read, on one line, by what was typed."""
    Words = Mapping[str, Sequence[Word]]
    """The words that were found in each line."""

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


class ToShow(NamedTuple):
    """A publication, what was found of its parts, and how many more of them there are."""

    publication: Publication
    parts: Sequence[Part]
    further: int


def hits_of(found: Sequence[ToShow], query: Query) -> list[Hit]:
    """Return each publication as it is shown; all of their texts are gone through together."""
    typed = [text for it in found for text in typed_in(it)]
    lines = dict(zip(typed, plain_each(typed), strict=True))
    own = [" ".join([lines[text] for text in it.publication.own_texts()]) for it in found]
    labels = [it.publication.label for it in found]
    texts = [*own, *labels, *[lines[text] for it in found for text in texts_of_parts(it)]]
    words = dict(zip(texts, found_in_each(texts, query), strict=True))
    return [
        _hit(it, line, label, lines, words)
        for it, line, label in zip(found, own, labels, strict=True)
    ]


def typed_in(found: ToShow) -> list[str]:
    return [*found.publication.own_texts(), *texts_of_parts(found)]


def texts_of_parts(found: ToShow) -> list[str]:
    return [text for part in found.parts for text in (part.heading, part.text)]


def _hit(found: ToShow, line: str, label: str, lines: Lines, words: Words) -> Hit:
    publication, parts, further = found
    own = excerpt_with(line, words[line])
    # Without a headline the words that were found are the best name that there is.
    has_name = bool(publication.headline) or not own.hits
    return Hit(
        publication,
        pieces(label, words[label], 0, len(label)) if has_name else own.pieces,
        own.pieces if publication.headline and (own.hits or not parts) else (),
        tuple([_line(part, lines, words) for part in parts]),
        further,
    )


def _line(part: Part, lines: Lines, words: Words) -> Line:
    heading, text = lines[part.heading], lines[part.text]
    asked = excerpt_with(heading, words[heading], QUESTION).pieces
    return Line(part.fragment, asked, excerpt_with(text, words[text]).pieces)


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
