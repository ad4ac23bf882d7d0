from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from newsroom.editing.contents import Content, Part
from newsroom.editing.merging import DELETION, ORDER, Clash, following, merge


def content(lead: str = "", **parts: str) -> Content:
    return Content({"lead": lead}, tuple(Part(key, {"answer": it}) for key, it in parts.items()))


LEAD = "The council met in Moscow on Monday and agreed on the calendar of the year."


def test_changes_to_different_words_of_a_text_are_both_kept() -> None:
    mine = content(LEAD.replace("Moscow", "Minsk"))
    theirs = content(LEAD.replace("the calendar", "a calendar"))

    merged = merge(content(LEAD), mine, theirs)

    assert merged.content.texts["lead"] == (
        "The council met in Minsk on Monday and agreed on a calendar of the year."
    )
    assert merged.clashes == ()


def test_two_wordings_of_the_same_place_clash_and_mine_stands() -> None:
    mine, theirs = LEAD.replace("Moscow", "Minsk"), LEAD.replace("Moscow", "Yerevan")

    merged = merge(content(LEAD), content(mine), content(theirs))

    assert merged.content.texts["lead"] == mine
    assert merged.clashes == (Clash("", "lead", LEAD, mine, theirs),)


def test_what_only_one_side_added_or_deleted_is_taken_over() -> None:
    base = content(q1="One.", q2="Two.")

    merged = merge(
        base, content(q1="One.", q2="Two.", q3="Mine."), content(q2="Two.", q4="Theirs.")
    )

    assert merged.content == content(q2="Two.", q3="Mine.", q4="Theirs.")
    assert merged.clashes == ()


def test_what_one_side_deleted_and_the_other_changed_stays_and_is_told() -> None:
    base, changed = content(q1="One."), content(q1="One and a half.")

    for mine, theirs in ((changed, content()), (content(), changed)):
        merged = merge(base, mine, theirs)
        assert merged.content == changed
        assert [clash.name for clash in merged.clashes] == [DELETION]


def test_the_order_of_the_side_that_moved_a_part_holds() -> None:
    base = content(q1="One.", q2="Two.")
    moved = content(q2="Two.", q1="One.")

    assert merge(base, moved, base).content == moved
    assert merge(base, base, moved).content == moved
    assert not merge(base, moved, moved).clashes


def test_two_orders_clash() -> None:
    base = content(q1="One.", q2="Two.", q3="Three.")
    mine = content(q2="Two.", q1="One.", q3="Three.")
    theirs = content(q1="One.", q3="Three.", q2="Two.")

    merged = merge(base, mine, theirs)

    assert merged.content == mine
    assert [clash.name for clash in merged.clashes] == [ORDER]


texts = st.lists(st.sampled_from("a b c d e".split()), max_size=8).map(" ".join)
contents = st.builds(
    lambda lead, parts: content(lead, **parts),
    texts,
    st.dictionaries(st.sampled_from("q1 q2 q3 q4".split()), texts, max_size=4),
)


@given(contents, contents)
def test_one_side_alone_is_taken_as_it_is(base: Content, newer: Content) -> None:
    assert merge(base, newer, base) == merge(base, base, newer)
    assert merge(base, newer, base).content == newer
    assert merge(base, newer, newer).content == newer
    assert not merge(base, newer, newer).clashes


@given(contents, contents, contents)
def test_no_part_that_somebody_wrote_is_lost(base: Content, mine: Content, theirs: Content) -> None:
    merged = merge(base, mine, theirs)

    keys = set(merged.content.keys)
    assert len(keys) == len(merged.content.keys)
    before = {part.key: part for part in base.parts}
    written = [part for part in (*mine.parts, *theirs.parts) if before.get(part.key) != part]
    assert {part.key for part in written} <= keys


def words_of(content: Content) -> dict[str, Counter[str]]:
    """Return the words of each text, by the part that it belongs to."""
    own = {"": content.texts["lead"]} | {part.key: part.texts["answer"] for part in content.parts}
    return {key: Counter(text.split()) for key, text in own.items()}


@given(contents, contents, contents)
def test_no_word_that_somebody_wrote_is_lost(base: Content, mine: Content, theirs: Content) -> None:
    merged = merge(base, mine, theirs)
    kept, before, nothing = words_of(merged.content), words_of(base), Counter[str]()
    told: dict[str, Counter[str]] = {}
    for clash in merged.clashes:
        told.setdefault(clash.key, nothing)
        told[clash.key] |= Counter(clash.mine.split()) | Counter(clash.theirs.split())

    for side in (mine, theirs):
        for key, written in words_of(side).items():
            added = written - before.get(key, nothing)
            assert added <= kept.get(key, nothing) | told.get(key, nothing)


@given(contents, contents, contents)
def test_neither_side_is_favoured_but_where_they_clash(
    base: Content, mine: Content, theirs: Content
) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert {clash.key for clash in one.clashes} == {clash.key for clash in other.clashes}
    if not one.clashes:
        assert words_of(one.content) == words_of(other.content)


@given(st.permutations("abcd"), st.permutations("abcdef"))
def test_each_key_follows_what_it_followed(first: list[str], second: list[str]) -> None:
    order = following(first, second)

    assert [key for key in order if key in first] == first
    assert sorted(order) == sorted(set(first) | set(second))
