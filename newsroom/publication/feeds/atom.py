"""Atom 1.0: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed

from newsroom.publication.feeds.xml_feed import PROBLEM_TYPE, XmlFeed, problem

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator

    from newsroom.publication.feeds.channel import Channel

__all__ = ["PROBLEM_TYPE", "TYPE", "problem", "write"]

TYPE = "application/atom+xml; charset=utf-8"


class Atom(XmlFeed, Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for leaf in self.leaves():
            handler.addQuickElement("link", "", leaf)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write an entry. Atom wants a title of every one: without a headline, the label."""
        super().add_item_elements(handler, {**item, "title": item["label"]})
        handler.addQuickElement("content", item["html"], {"type": "html"})


def write(channel: Channel) -> bytes:
    return Atom(channel).writeString("utf-8").encode()
