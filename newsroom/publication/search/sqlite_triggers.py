"""
The triggers that keep the index in SQLite.

A table of FTS5 without content of its own forgets a row only when it is told the very words that
it was given (https://sqlite.org/fts5.html#contentless_tables); a trigger has them in the old row.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from newsroom.publication.search.folding import letters_with_accents
from newsroom.publication.search.places import DAY, HIGHEST_KEY, KEY, MOST_PASSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.publication.search.index import Parts, SearchIndex

DAY_BEFORE_1800 = 2378496
"""The Julian day, cut to a whole number, that is subtracted from that of a date."""
NESTED = 12
"""Calls within one another; SQLite's parser takes a few dozen."""


# --- Expressions ---------------------------------------------------------------------------


def place(row: str) -> str:
    day = f"(CAST(julianday({row}.date) AS INTEGER) - {DAY_BEFORE_1800})"
    return f"(({day} << {DAY}) | (({HIGHEST_KEY} - {row}.id) << {KEY}))"


@cache
def without_accents() -> str:
    """Return the steps that make `bare(x)` of `told(x)`, a few letters each."""
    pairs, before, steps = letters_with_accents(), "told", list[str]()
    for first in range(0, len(pairs), NESTED):
        call = "x"
        for accented, letter in pairs[first : first + NESTED]:
            call = f"replace({call}, '{accented}', '{letter}')"
        name = "bare" if first + NESTED >= len(pairs) else f"step_{first}"
        steps.append(f"{name}(x) AS (SELECT {call} FROM {before})")
        before = name
    return ", ".join(steps)


def joined(row: str, columns: Iterable[str]) -> str:
    return " || char(10) || ".join(f"{row}.{column}" for column in columns) or "''"


def folded(text: str) -> str:
    """
    Return the expression for a text as the index takes it.

    `unicode61` takes the accents off Latin letters only; see `letters_with_accents`.
    """
    is_plain = "length(x) = length(CAST(x AS BLOB))"
    return (
        f"(WITH told(x) AS (SELECT {text}), {without_accents()} "
        f"SELECT CASE WHEN {is_plain} THEN x ELSE (SELECT x FROM bare) END FROM told)"
    )


def differs(columns: Iterable[str]) -> str:
    return "(" + " OR ".join(f"old.{it} IS NOT new.{it}" for it in columns) + ")"


# --- Statements of which triggers consist --------------------------------------------------


def within(row: str) -> str:
    """Return the condition for the passages `p` of the row's parts."""
    return f"p.id BETWEEN {place(row)} + 1 AND {place(row)} + {MOST_PASSAGES}"


def add_own(index: SearchIndex, row: str) -> list[str]:
    return [
        f"INSERT INTO {index.passages} VALUES ({place(row)}, {row}.id, NULL);",
        *enter_own(index, row),
    ]


def enter_own(index: SearchIndex, row: str) -> list[str]:
    values = f"{place(row)}, {joined(row, index.texts)}, ''"
    return [f"INSERT INTO {index.passages}_entered VALUES ({values});"]


def cross_out_own(index: SearchIndex, row: str) -> list[str]:
    values = f"{place(row)}, {joined(row, index.texts)}, ''"
    return [f"INSERT INTO {index.passages}_crossed_out VALUES ({values});"]


def add_parts(index: SearchIndex, parts: Parts, row: str) -> list[str]:
    number = f"row_number() OVER (ORDER BY {', '.join(f'e.{it}' for it in parts.order)})"
    return [
        f"INSERT INTO {index.passages} SELECT {place(row)} + {number}, {row}.id, e.id "
        f"FROM {parts.table} e WHERE e.{parts.parent} = {row}.id LIMIT {MOST_PASSAGES};",
        f"INSERT INTO {index.passages}_entered "
        f"SELECT p.id, {joined('e', parts.texts)}, {joined(row, index.context)} "
        f"FROM {index.passages} p JOIN {parts.table} e ON e.id = p.exchange_id "
        f"WHERE {within(row)};",
    ]


def cross_out_parts(index: SearchIndex, parts: Parts, row: str) -> list[str]:
    return [
        f"INSERT INTO {index.passages}_crossed_out "
        f"SELECT p.id, {joined('e', parts.texts)}, {joined(row, index.context)} "
        f"FROM {index.passages} p JOIN {parts.table} e ON e.id = p.exchange_id "
        f"WHERE {within(row)};"
    ]


