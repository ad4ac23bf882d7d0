"""
Cyrillic texts of one byte a letter, told apart by the pairs of letters that words are made of.

Pure Python. Russian, Ukrainian, Belarusian, Bulgarian and Kazakh are known; a text that is none of
them with certainty is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5")
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")

PAIRS = frozenset(
    first + second
    for first, *following in re.findall(
        r"\w+",
        """
абвгдежзйклмнпрстуцчшяєўғқң бавеилоруъыіұ вавеилнорсуъыьяі гаеиоруэі даезилноруъыі
евгдезйклмнрстцшщё жаеино забвгдеимнотьі ибвдезийклмнопрстфхцчюя йлност каеилотуі
лагдежилмноуыьюяіғ мавеиоуыяіә нагдеиностуыьяі обвгдежзйклмнпрстчшўқ паеиоруэ радежилмнотуыэяі
савеиклопстуъыьяіө тавеинопрстуыьэіү убвдейкмнпстшщю фаиор хо цаеицыьі чаеитыэ шаеитыі щеиоё ъвдер
ыбдезйлмнрстхцяғқң ьзйкмнстё элнтў ючщ ябдзкнтц ёнт івдзйклмнрстцчң ўн ғаы қаотыұ ңді ұлпр әнр өзш
""",
    )
    for second in following
)
ENOUGH = 8
"""Pairs of letters, about one clause, below which nothing is decided."""

WORDS = re.compile(r"[^\W\d_a-z]+")
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя")
BELARUSIAN = RUSSIAN | set("іў")
KAZAKH = RUSSIAN | set("әғқңөұүһі")
CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
NO_WORD = re.compile(rf"[{CONSONANTS}][ўї]|[а-яёіїєў][‰±†‡¦§µ¶„‚‹¤][а-яёіїєў]|[„‚]\s")
# Mac OS Cyrillic differs from Windows 1251 in its capitals and in one small letter.
MAC_LETTERS = re.compile("[а-ю]Я")
MAC_CAPITALS = re.compile(r"(?<!\w)[‚„…†‡€‰‹‘’“”•–—][а-яёіїєґ]")
# Greek capitals fall on those of the first half of the alphabet alone.
LATE_LETTERS = re.compile("[ъыьэюяёіїєЪЫЬЭЮЯ]")
CAPITALISED = re.compile(r"\b[А-ЯЁІЇЄЎ][а-яёіїєўґ]+\b")

QUOTES = "–—…‘’“”„‚«»‹›•\xa0"
SIGNS = "†‡‰™¤¦§©¬\xad®°±µ¶·"


def in_cyrillic(content: bytes) -> str:
    """Return the text in the one encoding that makes words of it, or nothing."""
    pairs = Counter(pairwise(content))
    # Kazakh has no encoding of its own unless the letters of the others do not fit.
    for encodings in (CYRILLIC, ("kz1048",)):
        likely = [it for it in encodings if Evidence.of(pairs, it).convinces()]
        texts = {text for it in likely if (text := eastern(content, it))}
        if texts:
            return texts.pop() if len(texts) == 1 else ""
    return ""


def decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def eastern(content: bytes, encoding: str) -> str:
    text = decoded(content, encoding)
    if not text or UNSEEN.search(text) or not has_eastern_words(text, encoding):
        return ""
    likely = LATE_LETTERS.search(text) or CAPITALISED.search(text)
    return text if likely and not is_of_a_macintosh(text) else ""


def has_eastern_words(text: str, encoding: str) -> bool:
    """Whether the letters that Russian lacks stand in words of a language that has them."""
    text = text.lower()
    if NO_WORD.search(text):
        return False
    words = {word for word in set(WORDS.findall(text)) if not RUSSIAN.issuperset(word)}
    words = {word for word in words if any(map(is_cyrillic, word))}
    if encoding == "kz1048":
        told = re.search("[а-яіғүұөә][қң]", text) and re.search("[ыі]", text)
        return bool(told) and all(map(KAZAKH.issuperset, words))
    return all(UKRAINIAN.issuperset(word) or BELARUSIAN.issuperset(word) for word in words)


def is_of_a_macintosh(text: str) -> bool:
    letters = "я" not in text and MAC_LETTERS.search(text)
    capitals = MAC_CAPITALS.search(text) and not CAPITALISED.search(text)
    return bool(letters or capitals) or text.count("ґ") > text.count("і") + 1


@dataclass
class Evidence:
    """How often neighbours in a text are what they are in Cyrillic texts, or never are."""

    pairs: int = 0
    known: int = 0
    large: int = 0
    small: int = 0
    turned: int = 0
    mixed: int = 0
    strange: int = 0

    @classmethod
    def of(cls, pairs: Counter[tuple[int, int]], encoding: str) -> Evidence:
        signs = bytes(range(256)).decode(encoding, "replace")
        evidence = cls()
        for (first, second), count in pairs.items():
            evidence.count(signs[first], signs[second], count)
        return evidence

    def count(self, first: str, second: str, count: int) -> None:
        letters = is_cyrillic(first) + is_cyrillic(second)
        self.large += count * (is_cyrillic(first) and first.isupper())
        if letters == 2:  # noqa: PLR2004
            self.pairs += count
            self.known += count * ((first + second).lower() in PAIRS)
            self.small += count * second.islower()
            self.turned += count * (first.islower() and second.isupper())
        elif letters == 1:
            other = second if is_cyrillic(first) else first
            self.mixed += count * other.isalpha()
            self.strange += count * (other > "~" and other not in QUOTES + SIGNS + "№€")

    def convinces(self) -> bool:
        # Scripts without capitals look like a text without small letters, or without others.
        is_usual = self.large > 0 and self.pairs <= 5 * self.small
        enough, known = (ENOUGH, 0.65) if is_usual else (3 * ENOUGH, 0.85)
        return self.pairs >= enough and self.known >= known * self.pairs and self.is_clean()

    def allows(self) -> bool:
        return self.known >= 0.4 * self.pairs and self.is_clean()

    def is_clean(self) -> bool:
        mixed = self.mixed <= max(1, 0.03 * self.pairs)
        return mixed and max(self.turned, 2 * self.strange) <= 0.05 * self.pairs


def is_cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u052f"
