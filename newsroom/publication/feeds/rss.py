"""RSS 2.0: https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile."""

from __future__ import annotations

import datetime
from email.utils import format_datetime
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.encoding import iri_to_uri

from newsroom.publication.feeds.xml_feed import DECLARATION, PROBLEM_TYPE, leaves, link, problem
from newsroom.publication.xml_text import element

if TYPE_CHECKING:
    from newsroom.publication.feeds.channel import Channel, Entry

__all__ = ["PROBLEM_TYPE", "TYPE", "problem", "write"]

TYPE = "application/rss+xml; charset=utf-8"

OPENED = (
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
)

NO_LINK = ' isPermaLink="false"'


def write(channel: Channel) -> bytes:
    creator, category = element("dc:creator", channel.author), cache(in_category)
    parts = [
        DECLARATION,
        OPENED,
        element("title", channel.title),
        element("link", iri_to_uri(channel.link)),
        element("description", channel.description),
        link("atom:link", channel.address, "self"),
        element("language", channel.language),
        element("copyright", channel.rights),
        element("lastBuildDate", written(channel.updated_at)),
        leaves("atom:link", channel),
        *[item(entry, creator, category(entry.section)) for entry in channel.entries],
        "</channel></rss>",
    ]
    return "".join(parts).encode()


def in_category(section: str) -> str:
    return element("category", section)


def item(entry: Entry, creator: str, category: str) -> str:
    """Return an item. The title may be missing, but not empty."""
    title = entry.title
    return (
        "<item>"
        f"{element('title', title) if title else ''}"
        f"{element('link', entry.link)}"
        f"{element('description', escape(entry.summary))}"
        f"{element('content:encoded', entry.html)}"
        f"{creator}"
        f"{element('pubDate', written(entry.published_at))}"
        f"{element('guid', entry.id, NO_LINK)}"
        f"{category}"
        "</item>"
    )


def written(moment: datetime.datetime) -> str:
    """Return the moment as RFC 5322, 3.3, wants it: Wed, 24 Apr 2024 09:30:00 +0000."""
    # From the ISO form, which Python writes four times as fast as what strftime is asked for.
    told = moment.isoformat(timespec="seconds")
    time, zone = told[11:19], told[19:].replace(":", "")
    return f"{day(moment.toordinal())} {time} {zone}"


@lru_cache(maxsize=8192)
def day(ordinal: int) -> str:
    """Return the date within such a moment; a feed has twenty, which others have had before."""
    midnight = datetime.datetime.combine(datetime.date.fromordinal(ordinal), datetime.time.min)
    return format_datetime(midnight).removesuffix(" 00:00:00 -0000")
