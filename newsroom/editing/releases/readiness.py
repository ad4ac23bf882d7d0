"""
What keeps a publication from its release: what is missing, and what somebody must look at.

Every desk adds what its own kind must have: `obstacles` is asked for each, and registered for
a kind as any single-dispatch function is
(https://docs.python.org/3/library/functools.html#functools.singledispatch).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.publication.models import Publication

LONG_AGO, FAR_AHEAD = datetime.timedelta(days=366), datetime.timedelta(days=31)
"""From today, what is more likely a slip of the pen than the day that was meant."""


class Weight(StrEnum):
    BLOCKS = "blocks"
    """It cannot be released like this."""
    DOUBT = "doubt"
    """It can, once somebody says that it is right."""
    HINT = "hint"
    """It can; readers would miss something."""


@dataclass(frozen=True)
class Obstacle:
    weight: Weight
    name: str
    """By which a doubt is known when somebody says that it is right."""
    sentence: str
    element: str
    """The id of the place in the form where it is mended."""
    is_right: str = ""
    """What is said where a doubt is none."""


@singledispatch
def obstacles(publication: Publication) -> Iterator[Obstacle]:
    """Return what stands in the way of any publication, in the order of the form."""
    yield from of_the_date(publication)
    if not any(text.strip() for text in publication.running_text()):
        yield Obstacle(
            Weight.BLOCKS, "text", gettext("There is no text below the headline."), "id_lead"
        )
    elif not publication.lead.strip():
        yield missing_lead()


def of_the_date(publication: Publication) -> Iterator[Obstacle]:
    date, today = publication.date, timezone.localdate()
    told = {"date": date_format(date)}
    if date < today - LONG_AGO:
        sentence = gettext("The date %(date)s is more than a year ago.")
    elif date > today + FAR_AHEAD:
        sentence = gettext("The date %(date)s is more than a month ahead.")
    else:
        return
    is_right = gettext("The date %(date)s is right") % told
    yield Obstacle(Weight.DOUBT, "date", sentence % told, "id_date", is_right)


def missing_lead() -> Obstacle:
    return Obstacle(Weight.BLOCKS, "lead", gettext("The lead is missing."), "id_lead")


def of_weight(found: list[Obstacle], weight: Weight) -> list[Obstacle]:
    return [obstacle for obstacle in found if obstacle.weight == weight]
