"""Publishing, scheduling and withdrawing at the desk, each after a look at what will change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.forms import MomentForm
from newsroom.editing.moves import (
    MOVES,
    MOVES_BY_NAME,
    PUBLISH,
    SCHEDULE,
    WITHDRAW,
    Move,
    state_in_words,
)
from newsroom.editing.saving import SavesInOneAct

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

MOST_MOVED = 1000
"""Publications that change their state at once, in one transaction."""

MOST_SHOWN = 100
"""Publications that the page of confirmation names one by one."""


class ReleaseActions(SavesInOneAct):
    """
    The three moves, as actions of the list and as buttons beside "Save".

    They are the only way to a release at the desk: no form carries the moment along, so that
    saving an old page cannot bring back what was withdrawn meanwhile. Such a button saves the
    form first, so that no edit is lost on the way.
    """

    actions = ("publish", "schedule", "withdraw")
    change_form_template = "admin/editing/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.release_view), self.route("release")
        address = path("<path:object_id>/release/<str:move>/", view, name=name)
        return [address, *super().get_urls()]

    def route(self, view: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{view}"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        publication = kwargs.get("obj") or self.model()
        context["state_in_words"] = state_in_words(publication)
        context["moves"] = [it for it in MOVES if publication.state in it.possible_from]
        return super().render_change_form(request, context, *args, **kwargs)

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
        if asked_for not in MOVES_BY_NAME or not self.has_change_permission(request, obj):
            return None
        self.message_user(request, _("Your text is saved."), messages.SUCCESS)
        address = reverse(f"admin:{self.route('release')}", args=[obj.pk, asked_for])
        return HttpResponseRedirect(address)

    def release_view(self, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
        publication: Any = self.get_object(request, object_id)
        if publication is None or move not in MOVES_BY_NAME:
            raise Http404
        if not self.has_change_permission(request, publication):
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

    @admin.action(permissions=["change"], description=_("Publish now …"))
    def publish(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, PUBLISH, request.get_full_path())

    @admin.action(permissions=["change"], description=_("Schedule …"))
    def schedule(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, SCHEDULE, request.get_full_path())

    @admin.action(permissions=["change"], description=_("Withdraw to draft …"))
    def withdraw(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        return self.release(request, queryset, WITHDRAW, request.get_full_path())

    def release(self, request: HttpRequest, queryset: Any, move: Move, back: str) -> HttpResponse:
        """Show what the move would change; once that is confirmed, make it and go back."""
        if queryset.order_by()[MOST_MOVED:].exists():
            sentence = _("Choose at most %(most)d at a time; nothing was changed.")
            self.message_user(request, sentence % {"most": MOST_MOVED}, messages.ERROR)
            return HttpResponseRedirect(back)
        confirmed = "confirmed" in request.POST
        form = MomentForm(request.POST if confirmed else None)
        if not confirmed or (move.needs_a_moment and not form.is_valid()):
            return self.ask(request, list(queryset), move, form, back)
        chosen = form.cleaned_data["published_at"] if move.needs_a_moment else None
        self.carry_out(request, queryset, move, timezone.now() if move is PUBLISH else chosen)
        return HttpResponseRedirect(back)

    def ask(
        self,
        request: HttpRequest,
        chosen: list[Publication],
        move: Move,
        form: MomentForm,
        back: str,
    ) -> HttpResponse:
        moving = [it for it in chosen if it.state in move.possible_from]
        staying = [it for it in chosen if it.state not in move.possible_from]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": move.title,
            "move": move,
            "form": form if move.needs_a_moment else None,
            "media": self.media + form.media,
            "moving": moving[:MOST_SHOWN],
            "moving_unnamed": len(moving[MOST_SHOWN:]),
            "staying": staying[:MOST_SHOWN],
            "staying_unnamed": len(staying[MOST_SHOWN:]),
            "chosen": chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": back,
        }
        return TemplateResponse(request, "admin/editing/release.html", context)

    @transaction.atomic
    def carry_out(
        self, request: HttpRequest, queryset: Any, move: Move, moment: datetime.datetime | None
    ) -> None:
        moving = [it for it in queryset.select_for_update() if it.state in move.possible_from]
        for publication in moving:
            publication.published_at = moment
            publication.save(update_fields=["published_at"])
            self.log_change(request, publication, str(move.title))
        self.message_user(request, move.done % {"count": len(moving)}, messages.SUCCESS)
