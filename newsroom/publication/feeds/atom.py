"""Atom 1.0: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from django.utils.encoding import iri_to_uri

from newsroom.publication.feeds.xml_feed import DECLARATION, PROBLEM_TYPE, leaves, link, problem
from newsroom.publication.xml_text import element

if TYPE_CHECKING:
    from newsroom.publication.feeds.channel import Channel, Entry

__all__ = ["PROBLEM_TYPE", "TYPE", "problem", "write"]

TYPE = "application/atom+xml; charset=utf-8"

IS_HTML = ' type="html"'


def write(channel: Channel) -> bytes:
    author, home = element("name", channel.author), element("uri", iri_to_uri(channel.home))
    by = f"<author>{author}</author>"
    parts = [
        DECLARATION,
        f'<feed xml:lang={quoteattr(channel.language)} xmlns="http://www.w3.org/2005/Atom">',
        element("title", channel.title),
        link("link", channel.link, "alternate"),
        link("link", channel.address, "self"),
        element("id", channel.id),
        element("updated", channel.updated_at.isoformat()),
        f"<author>{author}{home}</author>",
        element("subtitle", channel.description),
        element("rights", channel.rights),
        leaves("link", channel),
        *(written(entry, by) for entry in channel.entries),
        "</feed>",
    ]
    return "".join(parts).encode()


def written(entry: Entry, by: str) -> str:
    """Return an entry. Atom wants a title of every one: without a headline, the label."""
    return (
        "<entry>"
        f"{element('title', entry.label)}"
        f"{link('link', entry.link, 'alternate')}"
        f"{element('published', entry.published_at.isoformat())}"
        f"{element('updated', entry.updated_at.isoformat())}"
        f"{by}"
        f"{element('id', entry.id)}"
        f"{element('summary', escape(entry.summary), IS_HTML)}"
        f"<category term={quoteattr(entry.section)}/>"
        f"{element('content', entry.html, IS_HTML)}"
        "</entry>"
    )
