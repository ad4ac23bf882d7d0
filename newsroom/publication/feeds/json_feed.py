"""
JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/.

It serves as the list in JSON as well: `next_url` leads on to the older page, and `_newsroom`
holds the facts of each publication by the names of its fields.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsroom.publication.feeds.channel import Channel, Entry

TYPE = "application/feed+json; charset=utf-8"
PROBLEM_TYPE = "application/problem+json; charset=utf-8"


def write(channel: Channel) -> bytes:
    return dumped(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": channel.title,
            "home_page_url": channel.link,
            "feed_url": channel.address,
            "description": channel.description,
            **({"next_url": channel.older} if channel.older else {}),
            "authors": [{"name": channel.author, "url": channel.home}],
            "language": channel.language,
            "items": [item(entry) for entry in channel.entries],
        }
    )


def item(entry: Entry) -> dict[str, Any]:
    """Return an item; one without a headline has no title, which the standard leaves free."""
    return {
        "id": entry.id,
        "url": entry.link,
        **({"title": entry.title} if entry.title else {}),
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": entry.published_at.isoformat(),
        **({"date_modified": entry.corrected_at.isoformat()} if entry.corrected_at else {}),
        "tags": [entry.section],
        "_newsroom": {"label": entry.label, **entry.facts, "ninjs": entry.ninjs},
    }


def problem(sentence: str) -> bytes:
    """Return why there is no feed (https://www.rfc-editor.org/rfc/rfc9457)."""
    return dumped({"title": "Bad Request", "status": 400, "detail": sentence})


def dumped(told: dict[str, Any]) -> bytes:
    # In one line: whatever indents is written in Python, at several times the cost.
    return f"{json.dumps(told, ensure_ascii=False)}\n".encode()
