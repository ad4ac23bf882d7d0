"""RSS 2.0: https://www.rssboard.org/rss-specification and https://www.rssboard.org/rss-profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Rss201rev2Feed, rfc2822_date

from newsroom.publication.feeds.xml_feed import PROBLEM_TYPE, XmlFeed, problem

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator

    from newsroom.publication.feeds.channel import Channel

__all__ = ["PROBLEM_TYPE", "TYPE", "problem", "write"]

TYPE = "application/rss+xml; charset=utf-8"


class Rss(XmlFeed, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for leaf in self.leaves():
            handler.addQuickElement("atom:link", None, leaf)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an item. The title may be missing but not empty, which Django's would be."""
        if item["title"]:
            handler.addQuickElement("title", item["title"])
        handler.addQuickElement("link", item["link"])
        handler.addQuickElement("description", item["description"])
        handler.addQuickElement("content:encoded", item["html"])
        handler.addQuickElement("dc:creator", item["author_name"])
        handler.addQuickElement("pubDate", rfc2822_date(item["pubdate"]))
        handler.addQuickElement("guid", item["unique_id"], {"isPermaLink": "false"})
        for section in item["categories"]:
            handler.addQuickElement("category", section)


def write(channel: Channel) -> bytes:
    return Rss(channel).writeString("utf-8").encode()
