from __future__ import annotations

from interviews.marks.labels import Side
from interviews.marks.speakers import People, Spoken, sides


def test_whoever_speaks_briefly_and_asks_asks() -> None:
    spoken = [Spoken("berg", 60, True), Spoken("hill", 400, False)] * 3
    assert sides(spoken, {}, "") == {"berg": Side.ASKS, "hill": Side.ANSWERS}


def test_remarks_without_a_question_mark_are_asked_by_who_begins() -> None:
    spoken = [Spoken("berg", 40, False), Spoken("hill", 300, True)] * 3
    assert sides(spoken, {}, "")["berg"] == Side.ASKS


def test_whom_the_headline_names_answers() -> None:
    spoken = [Spoken("anna berg", 40, True), Spoken("jo hill", 300, False)] * 2
    assert sides(spoken, {}, "Anna Berg")["anna berg"] == Side.ANSWERS


def test_many_ask_and_one_answers() -> None:
    spoken = []
    for outlet in ("afp", "bbc", "tass"):
        spoken += [Spoken(outlet, 60, True), Spoken("hill", 300, False)]
    found = sides(spoken, {}, "")
    assert [key for key, side in found.items() if side == Side.ANSWERS] == ["hill"]


def test_where_the_document_says_who_asks_all_others_answer() -> None:
    spoken = [Spoken("-asks", 50, True), Spoken("berg", 90, True), Spoken("hill", 9, False)]
    found = sides(spoken, {"-asks": Side.ASKS}, "")
    assert found["berg"] == found["hill"] == Side.ANSWERS


def test_nobody_speaks_in_an_empty_text() -> None:
    assert sides([], {}, "Anna Berg") == {}


def test_a_person_is_known_by_the_last_name() -> None:
    assert "ms. berg" in People(["anna berg"])
    assert "president of the council anna berg" in People(["berg"])
    assert "anna berg" not in People(["anna hill"])
    assert "" not in People(["anna hill", ""])
