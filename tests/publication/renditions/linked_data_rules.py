"""
The rules that our JSON-LD keeps, in our own words.

After https://schema.org, https://www.w3.org/TR/json-ld11/ and what search engines say of
articles (https://developers.google.com/search/docs/appearance/structured-data/article).
"""

from __future__ import annotations

import datetime
from typing import Any

from tests.publication.renditions.ninjs_rules import is_uri

THINGS = {"@type", "@id", "name", "url", "description"}
PROPERTIES = {
    "NewsArticle": {
        *("headline", "mainEntityOfPage", "datePublished", "dateCreated", "dateModified"),
        *("inLanguage", "isAccessibleForFree", "articleSection", "wordCount", "author"),
        *("publisher", "hasPart", "about", "sourceOrganization", "genre", "correction"),
    },
    "CorrectionComment": {"text", "datePublished"},
    "Question": {"text", "position", "acceptedAnswer", "author"},
    "Answer": {"text", "author"},
    "Quotation": {"text", "position", "author"},
    "Person": {"jobTitle"},
    "Organization": set(),
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "item"},
    "WebSite": {"publisher", "inLanguage", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
REQUIRED = {
    "NewsArticle": {"headline", "datePublished", "author", "publisher", "mainEntityOfPage", "url"},
    "CorrectionComment": {"text", "datePublished"},
    "Question": {"name", "text", "position", "url"},
    "Answer": {"text"},
    "Quotation": {"text", "position", "url"},
    "Person": {"name"},
    "Organization": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "WebSite": {"name", "url", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
}
ADDRESSES = ("@id", "url", "mainEntityOfPage", "item")


def check(thing: dict[str, Any]) -> None:
    """Raise AssertionError where a thing, or a thing in it, breaks a rule of its type."""
    kind = thing["@type"]
    assert thing.keys() <= THINGS | PROPERTIES[kind], (kind, thing.keys())
    assert thing.keys() >= REQUIRED[kind], (kind, thing.keys())
    assert all(is_uri(thing[name]) for name in ADDRESSES if name in thing), thing
    for name, value in thing.items():
        assert value or name == "wordCount", (kind, name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                check(part)
    places = [it["position"] for it in thing.get("hasPart", thing.get("itemListElement", []))]
    assert places == list(range(1, len(places) + 1))
    if kind == "NewsArticle":
        check_dates(thing)


def check_dates(article: dict[str, Any]) -> None:
    released = datetime.datetime.fromisoformat(article["datePublished"])
    assert released.tzinfo is not None
    assert isinstance(article["wordCount"], int)
    assert article["isAccessibleForFree"] is True
    datetime.date.fromisoformat(article["dateCreated"])
    changed = datetime.datetime.fromisoformat(article.get("dateModified", article["datePublished"]))
    assert changed >= released
