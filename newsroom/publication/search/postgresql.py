"""The index in PostgreSQL: a tsvector for each passage, with GIN (chapter 12 of its manual)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.publication.search.places import DAY, HIGHEST_KEY, KEY, MOST_PASSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.publication.search.index import Parts, SearchIndex
    from newsroom.publication.search.query import Query, Term

KNOWS_WHAT_IS_NOT_PUBLIC = False
"""Whether it is found faster what of all passages is not public than what is; see `sqlite`."""

LONGEST = 150_000
"""Characters of a passage that are looked at: a tsvector of more than 1 MB stops the writing."""

STATISTICS = 300
"""
For how many words, in tens, PostgreSQL knows how frequent they are; it would know a thousand.

Whatever it does not know it takes for half as frequent as the least of them, but for no less than
it has to. Of a rare word in a million texts it would expect thousands, and go through them all,
newest first, in the hope of a page of hits, instead of asking the index.
"""

PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'‐‑–—’"
"""What PostgreSQL would otherwise read as part of an address, a number or a file's name."""

KINDS = (
    "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, "
    "hword_numpart, email, protocol, url, host, url_path, file, sfloat, float, int, uint, version"
)

FOLD = f"""
DO $do$ DECLARE lower_case text := 'lower(normalize(left(text, {LONGEST}), NFD)'; BEGIN
  -- The base's own rules may know the case of ASCII letters only.
  IF EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN
    lower_case := lower_case || ' COLLATE "und-x-icu"';
  END IF;
  EXECUTE 'CREATE OR REPLACE FUNCTION newsroom_fold(text text) RETURNS text'
    || ' LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS ' || quote_literal(
      'SELECT translate(normalize(regexp_replace(' || lower_case || '), '
      || quote_literal('[\u0300-\u036f]') || ', '''', ''g''), NFC), '
      || quote_literal($signs${PUNCTUATION}ς$signs$) || ', '
      || quote_literal(repeat(' ', {len(PUNCTUATION)}) || 'σ') || ')');
END $do$
"""
CONFIGURATION = f"""
DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'newsroom'
      AND cfgnamespace = current_schema()::regnamespace) THEN
    CREATE TEXT SEARCH DICTIONARY newsroom_stem (TEMPLATE = snowball, LANGUAGE = porter);
    CREATE TEXT SEARCH CONFIGURATION newsroom (PARSER = default);
    ALTER TEXT SEARCH CONFIGURATION newsroom ADD MAPPING FOR {KINDS} WITH newsroom_stem;
  END IF;
END $do$
"""


# --- Expressions ---------------------------------------------------------------------------


def place(row: str) -> str:
    day = f"({row}.date - DATE '1800-01-01')::bigint"
    return f"(({day} << {DAY}) | (({HIGHEST_KEY} - {row}.id) << {KEY}))"


def vector(row: str, columns: Iterable[str], weight: str) -> str:
    text = " || E'\\n' || ".join(f"{row}.{column}" for column in columns) or "''"
    return f"setweight(to_tsvector('newsroom', newsroom_fold({text})), '{weight}')"


def unchanged(columns: Iterable[str]) -> str:
    columns = list(columns)
    rows = [f"ROW({', '.join(f'{row}.{it}' for it in columns)})" for row in ("OLD", "NEW")]
    return f"TG_OP = 'UPDATE' AND {' IS NOT DISTINCT FROM '.join(rows)}"


# --- Triggers ------------------------------------------------------------------------------


FUNCTION = """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
BEGIN %(body)s RETURN NULL; END $body$;
CREATE TRIGGER "{name}" AFTER %(event)s ON %(table)s FOR EACH %(each)s EXECUTE FUNCTION "{name}"()
"""


def on_row(table: str, body: str) -> str:
    """Return a function and the trigger that calls it for each row that is written."""
    event = "INSERT OR UPDATE OR DELETE"
    return FUNCTION % {"table": table, "body": body, "event": event, "each": "ROW"}


def on_truncate(table: str, body: str) -> str:
    return FUNCTION % {"table": table, "body": body, "event": "TRUNCATE", "each": "STATEMENT"}


def triggers(index: SearchIndex) -> list[str]:
    told = [
        on_row(index.table, on_publication(index)),
        on_truncate(index.table, f"DELETE FROM {index.passages};"),
    ]
    if not index.parts:
        return told
    parts_gone = f"DELETE FROM {index.passages} WHERE exchange_id IS NOT NULL;"
    return [
        *told,
        on_row(index.parts.table, on_part(index, index.parts)),
        on_truncate(index.parts.table, parts_gone),
    ]


def on_publication(index: SearchIndex) -> str:
    old = place("OLD")
    parts = f"{enter_parts(index, index.parts, 'NEW')};" if index.parts else ""
    return f"""
    IF {unchanged(("id", "date", *index.texts))} THEN RETURN NULL; END IF;
    IF TG_OP <> 'INSERT' THEN
      DELETE FROM {index.passages} WHERE id BETWEEN {old} AND {old} + {MOST_PASSAGES};
    END IF;
    IF TG_OP <> 'DELETE' THEN
      INSERT INTO {index.passages}
      VALUES ({place("NEW")}, NEW.id, NULL, {vector("NEW", index.texts, "A")});
      {parts}
    END IF;"""


def enter_parts(index: SearchIndex, parts: Parts, row: str) -> str:
    order = ", ".join(f"e.{it}" for it in parts.order)
    number = f"row_number() OVER (ORDER BY {order})"
    words = f"{vector('e', parts.texts, 'A')} || {vector(row, index.context, 'D')}"
    return f"""INSERT INTO {index.passages}
      SELECT {place(row)} + {number}, {row}.id, e.id, {words}
      FROM {parts.table} e WHERE e.{parts.parent} = {row}.id LIMIT {MOST_PASSAGES}"""


