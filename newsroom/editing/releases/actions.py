"""Publishing, scheduling and withdrawing at the desk, each after a look at what will change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.editing.releases import releasing
from newsroom.editing.releases.moments import MomentForm
from newsroom.editing.releases.moves import (
    EMBARGO,
    MOVES_BY_NAME,
    PUBLISH,
    SCHEDULE,
    UNSCHEDULE,
    WITHDRAW,
    Move,
)
from newsroom.editing.releases.page import ReleasePage
from newsroom.editing.releases.seen import Seen, loaded
from newsroom.editing.releases.withdrawing import WithdrawForm
from newsroom.editing.rights import may_publish
from newsroom.editing.saving import SavesInOneAct

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

MOST_MOVED = 200
"""Publications that change their state at once: other writers wait for some seconds at most."""


class ReleaseActions(SavesInOneAct):
    """
    The moves, as actions of the list and as buttons beside "Save".

    They are the only way to a release at the desk: no form carries the moment along, so that
    saving an old page cannot bring back what was withdrawn meanwhile. Such a button saves the
    form first, so that no edit is lost on the way.
    """

    actions: tuple[str, ...] = ("publish", "schedule", "embargo", "unschedule", "withdraw")

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.release_view), self.route("release")
        address = path("<path:object_id>/release/<str:move>/", view, name=name)
        return [address, *super().get_urls()]

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_change = self.has_change_permission(request, obj)
        return may_change and may_publish(request.user, self.model)

    def response_add(
        self, request: HttpRequest, obj: Publication, post_url_continue: str | None = None
    ) -> HttpResponse:
        asked = self.response_release(request, obj)
        return asked or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Publication) -> HttpResponse:
        return self.response_release(request, obj) or super().response_change(request, obj)

    def response_release(self, request: HttpRequest, obj: Publication) -> HttpResponse | None:
        """Answer such a button: the form is saved, now show what the move would change."""
        asked_for = request.POST.get("release", "")
        if asked_for not in MOVES_BY_NAME or not self.has_publish_permission(request, obj):
            return None
        return self.lead_on(request, obj, "release", asked_for)

    def lead_on(
        self, request: HttpRequest, obj: Publication, route: str, *more: str
    ) -> HttpResponse | None:
        """Lead from the form to a page beside it, unless there is a proposal to be shown."""
        if getattr(obj, "proposal", None):
            return None
        if not getattr(obj, "is_only_proposed", False):
            self.message_user(request, _("Your text is saved."), messages.SUCCESS)
        address = reverse(f"admin:{self.route(route)}", args=[obj.pk, *more])
        return HttpResponseRedirect(address)

    def release_view(self, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
        publication: Any = self.get_object(request, object_id)
        if publication is None or move not in MOVES_BY_NAME:
            raise Http404
        if not self.has_publish_permission(request, publication):
            raise PermissionDenied
        back = reverse(f"admin:{self.route('change')}", args=[publication.pk])
        chosen = self.get_queryset(request).filter(pk=publication.pk)
        return self.release(request, chosen, MOVES_BY_NAME[move], back)

    def response_action(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch(r"[0-9]{1,18}", key) for key in chosen):
            raise SuspiciousOperation("A choice that no list of ours offers.")
        return super().response_action(request, queryset, *args, **kwargs)

    @admin.action(permissions=["publish"], description=_("Publish now …"))
    def publish(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, PUBLISH, request.get_full_path())

    @admin.action(permissions=["publish"], description=_("Schedule …"))
    def schedule(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, SCHEDULE, request.get_full_path())

    @admin.action(permissions=["publish"], description=_("Change embargo …"))
    def embargo(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, EMBARGO, request.get_full_path())

    @admin.action(permissions=["publish"], description=_("Take off the schedule …"))
    def unschedule(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, UNSCHEDULE, request.get_full_path())

    @admin.action(permissions=["publish"], description=_("Withdraw …"))
    def withdraw(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, WITHDRAW, request.get_full_path())

    def release(self, request: HttpRequest, queryset: Any, move: Move, back: str) -> HttpResponse:
        """Show what the move would change; once that is confirmed, make it and go back."""
        if queryset.order_by()[MOST_MOVED:].exists():
            sentence = _("Choose at most %(most)d at a time; nothing was changed.")
            self.message_user(request, sentence % {"most": MOST_MOVED}, messages.ERROR)
            return HttpResponseRedirect(back)
        chosen = loaded(queryset)
        form = form_of(request, move, chosen)
        if form.is_bound and form.is_valid() and self.carry_out(request, queryset, move, form):
            return HttpResponseRedirect(back)
        page = ReleasePage(request, self, move, form, back)
        return TemplateResponse(request, "admin/editing/release.html", page.context(chosen))

    @transaction.atomic
    def carry_out(self, request: HttpRequest, queryset: Any, move: Move, form: forms.Form) -> bool:
        """Make the move, unless nothing can or what is stored is not what the page showed."""
        chosen = loaded(queryset.order_by("pk").select_for_update())
        if not Seen.of(request.POST.getlist("seen")).is_all(chosen):
            return False
        found = releasing.sort(chosen, move, request.user, request.POST.getlist("sure"))
        if not found.moving:
            return False
        releasing.carry_out(found, move, request.user, form.cleaned_data)
        for publication in found.moving:
            self.log_change(request, publication, str(move.title))
        self.message_user(request, move.done % {"count": len(found.moving)}, messages.SUCCESS)
        if found.left:
            labels = "; ".join(f"“{it.publication.label}”" for it in found.left[:20])
            sentence = _("Not done, because something stands in the way: %(labels)s.")
            self.message_user(request, sentence % {"labels": labels}, messages.WARNING)
        return True


def form_of(request: HttpRequest, move: Move, chosen: list[Publication]) -> forms.Form:
    """Return what has to be said for the move, filled in once it is confirmed."""
    data = request.POST if "confirmed" in request.POST else None
    if move.needs_a_moment:
        return MomentForm(data, publication=chosen[0] if len(chosen) == 1 else None)
    if move.needs_a_way:
        return WithdrawForm(data, taken=tuple(chosen))
    return forms.Form(data)
