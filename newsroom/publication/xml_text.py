"""Text that XML can hold."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of surrogate pairs, U+FFFE and U+FFFF: no escape makes them legal."""


def clean(text: str) -> str:
    """Return the text without what is no Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets)."""
    return NOT_IN_XML.sub("", text)