def on_part(index: SearchIndex, parts: Parts) -> str:
    """Give a part the next free number; the lock keeps two writers from taking the same."""
    passages, base, most = index.passages, place("i"), MOST_PASSAGES
    words = f"{vector('NEW', parts.texts, 'A')} || {vector('i', index.context, 'D')}"
    return f"""
    IF {unchanged(("id", parts.parent, *parts.texts))} THEN RETURN NULL; END IF;
    PERFORM FROM {index.table} WHERE id = CASE TG_OP
      WHEN 'DELETE' THEN OLD.{parts.parent} ELSE NEW.{parts.parent} END FOR NO KEY UPDATE;
    IF TG_OP <> 'INSERT' THEN
      DELETE FROM {passages} p USING {index.table} i WHERE i.id = OLD.{parts.parent}
        AND p.id BETWEEN {base} + 1 AND {base} + {most} AND p.exchange_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      INSERT INTO {passages} SELECT
        (SELECT max(p.id) + 1 FROM {passages} p WHERE p.id BETWEEN {base} AND {base} + {most}),
        i.id, NEW.id, {words}
      FROM {index.table} i WHERE i.id = NEW.{parts.parent}
        AND NOT EXISTS (SELECT FROM {passages} p WHERE p.id = {base} + {most});
    END IF;"""


def refill(index: SearchIndex) -> list[str]:
    passages = index.passages
    told = [
        FOLD,
        CONFIGURATION,
        f"DROP TABLE IF EXISTS {passages}",
        f"CREATE TABLE {passages} (id bigint PRIMARY KEY, publication_id bigint NOT NULL, "
        "exchange_id bigint, words tsvector NOT NULL)",
        f"ALTER TABLE {passages} ALTER words SET STATISTICS {STATISTICS}",
        f"INSERT INTO {passages} SELECT {place('i')}, i.id, NULL, {vector('i', index.texts, 'A')} "
        f"FROM {index.table} i ORDER BY 1",
    ]
    if index.parts:
        told.append(refill_parts(index, index.parts))
    index_of_words = f"CREATE INDEX {passages}_by_words ON {passages} USING gin (words)"
    return [*told, index_of_words, f"ANALYZE {passages}"]


def refill_parts(index: SearchIndex, parts: Parts) -> str:
    order = ", ".join(f"e.{it}" for it in parts.order)
    words = f"{vector('e', parts.texts, 'A')} || {vector('i', index.context, 'D')}"
    return f"""INSERT INTO {index.passages} SELECT {place("i")} + e.number, i.id, e.id, {words}
      FROM (SELECT e.*, row_number() OVER (PARTITION BY e.{parts.parent} ORDER BY {order}) AS number
        FROM {parts.table} e) e
      JOIN {index.table} i ON i.id = e.{parts.parent} WHERE e.number <= {MOST_PASSAGES}"""


# --- Asking --------------------------------------------------------------------------------


def asked(query: Query, *, has_context: bool) -> str:
    """
    Return the query for to_tsquery; see `sqlite.asked`. Folded words need no more quoting.

    Where passages have no context, nothing is said of weights; elsewhere each term in turn is the
    one in the passage's own text. Asking for the same word twice would square the planner's
    estimate, and it would then fetch and sort every hit.
    """
    signs = [":*" if query.goes_on(term) else "" for term in query.wanted]
    terms = [phrase(term, sign) for term, sign in zip(query.wanted, signs, strict=True)]
    own = [phrase(term, f"{sign or ':'}A") for term, sign in zip(query.wanted, signs, strict=True)]
    ways = [[*terms[:it], own[it], *terms[it + 1 :]] for it in range(len(terms))]
    told = " | ".join(f"({' & '.join(way)})" for way in (ways if has_context else [terms]))
    required = [f"({told})", *map(phrase, query.required)]
    unwanted = " | ".join(map(phrase, query.unwanted))
    return " & ".join([*required, f"!({unwanted})"] if unwanted else required)


def phrase(term: Term, sign: str = "") -> str:
    """Return the words side by side, each with the sign that limits it."""
    limited = sign.replace("*", "")
    told = [f"'{word}'{limited if limited != ':' else ''}" for word in term.words[:-1]]
    return "(" + " <-> ".join([*told, f"'{term.words[-1]}'{sign}"]) + ")"


def source(passages: str, rows: str, *, has_most: bool) -> tuple[str, str, str]:
    """
    Return where passages are that have one of the rows, what takes the query, their place.

    Where the rows are most of what there is, each is looked for once the words are found. Left to
    itself, PostgreSQL, which cannot know how many passages have a rare word, would rather go
    through all of the rows first. LIMIT keeps it from that.
    """
    own = f"SELECT FROM ({rows}) r WHERE r.id = p.publication_id LIMIT 1"
    source = f"LATERAL ({own}) v ON true" if has_most else f"({rows}) v ON v.id = p.publication_id"
    return f"{passages} p JOIN {source}", "p.words @@ to_tsquery('newsroom', %s)", "p.id"


def among(column: str, numbers: Sequence[int]) -> tuple[str, list[int]]:
    """Return the condition that the column has one of the numbers, and what it is given."""
    return f"{column} = ANY (%s)", list(numbers)


def gathered(column: str) -> str:
    """Return the expression for all places of a column in one value."""
    return f"array_agg({column})"


def places(gathered: list[int] | None) -> list[int]:
    """Return the places; of none, PostgreSQL makes no array."""
    return gathered or []
