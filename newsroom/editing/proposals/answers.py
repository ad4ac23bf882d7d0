"""Taking and declining proposals at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.comparing import verbose_name
from newsroom.editing.corrections import note_change
from newsroom.editing.proposals import answering
from newsroom.editing.proposals.forms import AnswerForm
from newsroom.editing.proposals.pages import ShowsProposals
from newsroom.editing.proposals.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from newsroom.editing.contents import Content
    from newsroom.editing.corrections import ChangeForm
    from newsroom.editing.models import Proposal
    from newsroom.publication.models import Publication

ANSWERED_ALREADY = _("Somebody answered this proposal before you: nothing of yours was done.")
IS_TAKEN = _("The proposal is taken.")
IS_DECLINED = _("The proposal is declined. Nothing that readers see has changed.")
IS_TAKEN_BACK = _("Your proposal is taken back. Nothing that readers see has changed.")


class AnswersProposals(ShowsProposals):
    def proposal_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        if request.method != "POST":
            return super().proposal_view(request, object_id, number)
        publication = self.proposed_about(request, object_id)
        proposal = get_object_or_404(self.proposals_about(object_id), pk=number)
        answer = {"take": self.take, "decline": self.decline, "take-back": self.take_back}.get(
            request.POST.get("do", "")
        )
        if answer is None:
            return self.proposal_page(request, publication, proposal)
        try:
            return answer(request, publication, proposal)
        except answering.AnsweredAlreadyError:
            self.message_user(request, ANSWERED_ALREADY, messages.WARNING)
            return HttpResponseRedirect(request.path)

    def take_back(
        self, request: HttpRequest, publication: Publication | None, proposal: Proposal
    ) -> HttpResponse:
        if proposal.proposed_by_id != request.user.pk:
            raise PermissionDenied
        answering.take_back(proposal, request.user)
        return self.on_from(request, publication, proposal, IS_TAKEN_BACK)

    def decline(
        self, request: HttpRequest, publication: Publication | None, proposal: Proposal
    ) -> HttpResponse:
        if not self.may_answer_proposal(request, publication, proposal):
            raise PermissionDenied
        stands = standing(proposal, publication) if publication else None
        form = AnswerForm(request.POST, standing=stands, answer="decline")
        if not form.is_valid():
            return self.proposal_page(request, publication, proposal, form=form)
        answering.decline(proposal, request.user, form.cleaned_data["answer_note"])
        return self.on_from(request, publication, proposal, IS_DECLINED)

    def take(
        self, request: HttpRequest, publication: Publication | None, proposal: Proposal
    ) -> HttpResponse:
        """Take it as it was shown, or show it once more with what has to be done first."""
        if not self.may_answer_proposal(request, publication, proposal):
            raise PermissionDenied
        if publication is None:
            return self.proposal_page(request, publication, proposal)
        stands = standing(proposal, publication)
        if request.POST.get("seen") != stands.seen and proposal.is_waiting:
            return self.shown_anew(request, publication, proposal)
        form = AnswerForm(request.POST, standing=stands, answer="take")
        change = self.change_form_for(publication, stands, request.POST)
        shown = {"form": form, "change_form": change}
        # Both are asked, so that all that is missing is told at once.
        if not all([form.is_valid(), change is None or change.is_valid()]):
            return self.proposal_page(request, publication, proposal, **shown)
        try:
            taken = answering.take(proposal, request.user, decision_of(request, form, change))
        except (answering.ChangedMeanwhileError, IntegrityError):
            return self.shown_anew(request, self.stored(proposal), proposal)
        except ValidationError as error:
            faults = list(sentences_of(error, proposal.kind))
            return self.proposal_page(
                request, self.stored(proposal), proposal, **shown, faults=faults
            )
        except ObjectDoesNotExist as error:
            raise Http404 from error
        self.log_change(
            request, taken, gettext("Took a proposal of %s.") % proposal.proposed_by_name
        )
        return self.on_from(request, taken, proposal, IS_TAKEN)

    def stored(self, proposal: Proposal) -> Any:
        return self.model._default_manager.filter(pk=proposal.object_id).first()

    def shown_anew(
        self, request: HttpRequest, publication: Publication | None, proposal: Proposal
    ) -> HttpResponse:
        """Show it against what is stored by now; what was written of an answer stays."""
        stands = standing(proposal, publication) if publication else None
        written = {"answer_note": request.POST.get("answer_note", "")}
        form = AnswerForm(standing=stands, initial=written)
        return self.proposal_page(request, publication, proposal, form=form, is_overtaken=True)

    def on_from(
        self,
        request: HttpRequest,
        publication: Publication | None,
        proposal: Proposal,
        sentence: Any,
    ) -> HttpResponse:
        """Say what was done, and lead to the others that wait, or else to the publication."""
        self.message_user(request, sentence, messages.SUCCESS)
        waits = self.proposals_about(str(proposal.object_id)).waiting().exists()
        view = "proposals" if publication is None or waits else "change"
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}"
        return HttpResponseRedirect(reverse(name, args=[proposal.object_id]))


def decision_of(
    request: HttpRequest, form: AnswerForm, change: ChangeForm | None
) -> answering.Decision:
    """Return what was decided on the page; readers are told of the change as it was said there."""

    def tell_readers(publication: Publication, before: Content) -> None:
        note_change(publication, request.user, change, before)

    note = form.cleaned_data["answer_note"]
    return answering.Decision(request.POST.get("seen", ""), form.sides, note, tell_readers)


def sentences_of(error: ValidationError, kind: type[Publication]) -> Iterator[str]:
    """Return what the rules of the publication do not allow, with the names of the fields."""
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for name, sentences in error.message_dict.items():
        place = "" if name == NON_FIELD_ERRORS else f"{capfirst(verbose_name(kind, name))}: "
        yield from (f"{place}{sentence}" for sentence in sentences)
