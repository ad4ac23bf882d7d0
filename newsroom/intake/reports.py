"""What `import_document` prints about a document: as a table to read, or as JSON to process."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from newsroom.intake.documents import INTERVIEW, NEWS_ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.intake.documents import Document, Draft
    from newsroom.intake.outcomes import Stored

LONGEST, MOST_LINES = 60, 10


def as_json(name: str, document: Document | None, refusal: str = "") -> str:
    """Return all that was read from a file, on one line; a refused one has nothing but why."""
    told: dict[str, Any] = {
        "file": name,
        "publications": [fields_of(it) for it in document.publications] if document else [],
        "left_out": [it._asdict() for it in document.left_out] if document else [],
        "warnings": [it._asdict() for it in document.doubts] if document else [],
        "turns": document.turns if document else 0,
        "questions": document.questions if document else 0,
    }
    if refusal:
        told["refused"] = refusal
    return json.dumps(told, ensure_ascii=False)


def fields_of(draft: Draft) -> dict[str, Any]:
    """Return a publication in the words of the models; a date as in 2024-04-24."""
    return {
        "kind": draft.kind,
        "headline": draft.headline,
        "date": draft.date and draft.date.isoformat(),
        "lead": draft.lead,
        "body" if draft.kind == NEWS_ITEM else "preamble": draft.text,
        "outlet": draft.outlet,
        "interviewee": draft.interviewee,
        "exchanges": [
            {
                "question": it.question,
                "answer": it.answer,
                "asked_by": it.asked_by,
                "answered_by": it.answered_by,
            }
            for it in draft.exchanges
        ],
    }


def as_table(name: str, document: Document, stored: Sequence[Stored]) -> Iterator[str]:
    """Tell in lines what a file holds, what became of it, and what a person should look at."""
    yield name
    outcomes: list[Stored | None] = [*stored, *[None] * len(document.publications)]
    for draft, done in zip(document.publications, outcomes, strict=False):
        date = f"{draft.date:%d.%m.%Y}" if draft.date else "no date   "
        size = f"{len(draft.exchanges):4} exchanges" if draft.kind == INTERVIEW else " " * 14
        outcome = f"{done.outcome} {done.changes}".rstrip() if done else ""
        words = draft.headline or draft.lead or draft.text
        yield f"  {draft.kind:9}  {date}  {short(words):{LONGEST}}{size}  {outcome}".rstrip()
    yield from left_out_lines(document)
    for doubt in document.doubts:
        yield f"  look at    line {doubt.line:<5} {doubt.text}"
    if document.turns:
        yield f"  {document.turns} turns, {document.questions} questions; {in_words(document.sure)}"


def left_out_lines(document: Document) -> Iterator[str]:
    """Tell what was left out; of a long list the first, and how many more for which reason."""
    left_out = document.left_out
    for left in left_out[:MOST_LINES]:
        yield f"  left out   line {left.line:<5} {short(left.text)} ({left.why})"
    rest = Counter(it.why for it in left_out[MOST_LINES:])
    if rest:
        reasons = ", ".join(f"{number} {why}" for why, number in rest.most_common())
        yield f"  left out   {rest.total()} more ({reasons}); --json shows each"


def closing(documents: Sequence[Document], stored: Iterable[Stored]) -> str:
    """Return the last line: what was done with everything."""
    count = Counter(str(it.outcome) for it in stored)
    parts = [f"{count[outcome]} {outcome}" for outcome in ("created", "changed", "unchanged")]
    left_out = sum(len(it.left_out) for it in documents)
    doubts = sum(len(it.doubts) for it in documents)
    files = "1 file" if len(documents) == 1 else f"{len(documents)} files"
    return f"{files}: {', '.join(parts)}; {left_out} left out, {doubts} doubtful."


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def in_words(sure: float) -> str:
    """Say how sure the reading of the turns is."""
    steps = ((0.9, "the turns are certain"), (0.7, "the turns are probable"))
    said = next((words for least, words in steps if sure >= least), "the turns are doubtful")
    return f"{said} ({sure:.0%})"
