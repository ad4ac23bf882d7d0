from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.search.folding import (
    beginning_of,
    fold,
    folded_in_place,
    letters_with_accents,
    stem,
    words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МОСКВА", "москва"),
        ("Ёлка", "елка"),
        ("café", "CAFE"),
        ("Йод", unicodedata.normalize("NFD", "йод")),
        ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
        ("Ӯзбекистон", "узбекистон"),
        ("Việt", "viet"),
    ],
)
def test_case_accents_and_the_form_of_unicode_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_that_only_look_alike_stay_apart() -> None:
    assert fold("Москва") != fold("Mocквa")
    assert fold("ł") != fold("l")


def test_english_endings_make_no_difference_and_others_are_left() -> None:
    assert stem("policies") == stem("policy")
    assert stem("as") == "as"
    assert stem("политики") == "политики"
    assert stem("x" * 65) == "x" * 65


def test_words_are_runs_of_letters_digits_and_the_marks_on_them() -> None:
    text = "Tajik-Afghan 24.04.2024 «Йод» हिन्दी"
    found = [text[word.start : word.end] for word in words(text)]
    assert found == ["Tajik", "Afghan", "24", "04", "2024", "Йод", "हिन्दी"]


def test_every_letter_that_sqlite_leaves_its_accent_is_folded_as_python_does_it() -> None:
    pairs = letters_with_accents()
    assert ("ё", "е") in pairs
    assert all(fold(accented) == fold(letter) for accented, letter in pairs)


@given(st.text() | st.text(alphabet="aé йЁΣςİ\u0301한가-'", max_size=20))
def test_a_text_folded_in_place_is_the_folded_text_sign_by_sign(text: str) -> None:
    folded = folded_in_place(text)
    if folded is not None:
        assert folded == fold(text)
        assert len(folded) == len(text)


@pytest.mark.parametrize("text", ["Policies – «Ёлка», café’s", "Σίσυφος", "Ӯзбекистон", ""])
def test_the_texts_of_a_press_service_are_folded_in_place(text: str) -> None:
    assert folded_in_place(text) == fold(text)


@pytest.mark.parametrize("text", ["cafe\u0301", "हिन्दी", "İ"])
def test_signs_that_would_shift_are_left_to_a_look_at_each_word(text: str) -> None:
    assert folded_in_place(text) is None


ENDINGS = "ational izer abli ousli biliti ization fulness icate ical ement ance ed ing ies y s e"


@given(
    st.text(alphabet="aeioubcdlstz", min_size=1, max_size=6),
    st.lists(st.sampled_from(ENDINGS.split()), max_size=3),
)
def test_every_word_begins_as_the_words_with_its_stem_do(word: str, endings: list[str]) -> None:
    word = "".join([word, *endings])
    assert word.startswith(beginning_of(stem(word)))
