from __future__ import annotations

import unicodedata

import pytest

from newsroom.publication.search.folding import fold, letters_with_accents, stem, words


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
