"""Which part of a newer content is which of an older one."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsroom.editing.contents import Content, Part
from newsroom.editing.pairing import State, longest_increasing, pairs

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def content(*parts: str) -> Content:
    """Return parts, each told as its key and what it says: "a" or "a: changed"."""
    return Content({}, tuple(Part(it[0], {"text": it}) for it in parts))


def moved(old: str, new: str) -> str:
    return "".join(pair.after.key for pair in pairs(content(*old), content(*new)) if pair.moved)  # type: ignore[union-attr]


def test_what_moves_may_be_changed_as_well() -> None:
    found = pairs(content("a", "b", "c"), content("c: changed", "a", "b"))

    assert [(it.state, it.moved, it.was, it.now) for it in found] == [
        (State.CHANGED, True, 3, 1),
        (State.UNCHANGED, False, 1, 2),
        (State.UNCHANGED, False, 2, 3),
    ]


def test_what_comes_and_what_goes_moves_nothing() -> None:
    found = pairs(content("a", "b", "c"), content("x", "a", "y", "c"))

    assert [(it.state, it.was, it.now) for it in found] == [
        (State.REMOVED, 2, 0),
        (State.NEW, 0, 1),
        (State.UNCHANGED, 1, 2),
        (State.NEW, 0, 3),
        (State.UNCHANGED, 3, 4),
    ]
    assert not any(it.moved for it in found)


def test_as_few_as_can_be_have_moved() -> None:
    # The longest run that stays together is "fgh", but more than that stay in order.
    assert moved("abcdefgh", "afbgchde") == "fgh"
    assert moved("abcde", "eabcd") == "e"
    assert moved("ab", "ba") == "b"


@given(KEYS, KEYS)
def test_every_part_is_told_once_and_what_has_not_moved_is_in_order(
    old: list[str], new: list[str]
) -> None:
    found = pairs(content(*old), content(*new))

    assert [it.after.key for it in found if it.after] == new
    assert sorted(it.before.key for it in found if it.before) == sorted(old)
    assert all(it.before.key == it.after.key for it in found if it.before and it.after)
    in_order = [it.was for it in found if it.before and it.after and not it.moved]
    assert in_order == sorted(in_order)


@given(KEYS)
def test_the_same_content_differs_in_nothing(keys: list[str]) -> None:
    assert not any(it.differs for it in pairs(content(*keys), content(*keys)))


@given(st.lists(st.integers(), unique=True, max_size=8))
def test_most_of_what_increases_is_found_in_order(numbers: list[int]) -> None:
    found = longest_increasing(list(enumerate(numbers)))
    increasing = [
        chosen
        for size in range(len(numbers) + 1)
        for chosen in combinations(enumerate(numbers), size)
        if all(one < other for (_place, one), (_, other) in pairwise(chosen))
    ]

    assert tuple(found) in increasing
    assert len(found) == len(increasing[-1])
