"""What the heads of pages tell search engines and other machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language, to_locale

from newsroom.publication.renditions import as_linked_data, linked_data
from newsroom.publication.renditions.addresses import origin_of, rendition_address, whole

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication

register = template.Library()


@register.simple_tag(takes_context=True)
def whole_address(context: dict[str, Any], address: str) -> str:
    """Return an address of this site with its scheme and host."""
    return whole(origin_of(context["request"]), address)


@register.filter
def rendition(publication: Publication, suffix: str) -> str:
    """Return the address of the publication in another form: json or md."""
    return rendition_address(publication, suffix)


@register.simple_tag
def open_graph_locale() -> str:
    """Return language and territory (en_GB); nothing where the language is told without one."""
    locale = to_locale(get_language() or "")
    return locale if "_" in locale else ""


@register.simple_tag(takes_context=True)
def publication_data(context: dict[str, Any], publication: Publication) -> SafeString:
    """Return the publication and the way to it as the data block of its page."""
    origin = origin_of(context["request"])
    article = as_linked_data(publication, origin)
    section = whole(origin, reverse(f"{publication.desk()}:list"))
    places = [
        (publication.section(), section),
        (publication.label, article["url"]),
    ]
    return linked_data.as_script(article, linked_data.breadcrumbs(places))


@register.simple_tag(takes_context=True)
def site_data(context: dict[str, Any], search: str) -> SafeString:
    """Return the site and its search, which is at that address, as the front page's data block."""
    return linked_data.as_script(linked_data.website(origin_of(context["request"]), search))
