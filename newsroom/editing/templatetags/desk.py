"""What the templates of the desk use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from newsroom.editing.day import Day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.publication.models import Publication

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_day(context: Mapping[str, Any]) -> Day:
    """Return the desk's day as the one who looks may see it."""
    return Day(context["request"])


@register.filter
def kind_name(kind: type[Publication]) -> str:
    """Return what one publication of the kind is called: “news item”."""
    return str(kind._meta.verbose_name)
