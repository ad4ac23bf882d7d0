"""What changed in the wording of a text."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.wording import AROUND, Kind, Piece, differences, shortened, words

SAME, GONE, ADDED = Kind

texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["a", "b", "c d", "e.\n\n", " ", "\n", "北京", "слово "])).map(
        " ".join
    ),
)


def marked(old: str, new: str) -> str:
    """Return the differences in one line: [gone] and {added}."""
    signs = {SAME: "%s", GONE: "[%s]", ADDED: "{%s}"}
    return "".join(signs[piece.kind] % piece.text for piece in differences(old, new))


def kept(pieces: list[Piece], kind: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in {SAME, kind})


@given(texts, texts)
def test_no_sign_of_either_text_is_lost(old: str, new: str) -> None:
    pieces = differences(old, new)

    assert kept(pieces, GONE) == old
    assert kept(pieces, ADDED) == new
    assert all(piece.text for piece in pieces)


@given(texts)
def test_the_words_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ([Piece(SAME, text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("We agreed in Minsk.", "We agreed in Moscow.", "We agreed in [Minsk.]{Moscow.}"),
        ("We agreed.", "We agreed. All of us.", "We agreed.{ All of us.}"),
        ("All of us agreed.", "We agreed.", "[All of us ]{We }agreed."),
        ("First.\n\nSecond.", "First. Second.", "First.[\n\n]{ }Second."),
        ("", "New.", "{New.}"),
        ("Old.", "", "[Old.]"),
        ("北京是中国的首都。", "北京是我国的首都。", "北京是[中]{我}国的首都。"),
    ],
)
def test_words_that_went_and_came_are_told(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def test_a_word_that_stays_between_two_changes_is_read_as_part_of_them() -> None:
    old, new = "It was said in the hall that day.", "It was told in a hall that day."

    assert marked(old, new) == "It was [said in the ]{told in a }hall that day."


def test_changes_far_from_one_another_stay_apart() -> None:
    old = "The visit began on Monday and, as had been agreed before, ended on Friday."
    new = old.replace("Monday", "Tuesday").replace("Friday", "Saturday")

    assert marked(old, new) == (
        "The visit began on [Monday ]{Tuesday }and, as had been agreed before, "
        "ended on [Friday.]{Saturday.}"
    )


def test_what_stays_is_shortened_around_the_changes() -> None:
    numbers = " ".join(map(str, range(100)))
    start, gone, added, end = shortened(
        differences(f"{numbers} old {numbers}", f"{numbers} new {numbers}")
    )

    assert start.text == "… " + "".join(f"{number} " for number in range(100 - AROUND, 100))
    assert (gone, added) == (Piece(GONE, "old "), Piece(ADDED, "new "))
    assert end.text == "".join(f"{number} " for number in range(AROUND)) + "… "


def test_between_two_changes_both_ends_of_what_stays_are_shown() -> None:
    numbers = " ".join(map(str, range(100)))
    middle = shortened(differences(f"a {numbers} b", f"c {numbers} d"))[2].text

    assert middle.startswith("0 1 2")
    assert " … " in middle
    assert middle.endswith("98 99 ")


def test_a_short_stretch_is_left_whole() -> None:
    pieces = differences("One old word.", "One new word.")

    assert shortened(pieces) == pieces


def prose(number: int, seed: int, every: int = 100) -> str:
    """Return so many words, of which some are as common as in a real text, in paragraphs."""
    draw = random.Random(seed)
    vocabulary = [f"word{rank}" for rank in range(1, 5000)]
    drawn = draw.choices(vocabulary, [1 / rank for rank in range(1, 5000)], k=number)
    return " ".join(
        word + ("\n\n" if place % every == 0 else "") for place, word in enumerate(drawn, 1)
    )


@pytest.mark.parametrize("every", [100, 1_000_000])
def test_two_texts_of_a_hundred_thousand_words_take_no_two_seconds(every: int) -> None:
    old, new = prose(100_000, 1, every), prose(100_000, 2, every)
    started = time.process_time()
    pieces = differences(old, new)

    assert time.process_time() - started < 2
    assert kept(pieces, GONE) == old
    assert kept(pieces, ADDED) == new


def test_a_few_corrections_in_a_very_long_text_are_told_word_by_word() -> None:
    old = prose(100_000, 1)
    corrected = old.split(" ")
    for place in (10, 50_000, 99_990):
        corrected[place] = "corrected"
    told = [piece for piece in differences(old, " ".join(corrected)) if piece.kind == ADDED]

    assert [piece.text.strip() for piece in told] == ["corrected"] * 3
