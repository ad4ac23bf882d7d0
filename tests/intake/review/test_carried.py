"""A document on its way through a form, and back."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.intake.documents import Document, read_document
from newsroom.intake.reading import read_text
from newsroom.intake.review.carried import MOST_PARAGRAPHS, MangledError, dumps, is_too_long, loads

ROW = [1, "A text.", "body", False, "", "", ""]


def document(
    text: str = "24.04.2024\n\nA lead.\n\nQ: Why?\n\nA: Because of “this” & that.",
) -> Document:
    return read_document(read_text(text))


def packed(told: Any) -> str:
    return b64encode(zlib.compress(json.dumps(told).encode())).decode()


def state(**entries: Any) -> dict[str, Any]:
    return {"sections": [[ROW]], "doubts": [], "sure": 1} | entries


def test_a_document_comes_back_as_it_was_sent() -> None:
    assert loads(dumps(document())) == document()


@given(st.text(alphabet=st.sampled_from("QA:— \n\n.?!Яя中\"<&'\\"), min_size=1).map("A{}".format))
def test_any_document_comes_back(text: str) -> None:
    found = document(text)

    assert loads(dumps(found)) == found


def test_a_state_written_by_hand_is_read() -> None:
    assert loads(packed(state())).passages[0].text == "A text."


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        "text",
        state(sections=[]),
        state(sections=[[]]),
        state(sections=[[1]]),
        state(sections=[[[1, "A", "body", False, "", "", "", ""]]]),
        state(sections=[[["1", *ROW[1:]]]]),
        state(sections=[[[True, *ROW[1:]]]]),
        state(sections=[[[10**12, *ROW[1:]]]]),
        state(sections=[[[1, 7, *ROW[2:]]]]),
        state(sections=[[[1, "A", "boss", *ROW[3:]]]]),
        state(sections=[[[1, "A", [], *ROW[3:]]]]),
        state(sections=[[[1, "A", "body", 1, "", "", ""]]]),
        state(sections=[[ROW]] * 301),
        state(sections=[[ROW] * (MOST_PARAGRAPHS + 1)]),
        state(doubts=[[1]]),
        state(doubts=[[1, None]]),
        state(doubts=7),
        state(sure=2),
        state(sure="sure"),
        state(sure=None),
        state(sections=[[ROW] * 1_000_000]),
    ],
)
def test_what_has_another_form_is_refused(told: Any) -> None:
    with pytest.raises(MangledError):
        loads(packed(told))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "§",
        "AAAA",
        dumps(document())[:-8],
        b64encode(zlib.compress(b"[" * 200_000)).decode(),
        b64encode(zlib.compress(b" " * 200_000_000)).decode(),
        b64encode(zlib.compress(b"\xff\xfe")).decode(),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(text: str) -> None:
    with pytest.raises(MangledError):
        loads(text)


def test_signs_that_no_base_can_keep_are_taken_out() -> None:
    row = [1, "A\0B\ud800", "body", False, "C\0", "", ""]
    (passage,) = loads(packed(state(sections=[[row]]))).passages

    assert (passage.text, passage.speaker) == ("AB", "C")


def test_a_document_can_have_more_than_a_page_shows() -> None:
    assert is_too_long(document("A word.\n\n" * (MOST_PARAGRAPHS + 1)))
    assert is_too_long(document("24.04.2024\n\nA text.\n\n" * 301))
    assert not is_too_long(document())
