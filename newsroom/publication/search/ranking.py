"""
Which hits fit best, where they are few enough to compare.

Compared is what the hits show, and nothing else: an order that depends on how often a word occurs
in the whole archive (bm25 and its like) would change when a draft is written.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from newsroom.publication.search.marking import found_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.search.query import Query

IN_THE_LABEL = 3.0
ALL_TOGETHER = 2.0
"""How much more a word counts in a headline, and a passage that has every word of the query."""


def score(label: str, texts: Sequence[str], query: Query) -> float:
    """Return how well a hit with the label and the passages fits; the higher the better."""
    return IN_THE_LABEL * fit(label, query) + max((fit(text, query) for text in texts), default=0)


def fit(text: str, query: Query) -> float:
    """Return how much of the query a plain text has; a word said again counts less each time."""
    found = [word.stem for word in found_in(text, query)]
    told = sum(1 + log(found.count(stem)) for stem in set(found))
    return told * ALL_TOGETHER if set(found) >= query.stems else told
