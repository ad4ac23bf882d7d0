"""What a browser would send if a form of the desk were saved as it is."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from newsroom.publication.models import Publication

SENT_ONLY_WHEN_CHOSEN = {"checkbox", "radio"}
NEVER_SENT = {"submit", "button", "reset", "file", "image"}


class Controls(HTMLParser):
    """Gathers the controls of a page (https://html.spec.whatwg.org/#constructing-entry-list)."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.writing = self.choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name, kind = found.get("name", ""), found.get("type", "text")
        if tag == "textarea":
            self.writing = name
            self.sent[name] = ""
        elif tag == "select":
            self.choosing = name
        elif tag == "option" and self.choosing and "selected" in found:
            self.sent[self.choosing] = found.get("value", "")
        elif tag == "input" and name and kind not in NEVER_SENT:
            if kind not in SENT_ONLY_WHEN_CHOSEN:
                self.sent[name] = found.get("value", "")
            elif "checked" in found:
                self.sent[name] = found.get("value", "on")

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.sent[self.writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # The first line feed belongs to the tag.
            self.sent[self.writing] = self.sent[self.writing].removeprefix("\n")
            self.writing = ""
        elif tag == "select":
            self.choosing = ""


def sent_by(html: str) -> dict[str, Any]:
    """Return the fields of the page's forms by their names, but those of rows not added yet."""
    controls = Controls()
    controls.feed(html)
    return {name: value for name, value in controls.sent.items() if "__prefix__" not in name}


def address_of(publication: Publication) -> str:
    """Return the address of the publication's form."""
    meta = publication._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{publication.pk}/change/"


def filled_in(client: Client, publication: Publication) -> dict[str, Any]:
    """Open the form of the publication and return what it would send."""
    response = client.get(address_of(publication))
    assert response.status_code == 200
    return sent_by(response.text)
