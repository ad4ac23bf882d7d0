"""Changes to what is public, kept beside it until somebody who may publish decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from newsroom.editing.comparing import summary
from newsroom.editing.contents import Content, Part
from newsroom.editing.models import Proposal
from newsroom.editing.models.about import name_of
from newsroom.editing.models.proposals import LONGEST_SUMMARY
from newsroom.editing.rights import may_publish, wants_two_people
from newsroom.editing.stored import content_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models import Publication


def propose(
    publication: Publication, user: Any, base: Content, proposed: Content, note: str = ""
) -> Proposal | None:
    """
    Keep how the publication would read, beside how it reads; None where nothing would change.

    Whoever proposes the same once more gets the proposal that waits already.
    """
    if proposed.digest == base.digest:
        return None
    told = {"base": base.as_json(), "proposed": proposed.as_json()}
    for it in Proposal.objects.about(publication).waiting().filter(proposed_by=user):
        if {"base": it.base, "proposed": it.proposed} == told:
            return it
    return Proposal.objects.create(
        publication=publication,
        proposed_by=user,
        proposed_by_name=name_of(user),
        # A base that takes no NUL would refuse the whole proposal for it.
        note=note.replace("\0", "").strip(),
        summary=summary(type(publication), base, proposed)[:LONGEST_SUMMARY],
        **told,
    )


def would_be(publication: Publication, write: Callable[[], object]) -> Content:
    """Return what the publication would say after `write`, of which nothing stays in the base."""
    with transaction.atomic():
        write()
        stored = type(publication)._default_manager.get(pk=publication.pk)
        content = content_of(stored)
        transaction.set_rollback(True)
    return content


def contents_of(proposal: Proposal) -> tuple[Content, Content]:
    """Return how the publication read and how it would read, in the fields that it has now."""
    base, proposed = map(Content.of_json, (proposal.base, proposal.proposed))
    return known(proposal.kind, base), known(proposal.kind, proposed)


def known(kind: type[Publication], content: Content) -> Content:
    """Return the content in the order of the form, which a base need not have kept."""
    parts, names = parts_of(kind), kind.content_fields()
    own = parts.model.content_fields if parts else ()
    rows = tuple(Part(part.key, picked(part.texts, own)) for part in content.parts)
    return Content(picked(content.texts, names), rows)


def picked(texts: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: texts[name] for name in names if name in texts}


def may_answer(user: User | AnonymousUser, proposal: Proposal) -> bool:
    """Whether the user may take or decline it; not one's own at a desk of two people."""
    kind: type[Publication] = proposal.kind
    is_own = proposal.proposed_by_id is not None and proposal.proposed_by_id == user.pk
    return may_publish(user, kind) and not (is_own and wants_two_people(kind))


def may_take_back(user: User | AnonymousUser, proposal: Proposal) -> bool:
    return proposal.is_waiting and proposal.proposed_by_id == user.pk is not None


def close_all(publication: Publication, user: Any) -> None:
    """Decline what waits, because the publication is deleted."""
    Proposal.objects.about(publication).waiting().update(
        answer=Proposal.Answer.DECLINED,
        answer_note=gettext("It was deleted."),
        answered_by=user,
        answered_by_name=name_of(user),
        answered_at=timezone.now(),
    )
