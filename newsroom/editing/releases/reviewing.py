"""A second pair of eyes: asking for a review of a draft, and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext

from newsroom.editing.models import Review
from newsroom.editing.models.about import name_of
from newsroom.publication.models import State
from newsroom.publication.moment import in_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsroom.publication.models import Publication


def of(publication: Publication) -> Review | None:
    """Return the last request for review of the publication that its release has not ended."""
    return Review.objects.about(publication).first() if publication.pk else None


def is_waiting(review: Review | None) -> bool:
    return review is not None and review.answered_at is None


def ask(publication: Publication, user: Any, note: str = "") -> Review:
    """Ask whoever may publish to read the publication; a former request is replaced."""
    review, _made = Review.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(type(publication)),
        object_id=publication.pk,
        defaults={
            "note": note,
            "asked_by": user,
            "asked_by_name": name_of(user),
            "asked_at": timezone.now(),
            "answer": "",
            "answered_by_name": "",
            "answered_at": None,
        },
    )
    return review


def send_back(publication: Publication, user: Any, note: str) -> bool:
    """Answer the request with a note; return whether one was waiting."""
    waiting = Review.objects.about(publication).filter(answered_at=None)
    answered = waiting.update(
        answer=note, answered_by_name=name_of(user), answered_at=timezone.now()
    )
    return bool(answered)


def end(publications: Iterable[Publication]) -> None:
    """Forget the requests: what was asked for has happened, or can no longer happen."""
    for publication in publications:
        Review.objects.about(publication).delete()


def waiting() -> list[Review]:
    """Return the requests that nobody has answered, the oldest first, with their publications."""
    asked = Review.objects.filter(answered_at=None).prefetch_related("publication")
    drafts = (it for it in asked if it.publication and it.publication.state == State.DRAFT)
    return list(drafts)


def in_sentences(review: Review) -> str:
    """Say to the desk since when it waits and who asked, or who sent it back and why."""
    told = {
        "asked_by": review.asked_by_name or gettext("somebody"),
        "asked_at": in_full(review.asked_at),
        "note": review.note,
        "answered_by": review.answered_by_name or gettext("somebody"),
        "answered_at": in_full(review.answered_at or review.asked_at),
        "answer": review.answer,
    }
    if review.answered_at:
        return gettext("Sent back by %(answered_by)s on %(answered_at)s: “%(answer)s”") % told
    if review.note:
        sentence = gettext("Waits for review since %(asked_at)s. %(asked_by)s asked: “%(note)s”")
        return sentence % told
    return gettext("Waits for review since %(asked_at)s. %(asked_by)s asked for it.") % told
