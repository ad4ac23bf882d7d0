"""Publishing, scheduling and withdrawing at the desk, each after a look at what will change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.publication.forms import MomentForm
from newsroom.publication.moves import MOVES, PUBLISH, SCHEDULE, WITHDRAW, Move, state_in_words

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse

    from newsroom.publication.models import Publication, PublicationQuerySet

MOST_SHOWN = 100
"""Publications that the page of confirmation names one by one."""


class ReleaseActions(admin.ModelAdmin):
    """
    The three moves, as actions of the list and as buttons above the form.

    A button above the form saves the form first, so that no edit is lost on the way.
    """

    actions = ("publish", "schedule", "withdraw")
    change_form_template = "admin/publication/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        publication = kwargs.get("obj")
        if publication:
            if context["errors"]:
                # A form with a mistake has changed the object, but not what readers see.
                publication.refresh_from_db(fields=["published_at"])
            context["state_in_words"] = state_in_words(publication)
            context["moves"] = [it for it in MOVES if publication.state in it.possible_from]
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Publication) -> HttpResponse:
        asked_for = request.POST.get("release")
        for move in MOVES:
            if move.name == asked_for:
                chosen: Any = self.get_queryset(request).filter(pk=obj.pk)
                return self.ask(request, chosen, move, MomentForm())
        return super().response_change(request, obj)

    @admin.action(permissions=["change"], description=_("Publish now …"))
    def publish(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self.release(request, queryset, PUBLISH)

    @admin.action(permissions=["change"], description=_("Schedule …"))
    def schedule(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self.release(request, queryset, SCHEDULE)

    @admin.action(permissions=["change"], description=_("Withdraw to draft …"))
    def withdraw(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self.release(request, queryset, WITHDRAW)

    def release(
        self, request: HttpRequest, queryset: PublicationQuerySet[Any], move: Move
    ) -> HttpResponse | None:
        """Show what the move would change; once that is confirmed, make it."""
        confirmed = "confirmed" in request.POST
        form = MomentForm(request.POST if confirmed else None)
        if not confirmed or (move.needs_a_moment and not form.is_valid()):
            return self.ask(request, queryset, move, form)
        chosen = form.cleaned_data["published_at"] if move.needs_a_moment else None
        moment = timezone.now() if move is PUBLISH else chosen
        return self.carry_out(request, queryset, move, moment)

    def ask(
        self, request: HttpRequest, queryset: PublicationQuerySet[Any], move: Move, form: MomentForm
    ) -> HttpResponse:
        chosen = list(queryset)
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
            "chosen": chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
            "from_form": "from_form" in request.POST,
            "back": self.way_back(request, chosen),
        }
        return TemplateResponse(request, "admin/publication/release.html", context)

    @transaction.atomic
    def carry_out(
        self,
        request: HttpRequest,
        queryset: PublicationQuerySet[Any],
        move: Move,
        moment: datetime.datetime | None,
    ) -> HttpResponse | None:
        moving = [it for it in queryset.select_for_update() if it.state in move.possible_from]
        for publication in moving:
            self.move(request, publication, move, moment)
        self.message_user(request, move.done % {"count": len(moving)}, messages.SUCCESS)
        return HttpResponseRedirect(self.way_back(request, moving))

    def way_back(self, request: HttpRequest, chosen: list[Any]) -> str:
        """Return the address of the form or of the list, wherever the move was asked for."""
        route = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        if "from_form" not in request.POST:
            return request.get_full_path()
        if len(chosen) == 1:
            return reverse(f"{route}_change", args=[chosen[0].pk])
        return reverse(f"{route}_changelist")

    def move(
        self,
        request: HttpRequest,
        publication: Publication,
        move: Move,
        moment: datetime.datetime | None,
    ) -> None:
        publication.published_at = moment
        publication.save(update_fields=["published_at"])
        self.log_change(request, publication, str(move.title))
