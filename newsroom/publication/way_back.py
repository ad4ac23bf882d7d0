"""
"Go back": from a publication to the very list, filter and place one came from.

The links of a list carry its address along, in `?from=`. Nothing is kept about the reader,
it works in a new tab and after reading on to the neighbours, and an address counts only if
it leads to a list of this site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from django.http import HttpRequest

LONGEST = 1000
"""Characters of an address that a link carries along."""


def from_here(request: HttpRequest, section: str) -> str:
    """Return what links to publications carry; nothing where the section itself is meant."""
    return carried(request.get_full_path(), section)


def carried(address: str, section: str) -> str:
    return "" if address == section or len(address) > LONGEST else f"?from={quote(address)}"


def came_from(request: HttpRequest, section: str) -> str:
    """Return the address of the list that the reader came from, else that of the section."""
    address = request.GET.get("from", "")
    return address if is_plain(address) and leads_to_a_list(address) else section


def is_plain(address: str) -> bool:
    """Whether the address stays on this site, however a browser may read it."""
    ordinary = address.isprintable() and "\\" not in address and len(address) <= LONGEST
    return ordinary and address.startswith("/") and not address.startswith("//")


def leads_to_a_list(address: str) -> bool:
    try:
        view = resolve(address.partition("?")[0]).func
    except Resolver404:
        return False
    return getattr(getattr(view, "view_class", None), "is_list", False)
