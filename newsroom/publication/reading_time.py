"""
How long a publication takes to read.

At 220 words a minute: adults read English text silently at 238 on average, most between 175
and 300 (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047), and a press release is
no light reading. Scripts without spaces between words are counted by characters, of which
a minute holds about 400.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.publication.markup import number_of_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORDS, CHARACTERS = 220, 400
"""What is read in one minute, by words and by characters."""

WITHOUT_SPACES = re.compile(
    "["
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "]"
)

OTHERS = bytes({*range(256)} - {0xE0, 0xE1, *range(0xE3, 0xEA), 0xEF, 0xF0})
"""The bytes of UTF-8 with which no sign of these scripts begins: to leave them out is no search."""


def minutes(texts: Iterable[str], words_in: Callable[[str], int] = number_of_words) -> int:
    """
    Return the minutes that the texts take, to the nearest; 0 for less than one minute.

    Who has counted their words before hands on how to get at the numbers.
    """
    taken = sum([_of_one(text, words_in) for text in texts])
    return int(taken + 0.5) if taken >= 1 else 0


def _of_one(text: str, words_in: Callable[[str], int]) -> float:
    characters = 0
    if not text.isascii() and text.encode(errors="surrogatepass").translate(None, OTHERS):
        text, characters = WITHOUT_SPACES.subn(" ", text)
    return words_in(text) / WORDS + characters / CHARACTERS
