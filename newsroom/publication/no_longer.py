"""What an address answers under which nothing is to be seen: something may have been there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.urls import Resolver404, get_script_prefix, resolve

from newsroom.publication.models import Withdrawal
from newsroom.publication.models.addresses import claims_told
from newsroom.publication.models.shelf import plain, shelf_for

if TYPE_CHECKING:
    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf

LONGEST = 500
"""Characters of the address of another page."""


def known_as(shelf: AnyShelf, slug: str) -> Publication | Withdrawal | None:
    """
    Return what readers knew under the slug, which is not on the shelf: as it is known now.

    The shelf is all that the one who asks may see. What is not on it is told of only by its
    withdrawal, so that a draft under a new address stays as unknown as any other.
    """
    desk = shelf.model.desk()
    keys = claims_told(desk, slug)
    # A present address wins over whoever had it before.
    if not keys or list(shelf.with_slug(slug)[:1]):
        return None
    visible = plain(shelf).in_bulk(keys)
    taken_back = Withdrawal.objects.filter(desk=desk, publication_key__in=keys)
    withdrawn = {it.publication_key: it for it in taken_back}
    found = (visible.get(key) or withdrawn.get(key) for key in keys)
    return next((it for it in found if it), None)


def leads_to(withdrawal: Withdrawal, origin: str) -> str:
    """
    Return the address of the page that readers are led to; empty where they are not led on.

    `origin` is the scheme and host of this site. A page of this site that leads on itself is
    followed to its end here, so that no two can send a reader to and fro.
    """
    address, seen = "", set[int]()
    following: Withdrawal | None = withdrawal
    while following and following.way == Withdrawal.Way.ELSEWHERE:
        if following.pk in seen or not is_fit(following.elsewhere):
            return ""
        seen.add(following.pk)
        address = following.elsewhere
        following = withdrawal_at(address.removeprefix(origin))
    return address


def is_fit(address: str) -> bool:
    """Whether readers may be led there: to a path of this site, or to a page by https."""
    if len(address) > LONGEST or not address.isprintable() or "\\" in address or " " in address:
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
    except ValueError:  # an IPv6 address that is none
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def withdrawal_at(address: str) -> Withdrawal | None:
    """Return whose withdrawal answers a reader at an address of this site, if one does."""
    path, prefix = unquote(address.partition("#")[0].partition("?")[0]), get_script_prefix()
    try:
        found = resolve(f"/{path.removeprefix(prefix)}")
    except Resolver404:
        return None
    view, slug = getattr(found.func, "view_class", None), found.kwargs.get("slug")
    if view is None or slug is None:
        return None
    (kind,) = getattr(found.func, "view_initkwargs", {}).get("models") or view.models
    known = known_as(shelf_for(kind, AnonymousUser()), slug)
    return known if isinstance(known, Withdrawal) else None
