"""The page on which a move is looked at and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from django.utils.translation import ngettext

from newsroom.editing.releases import releasing
from newsroom.editing.releases.seen import Seen, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django import forms
    from django.http import HttpRequest

    from newsroom.editing.releases.moves import Move
    from newsroom.editing.releases.readiness import Obstacle
    from newsroom.editing.releases.releasing import Sorted, Staying

MOST_SHOWN = 100
"""Publications that the page names one by one."""


class ReleasePage:
    def __init__(
        self, request: HttpRequest, desk: Any, move: Move, form: forms.Form, back: str
    ) -> None:
        self.request, self.desk, self.move, self.form, self.back = request, desk, move, form, back

    def context(self, chosen: list[Any]) -> dict[str, Any]:
        """Return what the template shows of the `loaded` publications."""
        sure = self.request.POST.getlist("sure")
        found = releasing.sort(chosen, self.move, self.request.user)
        return {
            **self.desk.admin_site.each_context(self.request),
            **self.named("moving", found.moving),
            **self.named("staying", list(map(self.told, found.staying))),
            **self.named("doubtful", list(map(self.told, found.doubtful))),
            "hints": [self.told(it) for it in found.hints[:MOST_SHOWN]],
            "opts": self.desk.opts,
            "title": self.move.title,
            "subtitle": chosen[0].label if len(chosen) == 1 else None,
            "move": self.move,
            "form": self.form,
            "media": self.desk.media + self.form.media,
            "ticks": list(ticks(found, sure)),
            "is_unsure": self.form.is_bound and not set(found.doubts) <= set(sure),
            "overtaken": self.overtaken(chosen),
            "chosen": chosen,
            "seen": [value_of(publication) for publication in chosen],
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": self.back,
        }

    def named(self, name: str, rows: list[Any]) -> dict[str, Any]:
        return {name: rows[:MOST_SHOWN], f"{name}_unnamed": len(rows[MOST_SHOWN:])}

    def told(self, staying: Staying) -> dict[str, Any]:
        """Add to each obstacle the address at which it is mended."""
        address = reverse(f"admin:{self.desk.route('change')}", args=[staying.publication.pk])
        return {
            "publication": staying.publication,
            "reason": staying.reason,
            "obstacles": [(it.sentence, f"{address}#{it.element}") for it in staying.obstacles],
        }

    def overtaken(self, chosen: list[Any]) -> list[str]:
        """Return what happened meanwhile to what somebody has just confirmed."""
        if not self.form.is_bound:
            return []
        return list(Seen.of(self.request.POST.getlist("seen")).changed_since(chosen))


def ticks(found: Sorted, sure: list[str]) -> Iterator[dict[str, Any]]:
    """Return a box to tick for each sort of doubt: its name, what ticking it says, if ticked."""
    for name, doubts in found.doubts.items():
        yield {"name": name, "is_right": all_right(doubts), "is_ticked": name in sure}


def all_right(doubts: list[Obstacle]) -> str:
    said = list(dict.fromkeys(doubt.is_right for doubt in doubts))
    if len(said) == 1:
        return said[0]
    sentence = ngettext(
        "All of this is right, at %(count)d place",
        "All of this is right, at %(count)d places",
        len(doubts),
    )
    return sentence % {"count": len(doubts)}