def add(index: SearchIndex, row: str) -> list[str]:
    return add_own(index, row) + (add_parts(index, index.parts, row) if index.parts else [])


def remove(index: SearchIndex, row: str) -> list[str]:
    parts = cross_out_parts(index, index.parts, row) if index.parts else []
    span = f"BETWEEN {place(row)} AND {place(row)} + {MOST_PASSAGES}"
    return [
        *parts,
        *cross_out_own(index, row),
        f"DELETE FROM {index.passages} WHERE id {span};",
    ]


def add_part(index: SearchIndex, parts: Parts) -> list[str]:
    """Give a new part the next free number of its publication `i`."""
    passages, base = index.passages, place("i")
    its = f"p.id BETWEEN {base} AND {base} + {MOST_PASSAGES}"
    highest = f"(SELECT max(p.id) FROM {passages} p WHERE {its})"
    of_its_publication = f"FROM {index.table} i WHERE i.id = new.{parts.parent}"
    return [
        f"INSERT INTO {passages} SELECT {highest} + 1, i.id, new.id {of_its_publication} "
        f"AND {highest} < {base} + {MOST_PASSAGES};",
        f"INSERT INTO {passages}_entered "
        f"SELECT p.id, {joined('new', parts.texts)}, {joined('i', index.context)} "
        f"FROM {index.table} i JOIN {passages} p ON p.id = {highest} "
        f"WHERE i.id = new.{parts.parent} AND p.exchange_id = new.id;",
    ]


def remove_part(index: SearchIndex, parts: Parts) -> list[str]:
    passages = index.passages
    its = (
        f"FROM {index.table} i JOIN {passages} p ON {within('i')} "
        f"WHERE i.id = old.{parts.parent} AND p.exchange_id = old.id"
    )
    return [
        f"INSERT INTO {passages}_crossed_out "
        f"SELECT p.id, {joined('old', parts.texts)}, {joined('i', index.context)} {its};",
        f"DELETE FROM {passages} WHERE id = (SELECT p.id {its});",
    ]


# --- What the keeper needs -----------------------------------------------------------------


def trigger(event: str, table: str, statements: list[str], when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f'CREATE TRIGGER "{{name}}" AFTER {event} ON {table}{condition} '
        f"BEGIN {' '.join(statements)} END"
    )


def on_view(view: str, statement: str) -> str:
    return (
        f'CREATE TRIGGER "{{name}}" INSTEAD OF INSERT ON {view} BEGIN INSERT INTO {statement}; END'
    )


def folding(index: SearchIndex) -> list[str]:
    """
    Return what folds each text on its way into the index.

    It stands in one place, behind two views that hold nothing: SQLite reads every trigger
    whenever it opens a base, and the folding is long.
    """
    words = f"{index.passages}_words"
    texts = f"new.rowid, {folded('new.text')}, {folded('new.context')}"
    return [
        on_view(f"{index.passages}_entered", f"{words}(rowid, text, context) VALUES ({texts})"),
        on_view(
            f"{index.passages}_crossed_out",
            f"{words}({words}, rowid, text, context) VALUES ('delete', {texts})",
        ),
    ]


def triggers(index: SearchIndex) -> list[str]:
    table, moved = index.table, ("id", "date", *index.context)
    only_own = [it for it in index.texts if it not in index.context]
    all_over = remove(index, "old") + add(index, "new")
    told = [
        *folding(index),
        trigger("INSERT", table, add(index, "new")),
        trigger("DELETE", table, remove(index, "old")),
        trigger(f"UPDATE OF {', '.join(moved)}", table, all_over, differs(moved)),
        trigger(
            f"UPDATE OF {', '.join(only_own)}",
            table,
            cross_out_own(index, "old") + enter_own(index, "new"),
            f"{differs(only_own)} AND NOT {differs(moved)}",
        ),
    ]
    return told + (part_triggers(index, index.parts) if index.parts else [])


def part_triggers(index: SearchIndex, parts: Parts) -> list[str]:
    columns = ("id", parts.parent, *parts.texts)
    changed = remove_part(index, parts) + add_part(index, parts)
    return [
        trigger("INSERT", parts.table, add_part(index, parts)),
        trigger("DELETE", parts.table, remove_part(index, parts)),
        trigger(f"UPDATE OF {', '.join(columns)}", parts.table, changed, differs(columns)),
    ]
