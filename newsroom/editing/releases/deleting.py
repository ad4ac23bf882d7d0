"""What may be deleted: drafts, and what readers have known only by who may publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.editing.models import PublishLogEntry
from newsroom.editing.releases import reviewing
from newsroom.editing.releases.publish_log import Act
from newsroom.editing.releases.withdrawing import of as withdrawal_of
from newsroom.editing.rights import may_publish
from newsroom.editing.saving import SavesInOneAct
from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from newsroom.publication.models import Publication

MOST_DELETED = 200
"""Drafts that are deleted at once: each is shown first, with all that goes with it."""

WITHDRAW_FIRST = _("“%(label)s” is public: withdraw it first, then delete it.")
TAKE_OFF_FIRST = _("“%(label)s” is scheduled: take it off the schedule first, then delete it.")


def was_public(publication: Publication) -> bool:
    """Whether readers have ever seen the publication, as far as that is known."""
    known = PublishLogEntry.objects.about(publication).filter(act=Act.PUBLISHED)
    return publication.is_public or withdrawal_of(publication) is not None or known.exists()


class DeletesDrafts(SavesInOneAct):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_delete_permission(request, obj):
            return False
        if obj is None or obj.pk is None or may_publish(request.user, self.model):
            return obj is None or obj.state == State.DRAFT
        return obj.state == State.DRAFT and not was_public(obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say in words, beside the form, what has to be done first."""
        publication: Any = self.get_object(request, object_id)
        may_delete = super().has_delete_permission(request, None)
        if publication and may_delete and publication.state != State.DRAFT:
            self.message_user(request, what_first(publication), messages.ERROR)
            back = reverse(f"admin:{self.route('change')}", args=[publication.pk])
            return HttpResponseRedirect(back)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description=_("Delete selected drafts …"))
    def delete_selected(self, request: HttpRequest, queryset: Any) -> Any:
        """Ask for those that can be deleted, and name those that stay."""
        if queryset.order_by()[MOST_DELETED:].exists():
            too_many = _("Choose at most %(most)d at a time; nothing was deleted.")
            self.message_user(request, too_many % {"most": MOST_DELETED}, messages.ERROR)
            return None
        drafts = queryset.in_state(State.DRAFT)
        if staying := list(queryset.exclude(pk__in=drafts.order_by().values("pk"))[:100]):
            sentence = ngettext(
                "%(labels)s stays: only a draft can be deleted. Withdraw it first, or take it off "
                "the schedule.",
                "These stay: %(labels)s. Only drafts can be deleted. Withdraw them first, or take "
                "them off the schedule.",
                len(staying),
            )
            told = sentence % {"labels": "; ".join(f"“{it.label}”" for it in staying)}
            self.message_user(request, told, messages.WARNING)
        return delete_selected(self, request, drafts) if drafts.exists() else None

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Look once more, with the row held: it may have been published a moment ago."""
        stored = self.model._default_manager.select_for_update().filter(pk=obj.pk).first()
        if stored is None or not self.has_delete_permission(request, stored):
            raise PermissionDenied
        reviewing.end([stored])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        reviewing.end(queryset)
        super().delete_queryset(request, queryset)


def what_first(publication: Publication) -> str:
    sentence = WITHDRAW_FIRST if publication.is_public else TAKE_OFF_FIRST
    return sentence % {"label": publication.label}
