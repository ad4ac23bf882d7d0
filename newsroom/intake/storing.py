"""
What a document holds, put into the base: new publications as drafts, corrected ones in place.

A publication is the stored one when kind, date and headline are the same and the texts are
alike; without a headline, when the leads are the same but for a few words. So a corrected
document changes what it corrects, and permanent links stay.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews import conversation
from interviews.models import Exchange, Interview
from interviews.paragraphs import tidy
from interviews.transcripts import Transcript
from newsroom.intake.documents import INTERVIEW, Draft
from newsroom.intake.source import Refusal
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterator, Sequence

    Desk = NewsItem | Interview

ALIKE, LEADS_ALIKE = 0.5, 0.9
"""Shares of words that two texts have in common, with and without a headline to know them by."""

MOST_COMPARED = 200


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Stored:
    """What became of a publication of the document, and in words what of it changed."""

    draft: Draft
    publication: Desk
    outcome: Outcome
    changes: str = ""


@transaction.atomic
def store(
    drafts: Sequence[Draft],
    *,
    publish: bool = False,
    new: Collection[int] = (),
    public: Collection[int] = (),
) -> list[Stored]:
    """
    Store the publications of a document, all or none.

    Args:
        drafts: the publications in the order of the document.
        publish: whether new ones, and changes to public ones, become public at once.
        new: the places of drafts that are new ones, whatever is stored.
        public: the places of drafts whose changes to a public one become public at once.

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
        done = correct(draft, found, publish=is_public) if found else create(draft, moment)
        used[kind].add(done.publication.pk)
        stored.append(done)
    return stored


def model_of(draft: Draft) -> type[Desk]:
    return Interview if draft.kind == INTERVIEW else NewsItem


def matching(draft: Draft, used: Collection[int] = ()) -> Desk | None:
    """Return the stored publication that the draft is, if there is one."""
    if draft.date is None:
        return None
    of_that_day = model_of(draft).objects.filter(date=draft.date, headline=draft.headline)
    candidates = of_that_day.exclude(pk__in=used).order_by("pk")[:MOST_COMPARED]
    if draft.headline:
        told, least = text_of_draft(draft), ALIKE
        alike = [(likeness(told, text_of(it)), -it.pk, it) for it in candidates]
    else:
        told, least = draft.lead, LEADS_ALIKE
        alike = [(likeness(told, it.lead), -it.pk, it) for it in candidates]
    best = max(alike, default=None, key=lambda it: it[:2])
    return best[2] if best and best[0] >= least else None


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    first, second = Counter(one.split()), Counter(other.split())
    both = first.total() + second.total()
    return 2 * (first & second).total() / both if both else 1.0


def text_of_draft(draft: Draft) -> str:
    said = (f"{it.question} {it.answer}" for it in draft.exchanges)
    return " ".join([draft.lead, draft.text, *said])


def text_of(publication: Desk) -> str:
    if isinstance(publication, NewsItem):
        return f"{publication.lead} {publication.body}"
    said = publication.exchanges.values_list("question", "answer")
    return " ".join([publication.lead, publication.preamble, *map(" ".join, said)])


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
            position=place * conversation.STEP,
            question=said.question,
            answer=said.answer,
            asked_by=said.asked_by,
            answered_by=said.answered_by,
        )
        # Its own fields alone: the base need not be asked about each of some hundred rows.
        with refusing(draft, _("Exchange %d: ") % place):
            exchange.clean_fields(exclude=["interview"])
        yield exchange


@contextmanager
def refusing(draft: Draft, place: str = "") -> Iterator[None]:
    """Refuse what the rules of a model do not allow, with the place in the document."""
    try:
        yield
    except ValidationError as error:
        told = (
            f"{'' if field == '__all__' else f'{field}: '}{' '.join(sentences)}"
            for field, sentences in error.message_dict.items()
        )
        raise Refusal(place + " ".join(told), draft.line) from error


def correct(draft: Draft, publication: Desk, *, publish: bool) -> Stored:
    """Bring a stored publication to the words of the draft; what the draft omits stays."""
    changed = changed_fields(draft, publication)
    transcript = Transcript(draft.text, draft.exchanges)
    said = None
    if isinstance(publication, Interview):
        said = conversation.changes(publication, transcript)
    if not changed and not said:
        return Stored(draft, publication, Outcome.UNCHANGED)
    if publication.published_at and not publish:
        sentence = _(
            "“%(label)s” is released already, and its changes would be public at once: "
            "say --publish to let them, or withdraw it first."
        )
        raise Refusal(sentence % {"label": publication.label}, draft.line)
    for field, text in changed.items():
        setattr(publication, field, text)
    with refusing(draft):
        publication.full_clean()
    publication.save(update_fields=list(changed))
    if isinstance(publication, Interview) and said:
        keep_conversation(publication, transcript, draft)
    fields = (publication._meta.get_field(name) for name in changed)
    words = [str(getattr(it, "verbose_name", it.name)) for it in fields]
    words += [str(said)] if said else []
    return Stored(draft, publication, Outcome.CHANGED, ", ".join(words))


def keep_conversation(interview: Interview, transcript: Transcript, draft: Draft) -> None:
    try:
        conversation.store(interview, transcript)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), draft.line) from error


def changed_fields(draft: Draft, publication: Desk) -> dict[str, str]:
    """
    Return the fields in which the draft differs, with what it says.

    Who asked and who answered is only guessed from a document; what the desk wrote stays.
    """
    told = {"lead": draft.lead}
    if isinstance(publication, NewsItem):
        told["body"] = draft.text
    else:
        names = ("outlet", "interviewee", "interviewee_role")
        open_to_change = (it for it in names if it in draft.told or not getattr(publication, it))
        told |= {name: getattr(draft, name) for name in open_to_change}
    return {
        name: text for name, text in told.items() if tidy(getattr(publication, name)) != tidy(text)
    }
