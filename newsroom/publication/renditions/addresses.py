"""Where a publication and its renditions are found, whole addresses for use outside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.encoding import iri_to_uri

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsroom.publication.models import Publication


def origin_of(request: HttpRequest) -> str:
    """Return the scheme and host under which the site was asked: https://press.example.org."""
    known: str | None = getattr(request, "origin", None)
    if known is None:
        # Django looks through the headers each time, and a page names itself a dozen times.
        known = f"{request.scheme}://{request.get_host()}"
        request.origin = known  # type: ignore[attr-defined]
    return known


def whole(origin: str, address: str) -> str:
    """Return an address of this site as a URI (RFC 3986), ASCII alone."""
    return f"{origin}{iri_to_uri(address)}"


def rendition_address(publication: Publication, suffix: str) -> str:
    """Return the address of a rendition on this site: /news/2024/04/24/slug.json."""
    return rendition_at(publication.get_absolute_url(), suffix)


def rendition_at(page: str, suffix: str) -> str:
    """Return the address of a rendition, made from that of the page of the publication."""
    return f"{page.rstrip('/')}.{suffix}"
