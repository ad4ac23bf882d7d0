"""The whole text of a publication, as others show it: feed readers, news systems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nh3
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from newsroom.publication.markup import ATTRIBUTES, SCHEMES, TAGS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.publication.models import Publication


def as_html(publication: Publication, address: str = "") -> SafeString:
    """
    Return everything below the headline as HTML that is safe on any page.

    Its desk says how, in `<desk>/_<kind>_text.html`: semantic elements alone, without classes,
    ids and headings, because whoever shows it has a design of its own. Links that lead to this
    site without naming it are made whole by the `address` of the publication
    (https://press.example.org/news/2024/04/24/slug/), without one they stand as they were typed.
    What is read with the publication (the exchanges of an interview) costs a query unless it
    was prefetched.
    """
    desk, kind = publication.desk(), publication._meta.model_name
    html = render_to_string(f"{desk}/_{kind}_text.html", {"publication": publication})
    whole: Any = ("rewrite_with_base", address) if address else "pass_through"
    washed = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative=whole
    )
    return mark_safe("\n".join(line for line in washed.split("\n") if line.strip()))  # noqa: S308 - nh3 has just washed it


def plain_texts_of(publication: Publication) -> list[str]:
    """Return the words of all texts below the headline, each text on one line."""
    return [plain(text) for text in publication.running_text()]


def word_count(lines: Iterable[str]) -> int:
    """Return the number of words, as far as blanks part them, in lines of plain text."""
    return sum(len(line.split()) for line in lines)
