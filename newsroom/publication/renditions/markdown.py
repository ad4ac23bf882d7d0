"""
A publication as Markdown that is pleasant as plain text, too.

The texts are stored as Markdown (CommonMark 0.31, https://spec.commonmark.org/0.31.2/) and pass
through as they are. The headline, the names and the date are plain text and are written so that
they stay what they say.
"""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

from newsroom.publication.renditions.addresses import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.publication.models import Publication

SIGNS = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|#(?=\s*$)")
"""What CommonMark would take for markup in a line of plain text."""


@singledispatch
def as_markdown(publication: Publication, origin: str) -> str:
    """
    Return the publication as Markdown: headline, date (24.04.2024), texts, whole address.

    `origin` is what the address begins with: https://press.example.org. The address is written
    as a link reference definition (CommonMark 0.31, 4.7), which an import leaves out.
    """
    return document(publication, publication.running_text(), origin)


def document(publication: Publication, texts: Iterable[str], origin: str) -> str:
    """Return the texts of the publication between its headline with date and its address."""
    headline = publication.headline.strip()
    address = whole(origin, publication.get_absolute_url())
    blocks = [
        f"# {literal(headline)}" if headline else "",
        f"{publication.date:%d.%m.%Y}",
        *texts,
        *(f"*{literal(it.heading)}:* {it.note}" for it in publication.notices),
        f"[{_('address of this page')}]: {address}",
    ]
    tidy = (normalize_newlines(block).strip() for block in blocks)
    return "\n\n".join(block for block in tidy if block) + "\n"


def literal(line: str) -> str:
    """Return a line of plain text as Markdown that shows the same."""
    return SIGNS.sub(lambda found: f"\\{found[0]}", " ".join(line.split()))
