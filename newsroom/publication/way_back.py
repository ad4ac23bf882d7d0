"""
"Go back": from a publication to the very list, filter and place one came from.

The links of a list carry its address along, in `?from=`; the fragment is added on the
publication itself, so that a list writes one address for all of its cards. Nothing is kept
about the reader, it works in a new tab and after reading on to the neighbours, and an
address counts only if it leads to a list of this site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from django.urls import Resolver404, get_script_prefix, resolve

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import ResolverMatch

    from newsroom.publication.models import Publication

LONGEST = 1000
"""Characters of an address that a link carries along."""


def card_id(publication: Publication) -> str:
    """Return the id of the publication's card in every list, by which a link leads to it."""
    return f"{publication.desk()}-{publication.slug}"


def from_here(request: HttpRequest, section: str) -> str:
    """Return what links to publications carry; nothing where the section itself is meant."""
    return carried(request.get_full_path(), section)


def carried(address: str, section: str) -> str:
    """Return the query that takes the address along; too long, it does without its fragment."""
    if len(address) > LONGEST:
        address = address.partition("#")[0]
    return "" if address == section or len(address) > LONGEST else f"?from={quote(address)}"


def came_from(request: HttpRequest, section: str) -> str:
    """Return the address of the list that the reader came from, else that of the section."""
    # Most addresses have no query, and to read none takes Django a while.
    address = request.GET.get("from", "") if request.META.get("QUERY_STRING") else ""
    return address if is_plain(address) and leads_to_a_list(address) else section


def from_publication(
    publication: Publication, request: HttpRequest, section: str
) -> dict[str, str]:
    """
    Return where `back` leads from the publication, and what its links carry (`way_back`).

    A list is left at one card. Its neighbours need not be in that list (they know nothing
    of its filter), so reading on keeps the card at which the reader left, which is there.
    Links in the bare section carry nothing, so that its publications have one address each;
    there the card is the one of the present publication.
    """
    told = came_from(request, section)
    back = told if "#" in told else f"{told}#{card_id(publication)}"
    return {"back": back, "way_back": "" if told == section else carried(back, section)}


def is_plain(address: str) -> bool:
    """Whether the address stays on this site, however a browser may read it."""
    ordinary = address.isprintable() and "\\" not in address and len(address) <= LONGEST
    return ordinary and address.startswith("/") and not address.startswith("//")


def leads_to_a_list(address: str) -> bool:
    path, prefix = unquote(address.partition("#")[0].partition("?")[0]), get_script_prefix()
    return path.startswith(prefix) and list_at(f"/{path.removeprefix(prefix)}") is not None


def list_at(path: str) -> ResolverMatch | None:
    """Return which list lives at the path (without the site's own prefix); None where none does."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    view = getattr(found.func, "view_class", None)
    return found if getattr(view, "is_list", False) else None
