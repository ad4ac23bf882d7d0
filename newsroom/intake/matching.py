"""
Which stored publication a document tells again.

It is the one of the same kind, date and headline whose texts are alike; without a headline, the
one whose lead is the same but for a few words. So a corrected document changes what it corrects,
and permanent links stay.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interviews.models import Interview
from newsroom.intake.documents import INTERVIEW
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsroom.intake.documents import Draft

    Desk = NewsItem | Interview

ALIKE, LEADS_ALIKE = 0.5, 0.9
"""Shares of words that two texts have in common, with and without a headline to know them by."""

MOST_COMPARED = 200


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
