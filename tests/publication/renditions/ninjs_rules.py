"""
The rules of IPTC ninjs 3.2 for what a press service tells, in our own words.

After https://iptc.org/std/ninjs/ninjs-schema_3.2.json: which properties there are, of which
type, and that there are no others.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, TypeAlias
from urllib.parse import urlsplit

Rule: TypeAlias = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_uri(value: Any) -> bool:
    """Whether it is a URI (RFC 3986): a scheme, ASCII, none of the signs that must be escaped."""
    plain = is_text(value) and value.isascii() and not set(value) & set(' "<>\\^`{|}')
    return plain and value.isprintable() and bool(urlsplit(value).scheme)


def is_moment(value: Any) -> bool:
    """Whether it is a date-time of RFC 3339: to the second, with its offset."""
    return "T" in value and datetime.datetime.fromisoformat(value).tzinfo is not None


def one_of(*values: str) -> Rule:
    return lambda value: value in values


def each(rule: Rule) -> Rule:
    return lambda value: isinstance(value, list) and all(map(rule, value))


def holds(required: str = "", **rules: Rule) -> Rule:
    """Whether it is an object with these properties, and no others."""

    def rule(value: Any) -> bool:
        assert isinstance(value, dict), value
        wrong = [name for name in value if name not in rules or not rules[name](value[name])]
        missing = set(required.split()) - value.keys()
        assert (wrong, missing) == ([], set()), value
        return True

    return rule


TYPED = holds(required="value", role=is_text, contentType=is_text, value=is_text)
NAMED = holds(name=is_text, rel=is_text, uri=is_uri, literal=is_text)
PROPERTIES: dict[str, Rule] = {
    "uri": is_uri,
    "type": one_of("text", "composite", "component"),
    "representationType": one_of("full", "partial"),
    "profile": is_text,
    "version": is_text,
    "firstCreated": is_moment,
    "versionCreated": is_moment,
    "contentCreated": is_moment,
    "embargoedUntil": is_moment,
    "pubStatus": one_of("usable", "withheld", "canceled"),
    "copyrightHolder": is_text,
    "copyrightNotice": is_text,
    "usageTerms": is_text,
    "language": is_text,
    "descriptions": each(TYPED),
    "headlines": each(TYPED),
    "bodies": each(
        holds(
            required="value",
            role=is_text,
            contentType=is_text,
            charCount=is_number,
            wordCount=is_number,
            value=is_text,
        )
    ),
    "people": each(NAMED),
    "organisations": each(NAMED),
    "infoSources": each(holds(name=is_text, role=is_text, uri=is_uri, literal=is_text)),
    "title": is_text,
    "by": is_text,
    "slugline": is_text,
    "renditions": each(holds(required="name", name=is_text, href=is_uri, contentType=is_text)),
    "altIds": each(holds(role=is_text, value=is_text)),
    "standard": holds(name=is_text, version=is_text, schema=is_uri),
    "genres": each(holds(name=is_text, uri=is_text, literal=is_text)),
}
ASSOCIATED = holds(required="uri name", name=is_text, rel=is_text, **PROPERTIES)
NINJS = holds(required="uri", associations=each(ASSOCIATED), **PROPERTIES)
