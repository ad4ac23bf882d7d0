"""How the wording of an exchange changed, from each earlier wording to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst

from interviews.models import Exchange
from newsroom.editing.comparing import Difference
from newsroom.publication.wording import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interviews.models import EarlierWording

SPOKEN = ("question", "answer")


@dataclass(frozen=True)
class Rewording:
    wording: EarlierWording
    """The one that was replaced."""
    parts: tuple[Difference, ...]


def rewordings(exchange: Exchange, earlier: Iterable[EarlierWording]) -> Iterator[Rewording]:
    """
    Compare each of the earlier wordings, newest first, with the one before it in this list.

    Only what is given is compared: a wording that is left out is not told by a comparison.
    """
    newer: Exchange | EarlierWording = exchange
    for wording in earlier:
        yield Rewording(wording, tuple(parts(wording, newer)))
        newer = wording


def parts(wording: EarlierWording, newer: Exchange | EarlierWording) -> Iterator[Difference]:
    for name in SPOKEN:
        before, after = getattr(wording, name), getattr(newer, name)
        if before.split() != after.split():
            field: Any = Exchange._meta.get_field(name)
            yield Difference(capfirst(field.verbose_name), differences(before, after))
