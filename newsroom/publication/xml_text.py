"""Text that XML can hold."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of surrogate pairs, U+FFFE and U+FFFF: no escape makes them legal."""

CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))


def clean(text: str) -> str:
    """Return the text without what is no Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets)."""
    return text if is_clean(text) else NOT_IN_XML.sub("", text)


def is_clean(text: str) -> bool:
    """Whether XML can hold all of the text, as it nearly always can; told three times as fast."""
    try:
        written = text.encode()
    except UnicodeEncodeError:
        return False
    has_controls = len(written.translate(None, CONTROLS)) != len(written)
    return not has_controls and "\ufffe" not in text and "\uffff" not in text


def escaped(text: str) -> str:
    """Return the text as it stands between tags."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def element(name: str, text: str, attributes: str = "") -> str:
    """Return an element; its `attributes` come as they are written, a blank before each."""
    if not text:
        return f"<{name}{attributes}/>"
    return f"<{name}{attributes}>{escaped(text)}</{name}>"
