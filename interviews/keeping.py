"""
What the base keeps of an interview by itself: how an exchange read before it was changed.

Whoever changes it, at the desk, by a document, by a fixture or by hand in SQL, a trigger
keeps the wording that was. Only drafts are not kept: nobody is to be told of their changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.publication.keeping import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable

BLANKS = "\t\n\r\xa0\u2009\u202f"
"""What is typed, pasted or set between words instead of a plain space."""

UNSEEN = "\xad\u200b"
"""What stands within a word and changes none: a soft hyphen, a place to break."""

RUN, OF_BLANKS = "\ufdd0", "\ufdd1"
"""Two signs that no text holds: Unicode keeps them for a program's own use."""


class EarlierWordings(Keeper):
    name = "interviews_earlier_wordings"

    def triggers(self, vendor: str) -> list[str]:
        return [KEPT_BY[vendor]]

    def refill(self, vendor: str) -> list[str]:
        return []


def sqlite_words(text: str) -> str:
    """Return the SQL for the words of a text, one plain space between two of them."""
    for sign in UNSEEN:
        text = f"replace({text}, char({ord(sign)}), '')"
    for sign in BLANKS:
        text = f"replace({text}, char({ord(sign)}), ' ')"
    # SQLite knows no regular expressions: each blank opens and closes a run, and runs that
    # touch become one.
    for old, new in ((" ", RUN + OF_BLANKS), (OF_BLANKS + RUN, ""), (RUN + OF_BLANKS, " ")):
        text = f"replace({text}, '{old}', '{new}')"
    return f"trim({text})"


def postgresql_words(text: str) -> str:
    """Return the SQL for the words of a text, one plain space between two of them."""
    signs = " || ".join(f"chr({ord(sign)})" for sign in BLANKS + UNSEEN)
    # What has no counterpart in the second list goes.
    spaced = f"translate({text}, {signs}, repeat(' ', {len(BLANKS)}))"
    return f"btrim(regexp_replace({spaced}, ' +', ' ', 'g'))"


def differ(words: Callable[[str], str]) -> str:
    texts = ("question", "answer")
    # The first comparison is cheap, and enough for nearly every row.
    return " OR ".join(
        f"(OLD.{text} <> NEW.{text} AND {words(f'OLD.{text}')} <> {words(f'NEW.{text}')})"
        for text in texts
    )


KEEP = """
INSERT INTO interviews_earlierwording (exchange_id, question, answer, replaced_at, is_shown)
SELECT NEW.id, OLD.question, OLD.answer, {now}, FALSE FROM interviews_interview
WHERE id = NEW.interview_id AND published_at IS NOT NULL
ON CONFLICT DO NOTHING;
"""

# A fixture holds milliseconds, and must find what it wrote.
KEPT_BY = {
    "sqlite": f"""
CREATE TRIGGER "{{name}}" AFTER UPDATE ON interviews_exchange WHEN {differ(sqlite_words)}
BEGIN {KEEP.format(now="strftime('%Y-%m-%d %H:%M:%f', 'now')")} END
""",
    "postgresql": f"""
CREATE FUNCTION "{{name}}"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {differ(postgresql_words)} THEN
        {KEEP.format(now="date_trunc('milliseconds', clock_timestamp())")}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "{{name}}" AFTER UPDATE ON interviews_exchange
FOR EACH ROW EXECUTE FUNCTION "{{name}}"()
""",
}
