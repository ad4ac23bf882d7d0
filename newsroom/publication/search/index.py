"""The index of a desk's words, kept by triggers: no way of writing can miss it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from newsroom.publication.keeping import KEPT, Keeper
from newsroom.publication.search import postgresql, sqlite


class Dialect(Protocol):
    """What the module of each base says of an index."""

    def triggers(self, index: SearchIndex) -> list[str]: ...
    def refill(self, index: SearchIndex) -> list[str]: ...


@dataclass(frozen=True)
class Parts:
    """What a publication consists of and is found by on its own: the exchanges, say."""

    table: str
    parent: str
    """The column that names the publication."""
    texts: tuple[str, ...]
    order: tuple[str, ...] = ("id",)
    shown: tuple[str, str, str] = ("id", "''", "''")
    """The columns that lead to a part on the page, stand above it, and are what it says."""


@dataclass(frozen=True)
class SearchIndex(Keeper):
    """
    The index of one desk, in the tables `<desk>_passage` and, on SQLite, `<desk>_passage_words`.

    `texts` are the columns by which a publication is found. Of these, `context` holds for its
    parts as well: an answer is found by its own words together with the interviewee's name.
    """

    desk: str
    table: str
    texts: tuple[str, ...]
    context: tuple[str, ...] = ()
    parts: Parts | None = None

    @property
    def name(self) -> str:  # type: ignore[override]
        return f"{self.desk}_search"

    @property
    def passages(self) -> str:
        """The table that says to which publication, and which part of it, a passage belongs."""
        return f"{self.desk}_passage"

    def triggers(self, vendor: str) -> list[str]:
        return DIALECTS[vendor].triggers(self)

    def refill(self, vendor: str) -> list[str]:
        return DIALECTS[vendor].refill(self)


DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgresql}


@cache
def index_of(desk: str) -> SearchIndex:
    """Return the index that the desk has declared."""
    return next(it for it in KEPT if isinstance(it, SearchIndex) and it.desk == desk)
