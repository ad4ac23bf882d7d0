"""The index in SQLite: FTS5 (https://sqlite.org/fts5.html) without content of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsroom.publication.search.places import DAY, HIGHEST_KEY, KEY, MOST_PASSAGES
from newsroom.publication.search.sqlite_triggers import (
    DAY_BEFORE_1800,
    folded,
    joined,
    place,
    triggers,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.publication.search.index import Parts, SearchIndex
    from newsroom.publication.search.query import Query, Term

__all__ = ["among", "asked", "gathered", "places", "refill", "source", "triggers"]

KNOWS_WHAT_IS_NOT_PUBLIC = True
"""Whether it is found faster what of all passages is not public than what is."""

TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* M* Co'"


def refill(index: SearchIndex) -> list[str]:
    passages, words = index.passages, f"{index.passages}_words"
    tokenizer = TOKENIZER.replace("'", "''")
    views = [f"{passages}_entered", f"{passages}_crossed_out"]
    told = [
        *(f"DROP VIEW IF EXISTS {view}" for view in views),
        f"DROP TABLE IF EXISTS {words}",
        f"DROP TABLE IF EXISTS {passages}",
        f"CREATE TABLE {passages} "
        "(id INTEGER PRIMARY KEY, publication_id INTEGER NOT NULL, exchange_id INTEGER)",
        f"CREATE VIRTUAL TABLE {words} "
        f"USING fts5(text, context, content='', tokenize='{tokenizer}')",
        f"INSERT INTO {passages} SELECT {place('i')}, i.id, NULL FROM {index.table} i ORDER BY 1",
        *(f"CREATE VIEW {view} AS SELECT 0 AS rowid, '' AS text, '' AS context" for view in views),
        f"INSERT INTO {words}(rowid, text, context) "
        f"SELECT p.id, {folded(joined('i', index.texts))}, '' "
        f"FROM {passages} p JOIN {index.table} i ON i.id = p.publication_id ORDER BY p.id",
    ]
    return told + (refill_parts(index, index.parts) if index.parts else [])


def refill_parts(index: SearchIndex, parts: Parts) -> list[str]:
    passages, words = index.passages, f"{index.passages}_words"
    order = ", ".join(f"e.{it}" for it in parts.order)
    number = f"row_number() OVER (PARTITION BY i.id ORDER BY {order})"
    return [
        f"INSERT INTO {passages} SELECT place + number, publication, part FROM ("
        f"SELECT {place('i')} AS place, {number} AS number, i.id AS publication, e.id AS part "
        f"FROM {parts.table} e JOIN {index.table} i ON i.id = e.{parts.parent}) "
        f"WHERE number <= {MOST_PASSAGES} ORDER BY 1",
        f"INSERT INTO {words}(rowid, text, context) "
        f"SELECT p.id, {folded(joined('e', parts.texts))}, {folded(joined('i', index.context))} "
        f"FROM {passages} p JOIN {parts.table} e ON e.id = p.exchange_id "
        f"JOIN {index.table} i ON i.id = p.publication_id ORDER BY p.id",
    ]


# --- Asking --------------------------------------------------------------------------------


def asked(query: Query, *, has_context: bool) -> str:
    """
    Return the query for MATCH (https://sqlite.org/fts5.html#full_text_query_syntax).

    Every wanted term somewhere, at least one of them in the passage's own text: an answer is not
    found by the interviewee's name alone. Folded words hold letters, digits and marks only. What
    goes without saying is not said: FTS5 would look the same words up twice.
    """
    wanted = [phrase(term, goes_on=query.goes_on(term)) for term in query.wanted]
    own = f"{{text}} : ({' OR '.join(wanted)})"
    if not has_context:
        own, elsewhere = "", [*wanted, *map(phrase, query.required)]
    else:
        elsewhere = [*(wanted if wanted[1:] else ()), *map(phrase, query.required)]
    told = " AND ".join(filter(None, [*elsewhere, own]))
    unwanted = " OR ".join(map(phrase, query.unwanted))
    return f"({told}) NOT ({unwanted})" if unwanted else told


def phrase(term: Term, *, goes_on: bool = False) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if goes_on else "")


def source(passages: str, rows: str, *, has_most: bool) -> tuple[str, str, str]:
    """
    Return where passages are that have one of the rows, what takes the query, and their place.

    The place itself says to which publication a passage belongs, so that no table stands between
    the words and the rows. CROSS tells SQLite's planner to begin with the words.
    """
    words = f"{passages}_words"
    key = key_at(f"{words}.rowid")
    return f"{words} CROSS JOIN ({rows}) v ON v.id = {key}", f"{words} MATCH %s", f"{words}.rowid"


def source_without(passages: str, drafts: str, scheduled: str) -> tuple[str, str, str]:
    """
    Return the same of passages that have none of these rows; it takes the query before theirs.

    A word stands in publications from all over the archive, and to look at each of them is to
    read as many pages of the base. What is not public lies side by side in the index of releases:
    drafts by their dates, which with BETWEEN is where they are looked up; `=` would have SQLite
    look at the row again.
    """
    words = f"{passages}_words"
    key, day = key_at(f"{words}.rowid"), f"({words}.rowid >> {DAY}) + {DAY_BEFORE_1800}.5"
    condition = (
        f"{words} MATCH %s AND {key} NOT IN ({scheduled}) AND NOT EXISTS "
        f"(SELECT 1 FROM ({drafts}) v WHERE v.date = date({day}) AND v.id BETWEEN {key} AND {key})"
    )
    return words, condition, f"{words}.rowid"


def key_at(place: str) -> str:
    """Return the expression for the primary key of the publication at a place."""
    return f"{HIGHEST_KEY} - ({place} >> {KEY} & {HIGHEST_KEY})"


def among(column: str, numbers: Sequence[int]) -> tuple[str, str]:
    """Return the condition that the column has one of the numbers, and what it is given."""
    # However many there are, the words are the same, and SQLite has them ready.
    return f"{column} IN (SELECT value FROM json_each(%s))", f"[{','.join(map(str, numbers))}]"


def gathered(column: str) -> str:
    """Return the expression for all places of a column in one value."""
    return f"json_group_array({column})"


def places(gathered: str) -> list[int]:
    found: list[int] = json.loads(gathered)
    return found
