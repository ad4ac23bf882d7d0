"""What RSS and Atom have in common: Django's generators, filled and written in one piece."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape as escape_xml

from django.utils.feedgenerator import SyndicationFeed

from newsroom.publication.position import EPOCH

if TYPE_CHECKING:
    import datetime

    from newsroom.publication.feeds.channel import Channel

PROBLEM_TYPE = "application/problem+xml; charset=utf-8"


class XmlFeed(SyndicationFeed):
    """A feed that is made of a channel. Its bytes change only when the channel does."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(
            channel.title,
            channel.link,
            channel.description,
            language=channel.language,
            author_name=channel.author,
            author_link=channel.home,
            subtitle=channel.description,
            feed_url=channel.address,
            feed_copyright=channel.rights,
            feed_guid=channel.id,
        )
        self.channel = channel
        for entry in channel.entries:
            self.add_item(
                entry.title,
                entry.link,
                escape(entry.summary),
                author_name=channel.author,
                pubdate=entry.published_at,
                # "Significant" to a reader (RFC 4287, 4.2.15) is what readers are told of.
                updateddate=entry.corrected_at or entry.published_at,
                unique_id=entry.id,
                unique_id_is_permalink=False,
                categories=[entry.section],
                label=entry.label,
                html=entry.html,
            )

    def latest_post_date(self) -> datetime.datetime:
        """Return the latest date; Django's would tell the present time of an empty feed."""
        return max((item["updateddate"] for item in self.items), default=EPOCH)

    def leaves(self) -> list[dict[str, Any]]:
        """Return the links from page to page (https://www.rfc-editor.org/rfc/rfc5005#section-3)."""
        ways = {"next": self.channel.older, "previous": self.channel.newer}
        return [{"rel": rel, "href": address} for rel, address in ways.items() if address]


def problem(sentence: str) -> bytes:
    """Return why there is no feed (https://www.rfc-editor.org/rfc/rfc9457#appendix-B)."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<problem xmlns="urn:ietf:rfc:7807">'
        f"<title>Bad Request</title><status>400</status><detail>{escape_xml(sentence)}</detail>"
        "</problem>\n"
    ).encode()
