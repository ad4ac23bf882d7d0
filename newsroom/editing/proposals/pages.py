"""The pages of the desk on which proposals are seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from newsroom.editing.comparing import entries
from newsroom.editing.corrections import ChangeForm
from newsroom.editing.models import Proposal
from newsroom.editing.proposals.forms import AnswerForm
from newsroom.editing.proposals.making import contents_of, may_answer, may_take_back
from newsroom.editing.proposals.proposing import ProposesChanges
from newsroom.editing.proposals.standing import standing
from newsroom.editing.releases.moves import state_in_words
from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.editing.proposals.standing import Standing
    from newsroom.publication.models import Publication

MOST_LISTED = 100
"""Proposals on one page, the newest."""

KEY = re.compile(r"[0-9]{1,18}")


class ShowsProposals(ProposesChanges):
    """
    A list of the proposals about a publication, and a page for each.

    The pages of something that was deleted remain, so that nobody's words are lost with it.
    """

    def get_urls(self) -> list[URLPattern]:
        views = (
            ("proposals/", "proposals", self.proposals_view),
            ("proposals/<int:number>/", "proposal", self.proposal_view),
        )
        own = [
            path(
                f"<path:object_id>/{address}",
                self.admin_site.admin_view(view),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
            )
            for address, name, view in views
        ]
        return [*own, *super().get_urls()]

    def proposals_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication = self.proposed_about(request, object_id)
        found = self.proposals_about(object_id).for_lists().order_by("-proposed_at", "-pk")
        shown = list(found[:MOST_LISTED])
        if publication is None and not shown:
            raise Http404
        told = {"title": _("Proposed changes"), "proposals": shown}
        return self.page_about(request, publication, "proposals", told)

    def proposal_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        publication = self.proposed_about(request, object_id)
        proposal = get_object_or_404(self.proposals_about(object_id), pk=number)
        return self.proposal_page(request, publication, proposal)

    def proposed_about(self, request: HttpRequest, object_id: str) -> Any:
        """Return the publication, None if it is deleted; refuse those who may not see it."""
        publication = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, publication):
            raise PermissionDenied
        return publication

    def proposals_about(self, object_id: str) -> Any:
        if not KEY.fullmatch(object_id):
            raise Http404
        return Proposal.objects.about(self.model(pk=int(object_id)))

    def proposal_page(
        self,
        request: HttpRequest,
        publication: Publication | None,
        proposal: Proposal,
        **told: Any,
    ) -> HttpResponse:
        """Show what is proposed; while it waits, also what taking it would change by now."""
        can_be_taken = publication is not None and proposal.is_waiting
        stands = standing(proposal, publication) if publication and can_be_taken else None
        context = {
            "title": _("Proposed change"),
            "proposal": proposal,
            "stands": stands,
            "was_proposed": entries(proposal.kind, *contents_of(proposal)),
            "form": AnswerForm(standing=stands),
            "change_form": self.change_form_for(publication, stands),
            "may_answer": self.may_answer_proposal(request, publication, proposal),
            "may_take_back": may_take_back(request.user, proposal),
            **told,
        }
        return self.page_about(request, publication, "proposal", context)

    def change_form_for(
        self, publication: Publication | None, stands: Standing | None, data: Any = None
    ) -> ChangeForm | None:
        """Ask what kind of change it is, where readers see other words once it is taken."""
        if publication is None or publication.state != State.PUBLIC:
            return None
        is_asked = stands is not None and stands.changes_words
        return ChangeForm(data, publication=publication) if is_asked else None

    def may_answer_proposal(
        self, request: HttpRequest, publication: Publication | None, proposal: Proposal
    ) -> bool:
        may_change = self.has_change_permission(request, publication)
        return may_change and may_answer(request.user, proposal)

    def page_about(
        self, request: HttpRequest, publication: Publication | None, name: str, told: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subtitle": publication.label if publication else "",
            "original": publication,
            "state_in_words": state_in_words(publication) if publication else "",
            **told,
        }
        return TemplateResponse(request, f"admin/editing/{name}.html", context)
