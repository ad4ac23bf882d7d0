"""Which publications are looked at: of a big archive those at which something may go wrong."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from newsroom.publication.models import State, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.publication.models import Publication


def going_public(kind: type[Publication], most: int) -> list[Publication]:
    """Return what goes public next, the first one first."""
    scheduled = kind._default_manager.in_state(State.SCHEDULED)
    return list(scheduled.order_by("published_at", "pk")[:most])


def sample(kind: type[Publication], most: int) -> Iterator[Publication]:
    """Return so many each of what was released last, waits, was withdrawn, and of any others."""
    rows: Any = kind._default_manager
    withdrawn = Withdrawal.objects.filter(desk=kind.desk()).order_by("-withdrawn_at")
    highest = rows.aggregate(highest=Max("pk"))["highest"] or 0
    numbers = range(1, highest + 1)
    # There are gaps in the numbers, so more are drawn than are looked at.
    drawn = random.sample(numbers, min(4 * most, highest))
    return once(
        chain(
            rows.public().order_by("-published_at")[:most],
            going_public(kind, most),
            rows.in_state(State.DRAFT).order_by("-pk")[:most],
            rows.filter(pk__in=list(withdrawn.values_list("publication_key", flat=True)[:most])),
            rows.filter(pk__in=drawn).order_by("pk")[:most],
        )
    )


def everything(kind: type[Publication]) -> Iterator[Publication]:
    rows: Iterator[Publication] = kind._default_manager.order_by("pk").iterator()
    return rows


def once(publications: Iterable[Publication]) -> Iterator[Publication]:
    seen = set[int]()
    for publication in publications:
        if publication.pk not in seen:
            seen.add(publication.pk)
            yield publication
