"""What RSS and Atom have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from django.utils.encoding import iri_to_uri

from newsroom.publication.xml_text import element

if TYPE_CHECKING:
    from newsroom.publication.feeds.channel import Channel

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

PROBLEM_TYPE = "application/problem+xml; charset=utf-8"


def link(name: str, address: str, relation: str) -> str:
    return f'<{name} href={quoteattr(iri_to_uri(address))} rel="{relation}"/>'


def leaves(name: str, channel: Channel) -> str:
    """Return the links from page to page (https://www.rfc-editor.org/rfc/rfc5005#section-3)."""
    ways = {"next": channel.older, "previous": channel.newer}
    return "".join(link(name, address, rel) for rel, address in ways.items() if address)


def problem(sentence: str) -> bytes:
    """Return why there is no feed (https://www.rfc-editor.org/rfc/rfc9457#appendix-B)."""
    return (
        f'{DECLARATION}<problem xmlns="urn:ietf:rfc:7807">'
        f"<title>Bad Request</title><status>400</status>{element('detail', sentence)}</problem>\n"
    ).encode()
