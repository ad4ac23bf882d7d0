"""The form of something public, saved by somebody who may not change that at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models import Proposal
from newsroom.editing.proposals.making import close_all, propose
from newsroom.editing.rights import may_change_at_once
from newsroom.editing.saving import SavesInOneAct

if TYPE_CHECKING:
    from django.contrib.admin.models import LogEntry
    from django.http import HttpRequest, HttpResponse

    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication

MOST_TOLD = 50
"""Proposals that the form names."""

IS_PROPOSED = _(
    "Your change is proposed. Readers see the present text until a publisher takes the proposal."
)
NOTHING_PROPOSED = _("Nothing is proposed: what you sent says what is stored already.")


class ProposesChanges(SavesInOneAct):
    """
    What the form would have stored becomes a proposal; the publication stays as it is.

    What became of it is kept at the object of the form until the request is answered.
    """

    def is_proposed(self, request: HttpRequest, form: Any, proposed: Content) -> None:
        super().is_proposed(request, form, proposed)
        note = request.POST.get("proposal_note", "")
        publication, before = form.instance, form.saving.before
        publication.is_only_proposed = True
        publication.proposal = propose(publication, request.user, before, proposed, note)

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        if not getattr(form.instance, "is_only_proposed", False):
            return super().construct_change_message(request, form, formsets, add)
        proposal = form.instance.proposal
        return gettext("Proposed: %(changes)s.") % {"changes": proposal.summary} if proposal else ""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry | None:  # type: ignore[override]
        """Log what was done; of what was neither stored nor proposed nothing is told."""
        return super().log_change(request, obj, message) if message else None

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if getattr(obj, "is_only_proposed", False):
            return self.response_proposed(request, obj, obj.proposal)
        return super().response_change(request, obj)

    def response_proposed(
        self, request: HttpRequest, publication: Publication, proposal: Proposal | None
    ) -> HttpResponse:
        """Say that nothing public has changed, and lead to the proposal."""
        if proposal:
            self.message_user(request, IS_PROPOSED, messages.SUCCESS)
            return HttpResponseRedirect(proposal.get_desk_url())
        self.message_user(request, NOTHING_PROPOSED, messages.WARNING)
        view = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(view, args=[publication.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if publication := kwargs.get("obj"):
            context |= self.proposals_told(request, publication)
        return super().render_change_form(request, context, *args, **kwargs)

    def proposals_told(self, request: HttpRequest, publication: Publication) -> dict[str, Any]:
        """Return what waits, and how the last proposal of the one who looks was answered."""
        of_interest = Q(answer=Proposal.Answer.WAITING) | Q(proposed_by=request.user)
        rows = Proposal.objects.about(publication).filter(of_interest).for_lists()
        found = list(rows.order_by("-proposed_at", "-pk")[:MOST_TOLD])
        answered = [it for it in found if not it.is_waiting]
        may_change = self.has_change_permission(request, publication)
        return {
            "waiting_proposals": [it for it in found if it.is_waiting],
            "own_answered_proposal": next(iter(answered), None),
            "would_propose": may_change and not may_change_at_once(request.user, publication),
            "proposal_note": request.POST.get("proposal_note", ""),
        }

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        close_all(obj, request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for publication in queryset:
            close_all(publication, request.user)
        super().delete_queryset(request, queryset)
