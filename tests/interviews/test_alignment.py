"""Which exchange of a newer text is which stored one."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.alignment import align
from interviews.transcripts import Exchange

RANKS = range(1, 3000)
VOCABULARY = [f"word{rank}" for rank in RANKS]
AS_IN_PROSE = [1 / rank for rank in RANKS]

VISIT = Exchange(
    "You returned from Astana last night. What was agreed there, and what was left open?",
    "We agreed on the calendar of exercises for the autumn and on who pays for the transport. "
    "The host will provide the range and the barracks, as it did two years ago. What we left "
    "open is the number of observers: some of the delegations want to ask their parliaments "
    "first, and nobody pressed them. I expect the answers before the end of the month.",
)
BUDGET = Exchange(
    "Last year the secretariat asked for more money and did not get it. Will you ask again?",
    "No. The accounts of the spring show that we can work with what we have, because two of the "
    "large contracts became cheaper. If prices rise in winter I shall say so openly, and the "
    "council will see the figures at the same moment as the press. I do not like surprises.",
)
PRESS = Exchange(
    "Journalists complain that they learn of meetings only when these are over. Is that so?",
    "It was so, and we have changed it. The calendar is public since March, and whoever wants "
    "to film has to tell us a day before, not a week before. Complaints still come, mostly about "
    "the car park. My colleagues read every one of them and answer within two days.",
)
OKAY = Exchange("Okay.", "Right.")


def prose(number: int, draw: random.Random) -> str:
    return " ".join(draw.choices(VOCABULARY, AS_IN_PROSE, k=number))


def conversation(exchanges: int, seed: int = 1) -> list[Exchange]:
    """Return exchanges as long as those of a real interview."""
    draw = random.Random(seed)
    return [
        Exchange(prose(draw.randint(8, 40), draw), prose(draw.randint(40, 220), draw))
        for _number in range(exchanges)
    ]


def numbered(exchanges: list[Exchange]) -> list[tuple[str, Exchange]]:
    return [(f"k{number}", exchange) for number, exchange in enumerate(exchanges)]


def corrected(exchange: Exchange, place: int = 3) -> Exchange:
    words = exchange.answer.split()
    words[place % len(words)] = "corrected"
    return replace(exchange, answer=" ".join(words))


exchanges = st.builds(
    Exchange,
    *[
        st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij", "kl", "mn", "op"]), max_size=6).map(
            " ".join
        )
    ]
    * 2,
).filter(lambda exchange: exchange.question or exchange.answer)
anything = st.lists(exchanges, max_size=12)


@given(anything, anything)
def test_every_exchange_has_a_place_and_every_key_is_used_at_most_once(
    before: list[Exchange], after: list[Exchange]
) -> None:
    found = align(numbered(before), after)
    used = [key for key in found if key]

    assert len(found) == len(after)
    assert len(used) == len(set(used))
    assert set(used) <= {key for key, _exchange in numbered(before)}


@given(anything)
def test_the_same_text_changes_nothing(before: list[Exchange]) -> None:
    assert align(numbered(before), before) == [key for key, _exchange in numbered(before)]


@given(st.lists(exchanges, max_size=12, unique=True), st.data())
def test_what_is_inserted_deleted_or_moved_leaves_all_other_keys_in_place(
    before: list[Exchange], data: st.DataObject
) -> None:
    stored = numbered(before)
    shuffled = data.draw(st.permutations(stored))
    kept = shuffled[: data.draw(st.integers(0, len(shuffled)))]
    after = [exchange for _key, exchange in kept]
    place = data.draw(st.integers(0, len(after)))
    new = Exchange("Entirely different from whatever else is said?")
    found = align(stored, [*after[:place], new, *after[place:]])

    assert found.pop(place) == ""
    assert found == [key for key, _exchange in kept]


@given(st.integers(0, 29), st.integers(0, 200), st.integers(1, 5))
def test_one_corrected_word_leaves_the_key(exchange: int, word: int, seed: int) -> None:
    before = conversation(30, seed)
    after = list(before)
    after[exchange] = corrected(after[exchange], word)

    assert align(numbered(before), after) == [key for key, _exchange in numbered(before)]


def test_what_moves_and_is_corrected_keeps_its_key() -> None:
    found = align(numbered([VISIT, BUDGET, PRESS]), [corrected(PRESS), VISIT, BUDGET])

    assert found == ["k2", "k0", "k1"]


def test_an_inserted_exchange_gets_no_key() -> None:
    assert align(numbered([VISIT, PRESS]), [VISIT, BUDGET, PRESS]) == ["k0", "", "k1"]


def test_the_key_of_a_removed_exchange_is_given_to_no_other() -> None:
    assert align(numbered([VISIT, BUDGET, PRESS]), [VISIT, PRESS]) == ["k0", "k2"]


def test_an_exchange_in_the_place_of_another_is_a_new_one() -> None:
    assert align(numbered([VISIT, BUDGET]), [VISIT, PRESS]) == ["k0", ""]


def split(exchange: Exchange, after: int, question: str = "And then?") -> list[Exchange]:
    words = exchange.answer.split()
    first = replace(exchange, answer=" ".join(words[:after]))
    return [first, Exchange(question, " ".join(words[after:]))]


@pytest.mark.parametrize(("after", "keeps"), [(45, 0), (5, 1)])
def test_of_a_split_exchange_the_part_with_most_of_its_words_keeps_the_key(
    after: int, keeps: int
) -> None:
    found = align(numbered([BUDGET, VISIT, PRESS]), [BUDGET, *split(VISIT, after), PRESS])

    assert found == ["k0", *[["k1", ""], ["", "k1"]][keeps], "k2"]


def test_of_equal_parts_the_one_with_the_question_keeps_the_key() -> None:
    whole = Exchange("one two three", "four five six seven eight nine ten eleven twelve")
    without = Exchange("And?", "one two three four five six")
    asking = Exchange("one two three", "seven eight nine")

    assert align(numbered([whole]), [without, asking]) == ["", "k0"]


@pytest.mark.parametrize(("merged", "keeps"), [([VISIT, BUDGET], "k0"), ([BUDGET, VISIT], "k1")])
def test_of_merged_exchanges_the_one_that_gives_most_words_keeps_its_key(
    merged: list[Exchange], keeps: str
) -> None:
    first, second = merged
    joined = replace(first, answer=f"{first.answer}\n\n{second.question}\n\n{second.answer}")
    found = align(numbered([*merged, PRESS]), [joined, PRESS])

    assert found == [keeps, "k2"]


def test_of_merged_exchanges_that_give_as_much_the_first_keeps_its_key() -> None:
    first, second = Exchange("a b c?", "d e f."), Exchange("g h i?", "j k l.")
    joined = Exchange("a b c? g h i?", "d e f. j k l.")

    assert align(numbered([first, second]), [joined]) == ["k0"]


def test_equal_exchanges_keep_their_order() -> None:
    before = [VISIT, OKAY, BUDGET, OKAY, PRESS, OKAY]
    found = align(numbered(before), [VISIT, BUDGET, OKAY, PRESS, OKAY])

    assert found == ["k0", "k2", "k3", "k4", "k5"]


def test_equal_exchanges_without_neighbours_are_taken_from_the_first() -> None:
    assert align(numbered([OKAY] * 3), [OKAY] * 2) == ["k0", "k1"]


def test_typography_alone_costs_no_key_however_short_the_exchange() -> None:
    before = [*conversation(200), Exchange("Isn't it?", "- Yes"), Exchange("No?", "Well...")]
    after = [
        Exchange(f"«{it.question}»", it.answer.replace("...", "…").replace("- ", "— "))
        for it in before
    ]

    assert align(numbered(before), after) == [key for key, _it in numbered(before)]


def test_the_same_question_with_another_answer_keeps_the_key() -> None:
    answered = replace(VISIT, answer="Everything was agreed.")
    found = align(numbered([VISIT, BUDGET]), [BUDGET, answered])

    assert found == ["k1", "k0"]


def test_another_name_costs_no_key() -> None:
    assert align(numbered([VISIT]), [replace(VISIT, asked_by="Anna Berg")]) == ["k0"]


def test_a_text_in_a_script_without_blanks_is_compared_by_its_signs() -> None:
    before = Exchange("您如何评价这次访问的结果？", "我们就秋季演习的时间表达成了一致。")
    after = Exchange("您如何评价此次访问的成果？", "我们就秋季演习的日程安排达成了一致。")

    assert align(numbered([before]), [after]) == ["k0"]


@pytest.mark.parametrize("part", [0.05, 0.2, 0.4])
def test_a_text_reworded_by_so_much_keeps_every_key(part: float) -> None:
    draw = random.Random(7)
    before = conversation(242)
    after = [
        Exchange(
            it.question,
            " ".join(
                prose(1, draw) if draw.random() < part else word for word in it.answer.split()
            ),
        )
        for it in before
    ]

    assert align(numbered(before), after) == [key for key, _it in numbered(before)]


def test_242_exchanges_that_all_differ_take_no_second_and_share_no_key() -> None:
    before, after = conversation(242, 1), conversation(242, 2)
    started = time.process_time()
    found = align(numbered(before), after)

    assert time.process_time() - started < 1
    assert found == [""] * 242


def test_2000_exchanges_with_a_few_changes_take_no_second() -> None:
    before = conversation(2000)
    after = [*before[:500], VISIT, *before[500:1200], *before[1201:]]
    after[1800] = corrected(after[1800])
    started = time.process_time()
    found = align(numbered(before), after)

    assert time.process_time() - started < 1
    stored = [key for key, _exchange in numbered(before)]
    assert found == [*stored[:500], "", *stored[500:1200], *stored[1201:]]
