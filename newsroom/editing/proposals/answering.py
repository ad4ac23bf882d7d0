"""What becomes of a proposal: it is taken, declined, or taken back by who made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from newsroom.editing import history
from newsroom.editing.models import Proposal
from newsroom.editing.models.about import name_of
from newsroom.editing.proposals.standing import standing
from newsroom.editing.stored import put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication

    AfterTaking = Callable[[Publication, Content], None]


class AnsweredAlreadyError(Exception):
    """Somebody else was quicker; nothing was changed."""


class ChangedMeanwhileError(Exception):
    """What is stored is no longer what somebody has seen; nothing was changed."""


@dataclass(frozen=True)
class Decision:
    """How somebody wants a proposal to be taken that they have looked at."""

    seen: str
    """`Standing.seen` of the page on which they did."""
    sides: Sequence[str] = ()
    """A `Side` for each clash of that page."""
    note: str = ""
    """For the one who proposed it."""
    after: AfterTaking | None = None
    """Called with the publication and its content before, if that has changed."""


@transaction.atomic
def take(proposal: Proposal, user: Any, decision: Decision) -> Publication:
    """
    Make the proposal, brought together with what is stored, the text of the publication.

    Whether the user may do that is asked before. Raises AnsweredAlreadyError,
    ChangedMeanwhileError, ValidationError for what the rules of the publication do not allow by
    now, and the publication's DoesNotExist where it is deleted; then nothing is changed.
    """
    waiting = answered(proposal, user, Proposal.Answer.TAKEN, decision.note)
    publication = locked(waiting)
    stands = standing(waiting, publication)
    if stands.seen != decision.seen:
        raise ChangedMeanwhileError
    content = stands.decided(decision.sides)
    if content.digest == stands.now.digest:
        return publication
    history.catch_up(publication)
    put(publication, content)
    sentence = gettext("Proposed by %(name)s, taken.")
    history.record(publication, user, sentence % {"name": waiting.proposed_by_name})
    if decision.after:
        decision.after(publication, stands.now)
    return publication


def decline(proposal: Proposal, user: Any, note: str) -> None:
    """Leave everything as it is, and say why. Raises AnsweredAlreadyError."""
    answered(proposal, user, Proposal.Answer.DECLINED, note)


def take_back(proposal: Proposal, user: Any) -> None:
    """Withdraw one's own proposal. Raises AnsweredAlreadyError."""
    answered(proposal, user, Proposal.Answer.TAKEN_BACK, "")


@transaction.atomic
def answered(proposal: Proposal, user: Any, answer: str, note: str) -> Proposal:
    """Note the answer, if nobody has given one yet: the row is locked, so that one is first."""
    waiting = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not waiting.is_waiting:
        raise AnsweredAlreadyError
    waiting.answer, waiting.answer_note = answer, note
    waiting.answered_by, waiting.answered_by_name = user, name_of(user)
    waiting.answered_at = timezone.now()
    told = ["answer", "answer_note", "answered_by", "answered_by_name", "answered_at"]
    waiting.save(update_fields=told)
    return waiting


def locked(proposal: Proposal) -> Publication:
    rows = proposal.kind._default_manager.select_for_update()
    publication: Publication = rows.get(pk=proposal.object_id)
    return publication
