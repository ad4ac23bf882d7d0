"""What a document holds, put into the base: new publications as drafts, corrected ones in place."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Exchange, Interview
from newsroom.editing import history
from newsroom.editing.corrections import note_change
from newsroom.editing.releases import publish_log
from newsroom.editing.stored import STEP
from newsroom.intake.correcting import FROM, correct
from newsroom.intake.documents import INTERVIEW
from newsroom.intake.matching import matching, model_of
from newsroom.intake.outcomes import Outcome, Stored, refusing
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from django.contrib.auth.models import User

    from newsroom.editing.corrections import ChangeForm
    from newsroom.intake.documents import Draft
    from newsroom.intake.matching import Desk


NOTHING: Mapping[int, ChangeForm | None] = MappingProxyType({})


@transaction.atomic
def store(
    drafts: Sequence[Draft],
    *,
    publish: bool = False,
    new: Collection[int] = (),
    public: Mapping[int, ChangeForm | None] = NOTHING,
    user: User | None = None,
) -> list[Stored]:
    """
    Store the publications of a document, all or none, as one act of the history.

    Args:
        drafts: the publications in the order of the document.
        publish: whether new ones, and changes to public ones, become public at once.
        new: the places of drafts that are new ones, whatever is stored.
        public: the places of drafts whose changes to a public one become public at once, and
            what readers are told of each.
        user: who stores them. Changes that they may not make at once they propose; nobody is
            the engineer, who may.

    Raises `Refusal` for what the rules of the publication do not allow, and for changes to
    what is public or scheduled where `publish` is not said.
    """
    moment = timezone.now() if publish else None
    used: dict[type[Desk], set[int]] = {NewsItem: set(), Interview: set()}
    stored = []
    for place, draft in enumerate(drafts):
        kind = model_of(draft)
        found = None if place in new else matching(draft, used[kind])
        is_public = publish or place in public
        done = (
            correct(draft, found, publish=is_public, user=user) if found else create(draft, moment)
        )
        used[kind].add(done.publication.pk)
        stored.append(done)
    keep(stored, user)
    for place, done in enumerate(stored):
        if done.before and done.outcome == Outcome.CHANGED:
            note_change(done.publication, user, public.get(place), done.before)
    return stored


def keep(stored: Sequence[Stored], user: User | None) -> None:
    """Keep a version of each publication that is new or changed, and log what is released."""
    written = [it for it in stored if it.outcome in {Outcome.CREATED, Outcome.CHANGED}]
    with history.one_act(user, str(FROM)):
        for it in written:
            history.record(it.publication, user, str(FROM))
    for it in written:
        if it.outcome == Outcome.CREATED and it.publication.published_at:
            publish_log.note(it.publication, publish_log.Act.PUBLISHED, user, note=str(FROM))


def create(draft: Draft, moment: datetime.datetime | None) -> Stored:
    """Store a new publication: a draft, or public from the moment."""
    publication = unsaved(draft)
    publication.published_at = moment
    with refusing(draft):
        publication.full_clean()
    publication.save()
    if isinstance(publication, Interview):
        Exchange.objects.bulk_create(exchanges_of(draft, publication))
    return Stored(draft, publication, Outcome.CREATED)


def unsaved(draft: Draft) -> Desk:
    """Return the publication that the draft would be, without its exchanges."""
    fields = {"headline": draft.headline, "lead": draft.lead}
    if draft.date:
        fields["date"] = draft.date  # type: ignore[assignment]
    if draft.kind != INTERVIEW:
        return NewsItem(body=draft.text, **fields)
    return Interview(
        preamble=draft.text,
        outlet=draft.outlet,
        interviewee=draft.interviewee,
        interviewee_role=draft.interviewee_role,
        **fields,
    )


def exchanges_of(draft: Draft, interview: Interview) -> Iterator[Exchange]:
    """Tell the exchanges of a new interview; their first keys are q1, q2 and so on."""
    for place, said in enumerate(draft.exchanges, 1):
        exchange = Exchange(
            interview=interview,
            key=f"q{place}",
            position=place * STEP,
            question=said.question,
            answer=said.answer,
            asked_by=said.asked_by,
            answered_by=said.answered_by,
        )
        # Its own fields alone: the base need not be asked about each of some hundred rows.
        with refusing(draft, _("Exchange %d: ") % place):
            exchange.clean_fields(exclude=["interview"])
        yield exchange
