"""Who may put what of a document into the base, and what the history says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from interviews.models import Interview
from newsroom.editing.rights import may_publish
from newsroom.intake.outcomes import Outcome
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest

    from newsroom.intake.matching import Desk
    from newsroom.intake.outcomes import Stored

KINDS: tuple[type[Desk], ...] = (NewsItem, Interview)


def desk_of(kind: type[Desk]) -> Any:
    return admin.site.get_model_admin(kind)


def may_add(request: HttpRequest, kind: type[Desk]) -> bool:
    """Whether somebody may add a publication of the kind, with all that belongs to it."""
    return desk_of(kind).has_add_permission(request) and has_rights(request, kind, "add")


def may_correct(request: HttpRequest, publication: Desk) -> bool:
    kind = type(publication)
    may_change = desk_of(kind).has_change_permission(request, publication)
    return may_change and has_rights(request, kind, "add", "change", "delete")


def signed_in(request: HttpRequest) -> User:
    """Return who sends the request; the room is closed to everyone else."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    return user


def may_publish_next(request: HttpRequest, kind: type[Desk]) -> bool:
    """Whether somebody may go on to publish what they have just stored."""
    return desk_of(kind).has_change_permission(request) and may_publish(request.user, kind)


def has_rights(request: HttpRequest, kind: type[Desk], *rights: str) -> bool:
    """Whether somebody has these rights to the exchanges, where the kind has them."""
    needed = [f"interviews.{right}_exchange" for right in rights]
    return kind is not Interview or request.user.has_perms(needed)


def may_add_anything(request: HttpRequest) -> bool:
    return any(may_add(request, kind) for kind in KINDS)


def log(request: HttpRequest, stored: Stored) -> None:
    """Tell the history of the publication what became of it."""
    desk, publication = desk_of(type(stored.publication)), stored.publication
    if stored.outcome == Outcome.CREATED:
        desk.log_addition(request, publication, gettext("From a document."))
    elif stored.outcome == Outcome.CHANGED:
        sentence = gettext("From a document: %(changes)s.") % {"changes": stored.changes}
        desk.log_change(request, publication, sentence)
    elif stored.outcome == Outcome.PROPOSED:
        sentence = gettext("Proposed from a document: %(changes)s.")
        desk.log_change(request, publication, sentence % {"changes": stored.changes})
