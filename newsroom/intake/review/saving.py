"""What was reviewed, put into the base: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from newsroom.editing.kept import is_stored
from newsroom.intake.outcomes import Outcome
from newsroom.intake.review.page import Fault
from newsroom.intake.review.reviewed import sentence_of
from newsroom.intake.review.rights import desk_of, log, signed_in
from newsroom.intake.source import Refusal
from newsroom.intake.storing import store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from newsroom.intake.matching import Desk
    from newsroom.intake.outcomes import Stored
    from newsroom.intake.review.page import Page

OUTCOMES = {
    Outcome.CREATED: _("saved as a draft"),
    Outcome.CHANGED: _("corrected"),
    Outcome.UNCHANGED: _("unchanged"),
    Outcome.PROPOSED: _("proposed; readers see the present text until a publisher takes it"),
}
CHANGED_MEANWHILE = _("What is stored changed meanwhile: look at it again, then save.")


def faults(page: Page, answers: Mapping[str, str]) -> list[Fault]:
    """Return why the page cannot be saved, or must be looked at once more."""
    return page.faults() or [
        Fault(str(CHANGED_MEANWHILE), place)
        for it in page.saved
        if answers.get((place := f"publication-{it.number}") + "-seen") != it.seen
    ]


def save(page: Page) -> list[Stored]:
    """
    Store what is to be saved, and note it in the history.

    Raises `Refusal` for what the rules of the publications do not allow.
    """
    saved = page.saved
    new = {place for place, it in enumerate(saved) if it.correction is None}
    expected = [it.correction.publication.pk for it in saved if it.correction]
    public = {place: it.change_form for place, it in enumerate(saved) if it.is_consented}
    with transaction.atomic():
        drafts, user = [it.draft for it in saved], signed_in(page.request)
        stored = store(drafts, new=new, public=public, user=user)
        if [it.publication.pk for it in stored if it.outcome != Outcome.CREATED] != expected:
            raise Refusal(str(CHANGED_MEANWHILE))
        for it in stored:
            log(page.request, it)
    return stored


def fault_of(refusal: Refusal, page: Page) -> Fault:
    """Return what was refused, with the paragraph from which on it stands."""
    lines = [it.line for it in page.document.passages]
    place = lines.index(refusal.line) if refusal.line in lines else 0
    return Fault(sentence_of(refusal), f"p{place + 1}")


def leave(page: Page, stored: Sequence[Stored], *, publish: bool) -> HttpResponse:
    """Tell what was saved and lead to it, or to the question whether to publish it."""
    request = page.request
    is_stored(request)
    told = format_html_join("; ", "{}", ((told_of(request, it),) for it in stored))
    messages.success(request, format_html("{}.", told))
    if len(stored) > 1:
        return HttpResponseRedirect(list_of(request, stored))
    (only,) = stored
    if only.proposal:
        return HttpResponseRedirect(only.proposal.get_desk_url())
    view = "release" if publish and not only.publication.is_public else "change"
    keys: list[int | str] = [only.publication.pk, *(["publish"] if view == "release" else [])]
    address = address_of(request, only.publication, view, keys)
    return HttpResponseRedirect(address or reverse("admin:index"))


def told_of(request: HttpRequest, stored: Stored) -> SafeString:
    publication = stored.publication
    address = address_of(request, publication, "change", [publication.pk])
    if address and stored.proposal:
        address = stored.proposal.get_desk_url()
    link = '<a href="{0}">{1}</a>' if address else "{1}"
    quoted = format_html(f"“{link}”", address, publication.label)
    return format_html("{}: {}", quoted, OUTCOMES[stored.outcome])


def address_of(
    request: HttpRequest, publication: Desk, view: str, keys: Sequence[int | str]
) -> str:
    """Return the address of a page about the publication; empty for whom it is closed to."""
    desk = desk_of(type(publication))
    for_readers, for_editors = desk.has_view_or_change_permission, desk.has_change_permission
    may_open = for_readers if view == "change" else for_editors
    return reverse(f"admin:{desk.route(view)}", args=keys) if may_open(request, publication) else ""


def list_of(request: HttpRequest, stored: Sequence[Stored]) -> str:
    """Return the list in which all that was stored stands, or else the first page."""
    kinds = {type(it.publication) for it in stored}
    desk = desk_of(kinds.pop())
    if kinds or not desk.has_view_or_change_permission(request):
        return reverse("admin:index")
    return reverse(f"admin:{desk.route('changelist')}")
