"""Corrections as readers are told of them."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsroom.publication.models.corrections import Correction

STEP = datetime.timedelta(milliseconds=1)
"""Between corrections of one act; a fixture holds milliseconds, and must find what it wrote."""


class Notice(NamedTuple):
    """A correction as readers are told of it, of however many parts it speaks."""

    note: str
    corrected_at: datetime.datetime
    parts: tuple[Any, ...] = ()

    @property
    def title(self) -> str:
        return gettext("Correction, %(moment)s") % {"moment": in_words(self.corrected_at)}

    @property
    def heading(self) -> str:
        """The title, with what it is about in words, for texts that have no links."""
        named = "; ".join(f"“{part.label}”" for part in self.parts)
        return f"{self.title} ({named})" if named else self.title


def notices_of(told: Any) -> list[Notice]:
    """
    Return the corrections of a publication or of one part, the latest first.

    They are known of what was read with `telling_corrections`, as all is that readers get; and
    what has none costs no query.
    """
    if getattr(told, "corrected_at", None) is None:
        return []
    return list(gathered(told.corrections.all()))


def gathered(corrections: Iterable[Correction]) -> Iterator[Notice]:
    """Tell a note once that one act has put at several parts."""
    by_act = groupby(corrections, lambda it: (it.note, it.corrected_at.replace(microsecond=0)))
    for (note, moment), rows in by_act:
        parts = [row.part for row in rows if row.part]
        yield Notice(note, moment, tuple(sorted(parts, key=lambda it: (it.position, it.pk))))


def with_corrected_at(told: models.QuerySet[Any], name: str) -> models.QuerySet[Any]:
    """Add `corrected_at`, when readers were last told of a correction; `name` is theirs for it."""
    model: Any = told.model._meta.get_field("corrections").related_model
    latest = model._default_manager.filter(**{name: models.OuterRef("pk")})
    latest = latest.order_by("-corrected_at").values("corrected_at")[:1]
    annotated: models.QuerySet[Any] = told.annotate(corrected_at=models.Subquery(latest))
    return annotated


def tell(publication: Any, note: str, parts: Iterable[Any] = ()) -> None:
    """Tell readers what was wrong, at each of the parts or, without any, at the whole."""
    model = publication.corrections.model
    second = timezone.now().replace(microsecond=0)
    number = publication.corrections.filter(corrected_at__gte=second).count()
    for place, part in enumerate(parts or [None], number):
        about = {model.part_name: part} if part else {}
        moment = second + place * STEP
        model(publication=publication, note=note, corrected_at=moment, **about).save()
