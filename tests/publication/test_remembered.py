from __future__ import annotations

from sys import getsizeof

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.remembered import ENTRY, Remembered

ROOM = 3 * (2 * getsizeof("a") + ENTRY)


def test_what_was_made_is_not_made_again() -> None:
    made: list[str] = []
    shouted = Remembered(lambda text: made.append(text) or text.upper(), ROOM)  # type: ignore[func-returns-value]

    assert [shouted("a"), shouted("a"), shouted("b")] == ["A", "A", "B"]
    assert made == ["a", "b"]


def test_what_came_first_makes_room() -> None:
    shouted = Remembered(str.upper, ROOM)
    for text in "abcd":
        shouted(text)

    assert list(shouted.known) == ["b", "c", "d"]


def test_a_text_that_is_longer_than_all_room_is_made_and_not_kept() -> None:
    shouted = Remembered(str.upper, ROOM)

    assert shouted("a" * ROOM) == "A" * ROOM
    assert (shouted.known, shouted.bytes) == ({}, 0)


@given(st.lists(st.text(max_size=80)))
def test_however_much_is_asked_the_room_is_enough(texts: list[str]) -> None:
    shouted = Remembered(str.upper, ROOM)
    for text in texts:
        assert shouted(text) == text.upper()
        assert 0 <= shouted.bytes <= ROOM
