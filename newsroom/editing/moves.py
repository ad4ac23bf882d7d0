"""What can happen to the release of a publication, and how it is told to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.publication.models import State
from newsroom.publication.moment import in_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from newsroom.publication.models import Publication


@dataclass(frozen=True)
class Move:
    """A change of state: from where it is possible, and what it means to readers."""

    name: str
    title: _StrPromise
    meaning: _StrPromise
    becomes: State
    possible_from: tuple[State, ...]
    otherwise: _StrPromise
    done: Any
    """How the desk is told of it, by the `count` of publications."""

    needs_a_moment: bool = False
    """Whether the desk must say when."""


PUBLISH = Move(
    "publish",
    _("Publish now"),
    _("Everyone can read at once what is listed here."),
    State.PUBLIC,
    (State.DRAFT, State.SCHEDULED),
    _("is public already"),
    ngettext_lazy(
        "%(count)d publication is public now.", "%(count)d publications are public now.", "count"
    ),
)
SCHEDULE = Move(
    "schedule",
    _("Schedule"),
    _(
        "What is listed here goes public by itself at the moment you give. "
        "Until then only the desk sees it."
    ),
    State.SCHEDULED,
    (State.DRAFT, State.SCHEDULED),
    _("is public already: withdraw it to a draft first"),
    ngettext_lazy(
        "%(count)d publication is scheduled.", "%(count)d publications are scheduled.", "count"
    ),
    needs_a_moment=True,
)
WITHDRAW = Move(
    "withdraw",
    _("Withdraw to draft"),
    _(
        "Readers no longer find what is listed here; its address answers as if there had "
        "never been anything. Nothing is deleted: you can publish it again."
    ),
    State.DRAFT,
    (State.SCHEDULED, State.PUBLIC),
    _("is a draft already"),
    ngettext_lazy(
        "%(count)d publication is a draft again.",
        "%(count)d publications are drafts again.",
        "count",
    ),
)


MOVES = (PUBLISH, SCHEDULE, WITHDRAW)
MOVES_BY_NAME = {move.name: move for move in MOVES}


def state_in_words(publication: Publication) -> str:
    """Say what the state means to readers."""
    if publication.published_at is None:
        return gettext("Draft. Not visible to anyone outside the desk.")
    moment = in_words(publication.published_at)
    if publication.state == State.SCHEDULED:
        return gettext("Scheduled. Goes public by itself on %(moment)s.") % {"moment": moment}
    return gettext("Public since %(moment)s.") % {"moment": moment}
