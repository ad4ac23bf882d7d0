"""What the templates of the desk use of what readers get (see `publication.pages`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.urls import reverse

from newsroom.publication import markup as publication_markup
from newsroom.publication import moment as publication_moment
from newsroom.publication.markup import ELLIPSIS, opening, plain

if TYPE_CHECKING:
    import datetime

    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication

register = template.Library()

SUMMARY = 280
"""Characters of the lead below a headline in a list."""


@register.filter
def markup(text: str) -> SafeString:
    """Return the text of a publication as safe HTML."""
    return publication_markup.render(text)


@register.filter
def shortened(line: str, length: int = SUMMARY) -> str:
    """Return the beginning of a line of plain text, cut at a word."""
    start, rest = opening(line, length)
    return start + ELLIPSIS if rest else start


@register.filter
def summary(text: str, length: int = SUMMARY) -> str:
    """Return the beginning of a text, without its markup, cut at a word."""
    return shortened(plain(text), length)


@register.simple_tag
def site(name: str) -> str:
    """Return the site's name, tagline or footer; works on error pages, which have no context."""
    return settings.NEWSROOM_SITE[name]


@register.simple_tag
def desk_address(publication: Publication) -> str:
    """Return the address of the form in which the publication is edited."""
    meta = publication._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[publication.pk])


@register.filter
def in_words(moment: datetime.datetime) -> str:
    """Return the moment in the zone of the desk, which it names."""
    return publication_moment.in_words(moment)


@register.filter
def in_full(moment: datetime.datetime) -> str:
    """Return the moment for those to whom the name of the desk's zone says nothing."""
    return publication_moment.in_full(moment)
