"""Where two people have changed the same, the other's words taken instead. Pure Python."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.editing.contents import Content, Part
from newsroom.editing.merging import DELETION, ORDER, following

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def take_theirs(ticked: Iterable[str], mine: Content, theirs: Content) -> Content:
    """
    Return my content, but theirs in the places that are named, `key:field` each.

    The key is empty for the publication's own fields; instead of a field stands ORDER or
    DELETION, as in a clash. What names no such place is passed over.
    """
    texts = {part.key: part.texts for part in theirs.parts} | {"": theirs.texts}
    for place in ticked:
        key, _colon, name = place.partition(":")
        if name == ORDER:
            keys = following([it for it in theirs.keys if it in mine.keys], mine.keys)
            mine = in_order(mine, keys)
        elif name == DELETION and key not in theirs.keys:
            mine = replace(mine, parts=tuple(it for it in mine.parts if it.key != key))
        elif name in texts.get(key, {}):
            mine = with_text(mine, key, name, texts[key][name])
    return mine


def in_order(content: Content, keys: Sequence[str]) -> Content:
    parts = {part.key: part for part in content.parts}
    return replace(content, parts=tuple(parts[key] for key in keys))


def with_text(content: Content, key: str, name: str, text: str) -> Content:
    """Return the content with another text in one field, of its own or of a part."""
    if not key:
        return replace(content, texts={**content.texts, name: text})
    parts = (
        Part(it.key, {**it.texts, name: text}) if it.key == key else it for it in content.parts
    )
    return replace(content, parts=tuple(parts))
