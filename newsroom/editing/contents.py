"""
What editors write of a publication, as one value: to be compared, merged, kept and put back.

Pure Python. Every text stands as it is stored, a date in ISO form. The moment of release is
no part of it: it changes by the moves alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Part:
    """A part with a life of its own, an exchange say, known by a key that it keeps."""

    key: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    texts: Mapping[str, str] = field(default_factory=dict)
    """The fields of the publication by their names, in the order of the form."""
    parts: tuple[Part, ...] = ()
    """In the order of reading."""

    @property
    def digest(self) -> str:
        """Another one as soon as a word, a key or the order is."""
        told = json.dumps(self.as_json(), sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(part.key for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        parts = [{"key": part.key, "texts": dict(part.texts)} for part in self.parts]
        return {"texts": dict(self.texts), "parts": parts}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """Return the content that `as_json` told."""
        parts = tuple(Part(part["key"], part["texts"]) for part in told["parts"])
        return cls(told["texts"], parts)
