"""Runs of combining signs, of which a text can hold so many that to sort them takes hours."""

from __future__ import annotations

import re
import unicodedata

MOST = 30
"""Combining signs running in Stream-Safe Text (Unicode Standard Annex #15, section 13)."""

JOINER = "\N{COMBINING GRAPHEME JOINER}"
LONG_RUN = re.compile(r"[^\w\s\x00-\u02ff]{31,}")


def stream_safe(text: str) -> str:
    """Return the text with a joiner, which is not seen, after every 30 combining signs running."""
    return LONG_RUN.sub(parted, text)


def parted(found: re.Match[str]) -> str:
    count, signs = 0, list[str]()
    for sign in found[0]:
        count = count + 1 if unicodedata.combining(sign) else 0
        if count > MOST:
            signs.append(JOINER)
            count = 1
        signs.append(sign)
    return "".join(signs)
