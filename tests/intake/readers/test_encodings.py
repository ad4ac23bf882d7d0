"""No word is read as another one; what is not certain is refused."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.intake.readers.cyrillic import CYRILLIC
from newsroom.intake.readers.encodings import NO_TEXT, UNCERTAIN, declared_in, decode
from newsroom.intake.source import Refusal

RUSSIAN = "На встрече обсудили вопросы безопасности, её итоги подведут в среду."
WORDS = """
встреча министров прошла сегодня утром столица приняла гостей съезд объявил решение подъезд
участники обсудили вопросы безопасности сотрудничества развития торговли культуры образования
председатель поблагодарил всех журналистов за работу ответил подробно на каждый вопрос ещё раз
""".split()
SENTENCES = {
    "uk": "Міністр зустрівся з журналістами, щоб розповісти про її підсумки й нові дії.",
    "be": "Міністр сустрэўся з журналістамі, каб расказаць пра ўсе вынікі сённяшняй нарады.",
    "bg": "Министърът се срещна с журналистите, за да разкаже за резултатите от събранието.",
}
KAZAKH = "Министр журналистермен кездесіп, бүгінгі жиналыстың қорытындысы туралы айтты."
ELSEWHERE = {
    "cp1252": [
        "Le président a déclaré que la réunion était très utile à tous les élèves.",
        "Der Präsident erklärte, dass die Gespräche über Maßnahmen nützlich wären.",
    ],
    "cp1250": ["Minister oświadczył, że spotkanie było pożyteczne dla wszystkich gości."],
    "gbk": ["部长今天上午会见了各国记者并回答了他们的所有问题。", "联通"],
    "shift_jis": ["大臣は今朝、記者団と会見し、すべての質問に答えました。", "きかそ"],
    "euc_jp": ["大臣は今朝、記者団と会見し、すべての質問に答えました。"],
    "iso2022_jp": ["大臣は今朝、記者団と会見し、すべての質問に答えました。"],
    "euc_kr": ["장관은 오늘 아침 기자들을 만나 모든 질문에 답했습니다."],
    "iso8859-7": ["Ο υπουργός συναντήθηκε σήμερα το πρωί με τους δημοσιογράφους."],
    "cp1255": ["השר נפגש הבוקר עם העיתונאים וענה על כל השאלות שנשאל."],
    "mac_cyrillic": [RUSSIAN, "Министр подвел итоги."],
    "cp850": ["La réunion a été utile à tous.", "La bontà è già città."],
}


def refusal_of(content: bytes, declared: str = "") -> str:
    with pytest.raises(Refusal) as refusal:
        decode(content, declared)
    return str(refusal.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", *CYRILLIC]
)
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN.upper(), f"{RUSSIAN}\r\n«Да» — TV.\r\n"])
def test_one_sentence_is_read_in_every_encoding(encoding: str, text: str) -> None:
    if encoding in {"koi8-r", "koi8-u", "cp866", "iso8859-5"}:
        text = text.translate(str.maketrans("«»—", '""-'))

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", CYRILLIC)
@settings(max_examples=200)
@given(words=st.lists(st.sampled_from(WORDS), min_size=6, max_size=30, unique=True))
def test_any_russian_words_are_read_in_every_encoding(encoding: str, words: list[str]) -> None:
    text = " ".join(words).capitalize() + "."

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_the_letters_of_neighbours_are_right_in_windows_1251(sentence: str) -> None:
    assert decode(sentence.encode("cp1251")) == sentence


def test_ukrainian_is_read_in_its_own_koi8() -> None:
    assert decode(SENTENCES["uk"].encode("koi8-u")) == SENTENCES["uk"]


def test_kazakh_letters_are_not_read_as_macedonian_ones() -> None:
    assert decode(KAZAKH.encode("kz1048")) == KAZAKH


@pytest.mark.parametrize(
    ("encoding", "text"), [(it, text) for it, texts in ELSEWHERE.items() for text in texts]
)
def test_what_is_not_certain_is_refused(encoding: str, text: str) -> None:
    assert refusal_of(text.encode(encoding)) in {UNCERTAIN, NO_TEXT}


def test_random_bytes_are_refused() -> None:
    chance = random.Random(1)

    for _ in range(300):
        content = bytes(chance.randrange(128, 256) for _ in range(chance.randrange(4, 400)))
        assert refusal_of(content) == UNCERTAIN
        assert refusal_of(chance.randbytes(400)) in {UNCERTAIN, NO_TEXT}


@pytest.mark.parametrize("content", [b"\0" * 9, b"a\0\0b", b"\x01\x02 word", b"word \x1b[0m"])
def test_bytes_that_belong_to_no_text_are_refused(content: bytes) -> None:
    assert refusal_of(content) == NO_TEXT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "utf-32-be"])
def test_a_mark_that_the_bytes_do_not_bear_out_is_no_crash(encoding: str) -> None:
    mark = "\ufeff".encode(encoding)[:4]

    assert refusal_of(mark + b"\xff\xdfz") == UNCERTAIN


@pytest.mark.parametrize(
    "text",
    [
        "“Don’t go” — she said… it’s 10\N{NO-BREAK SPACE}000 people.",
        "The minister’s answer—and the last one—was ‘no’.",
    ],
)
def test_signs_that_are_the_same_in_both_windows_encodings_are_read(text: str) -> None:
    assert decode(text.encode("cp1252")) == decode(text.encode("cp1251")) == text


def test_the_end_sign_of_dos_is_no_part_of_the_text() -> None:
    assert decode(f"{RUSSIAN}\x1a".encode("cp866")) == RUSSIAN


@pytest.mark.parametrize(
    ("declared", "text"),
    [("windows-1252", "Café à Genève"), ("ISO-8859-1", "Über “alles”"), ("koi8-r", "Да")],
)
def test_a_declared_charset_is_believed_where_it_fits(declared: str, text: str) -> None:
    encoding = "cp1252" if declared == "ISO-8859-1" else declared

    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "koi8-r", "utf-8", "nonsense", "a\0b", "hex"])
def test_a_declared_charset_that_does_not_fit_is_not_believed(declared: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared) == RUSSIAN


def test_the_charset_of_a_page_is_looked_for_at_its_top() -> None:
    assert declared_in(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_in(b"<meta content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_in(b'<?xml version="1.0" encoding="UTF-8"?>') == "UTF-8"
    assert declared_in(b" " * 5000 + b"charset=koi8-r") == ""


@settings(max_examples=200)
@given(content=st.binary(), declared=st.sampled_from(["", "utf-16", "cp1252", "koi8-r", "zip"]))
def test_any_bytes_are_read_or_refused(content: bytes, declared: str) -> None:
    with suppress(Refusal):
        assert isinstance(decode(content, declared), str)


@settings(max_examples=200)
@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("word", ["на", "На ", "їх", "ў", "«а", "’", "a…"])
def test_long_texts_are_decided(word: str) -> None:
    with suppress(Refusal):
        assert decode(word.encode("cp1251") * 700_000)
