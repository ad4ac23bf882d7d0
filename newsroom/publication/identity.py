"""
The names that publications have for machines, once and for all.

A feed reader shows an entry anew when its id changes, so an id must not hold what can change:
neither the slug nor the date, neither host nor scheme. What stays with a publication through
every edit is its number in the base. It goes into a tag URI (RFC 4151,
https://www.rfc-editor.org/rfc/rfc4151) below NEWSROOM_TAG, so that two press services, or two
editions of one, never share an id. The tag is a setting and not the host of the request; who
moves to another host keeps it. Copying or restoring a base keeps the numbers; loading
fixtures into an empty one gives new ones, as a new site would have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from newsroom.publication.models import Publication


def identity(publication: Publication) -> str:
    """Return the name of a publication: tag:press.example.org,2026:news/17."""
    return f"{identities(type(publication))}{publication.pk}"


def identities(kind: type[Publication]) -> str:
    """Return what the names of all publications of a kind begin with, up to their number."""
    return named(f"{kind.desk()}/")


def named(specific: str) -> str:
    """Return the tag URI of what a part of the site calls so; only signs of a URI, no fragment."""
    return f"tag:{settings.NEWSROOM_SITE['tag']}:{specific}"
