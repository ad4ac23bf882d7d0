from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsroom.intake.reports import as_json, as_table, closing

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.intake.documents import Document

    Read = Callable[[str], Document]

TEXT = "Interview with Jo\n\n12.03.2024\n\nGo back\n\nQ (BBC): When?\n\nQ: Where?\n\nA: Here."


def test_json_tells_everything_in_the_words_of_the_models(document: Read) -> None:
    assert json.loads(as_json("a.txt", document(TEXT))) == {
        "file": "a.txt",
        "publications": [
            {
                "kind": "interview",
                "headline": "Interview with Jo",
                "date": "2024-03-12",
                "lead": "",
                "preamble": "",
                "outlet": "",
                "interviewee": "Jo",
                "exchanges": [
                    {
                        "question": "When?\n\nWhere?",
                        "answer": "Here.",
                        "asked_by": "BBC",
                        "answered_by": "",
                    }
                ],
            }
        ],
        "left_out": [{"line": 5, "text": "Go back", "why": "navigation"}],
        "warnings": [
            {"line": 9, "text": "Two questions running: they are joined into one."},
        ],
        "turns": 3,
        "questions": 2,
    }


def test_json_of_a_news_item_has_a_body_and_no_preamble(document: Read) -> None:
    (item,) = json.loads(as_json("a", document("It rained.\n\nIt poured.")))["publications"]
    assert (item["kind"], item["date"], item["body"]) == ("news item", None, "It poured.")
    assert "preamble" not in item


def test_json_of_a_refused_file_says_why() -> None:
    told = json.loads(as_json("a.pdf", None, "It cannot be read."))
    assert (told["refused"], told["publications"], told["turns"]) == ("It cannot be read.", [], 0)


def test_the_table_can_be_read(document: Read) -> None:
    lines = list(as_table("a.txt", document(TEXT), ()))
    assert lines[0] == "a.txt"
    assert lines[1].split() == "interview 12.03.2024 Interview with Jo 1 exchanges".split()
    assert lines[2:4] == [
        "  left out   line 5     Go back (navigation)",
        "  look at    line 9     Two questions running: they are joined into one.",
    ]
    assert lines[4].startswith("  3 turns, 2 questions; the turns are ")


def test_a_long_list_of_what_is_left_out_is_shortened(document: Read) -> None:
    lines = list(as_table("a", document("It rained.\n\n" + "Go back\n\n" * 30 + "END"), ()))
    assert sum("left out" in line for line in lines) == 11
    assert lines[-2] == "  left out   21 more (20 navigation, 1 end sign); --json shows each"


def test_the_closing_line_counts(document: Read) -> None:
    line = closing([document(TEXT), document("It rained.")], [])
    assert line == "2 files: 0 created, 0 changed, 0 unchanged; 1 left out, 2 doubtful."
