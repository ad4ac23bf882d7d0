"""The whole text of a publication, as others show it: feed readers, news systems."""

from __future__ import annotations

import re
from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING, Any

import nh3
from django.utils.safestring import SafeString

from newsroom.publication.markup import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    is_paragraphs,
    number_of_words,
    of_paragraphs,
    plain,
    render,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsroom.publication.models import Publication


def as_html(publication: Publication, address: str = "") -> SafeString:
    """
    Return everything below the headline as HTML that is safe on any page.

    Links that lead to this site without naming it are made whole by the `address` of the
    publication (https://press.example.org/news/2024/04/24/slug/), without one they stand as they
    were typed. What is read with the publication (the exchanges of an interview) costs a query
    unless it was prefetched.
    """
    html = "\n".join(filter(None, html_blocks(publication)))
    if address and "<a " in html:
        whole: Any = ("rewrite_with_base", address)
        html = nh3.clean(
            html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative=whole
        )
    return SafeString(BLANK_LINES.sub("\n", html))


BLANK_LINES = re.compile(r"\n\s*\n")


@singledispatch
def html_blocks(publication: Publication) -> Iterator[str]:
    """
    Yield what stands below the headline, block by block, as HTML.

    Each desk says how: semantic elements alone, without classes, ids and headings, because
    whoever shows it has a design of its own. Texts pass through `rendered`, which washes them,
    and names through `escaped`.
    """
    yield from corrections(publication)
    yield from one_after_another([*publication.own_texts()])


def corrections(publication: Publication) -> Iterator[str]:
    for notice in publication.notices:
        yield f"<p><strong>{escaped(notice.heading)}</strong></p>"
        yield render(notice.note)


def one_after_another(texts: Sequence[str]) -> list[str]:
    """Return texts that nothing stands between as safe HTML; of mere paragraphs it is one."""
    whole = "\n\n".join(texts)
    return [of_paragraphs(whole)] if is_paragraphs(whole) else [render(text) for text in texts]


def rendered(texts: Sequence[str]) -> list[str]:
    """Return each of the texts as safe HTML, as `render` does; they are looked at all at once."""
    if is_paragraphs("\n\n".join(texts)):
        return [of_paragraphs(text) for text in texts]
    return [render(text) for text in texts]


def escaped(line: str) -> str:
    """Return a line of plain text as HTML, written as `nh3` writes it."""
    if not line.isprintable():
        return nh3.clean(escape(line))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_texts_of(publication: Publication) -> list[str]:
    """Return the words of all texts below the headline, each text on one line."""
    return [plain(text) for text in publication.running_text()]


def word_count(lines: Iterable[str]) -> int:
    """Return the number of words, as far as blanks part them, in lines of plain text."""
    return sum(map(number_of_words, lines))
