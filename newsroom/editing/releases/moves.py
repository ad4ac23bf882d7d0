"""What can happen to the release of a publication, and how it is told to the desk."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from newsroom.editing.releases.publish_log import Act
from newsroom.publication.models import State
from newsroom.publication.moment import in_full

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
    otherwise: dict[State, _StrPromise]
    """Why it is not possible from the other states; said after the name of the publication."""
    done: Any
    """How the desk is told of it, by the `count` of publications."""
    act: Act
    comment: _StrPromise
    """What the history says was done."""

    is_release: bool = False
    """Whether readers come to see the text, so that it must be ready, and read by others."""
    needs_a_moment: bool = False
    needs_a_way: bool = False
    """Whether the desk must say what readers find from now on."""


PUBLIC_ALREADY = _("is public already")

PUBLISH = Move(
    "publish",
    _("Publish now"),
    _("Everyone can read at once what is listed here."),
    State.PUBLIC,
    (State.DRAFT, State.SCHEDULED),
    {State.PUBLIC: PUBLIC_ALREADY},
    ngettext_lazy(
        "%(count)d publication is public now.", "%(count)d publications are public now.", "count"
    ),
    Act.PUBLISHED,
    _("Published."),
    is_release=True,
)
SCHEDULE = Move(
    "schedule",
    _("Schedule"),
    _(
        "What is listed here goes public by itself at the moment you give. "
        "Until then only the desk sees it."
    ),
    State.SCHEDULED,
    (State.DRAFT,),
    {
        State.PUBLIC: PUBLIC_ALREADY,
        State.SCHEDULED: _("is scheduled already: change its embargo instead"),
    },
    ngettext_lazy(
        "%(count)d publication is scheduled.", "%(count)d publications are scheduled.", "count"
    ),
    Act.SCHEDULED,
    _("Scheduled."),
    is_release=True,
    needs_a_moment=True,
)
EMBARGO = Move(
    "embargo",
    _("Change embargo"),
    _(
        "What is listed here goes public by itself at the new moment, and no longer at the old "
        "one. Until then only the desk sees it."
    ),
    State.SCHEDULED,
    (State.SCHEDULED,),
    {
        State.PUBLIC: PUBLIC_ALREADY,
        State.DRAFT: _("is a draft: schedule it instead"),
    },
    ngettext_lazy(
        "The embargo of %(count)d publication is changed.",
        "The embargo of %(count)d publications is changed.",
        "count",
    ),
    Act.EMBARGO_CHANGED,
    _("Embargo changed."),
    is_release=True,
    needs_a_moment=True,
)
UNSCHEDULE = Move(
    "unschedule",
    _("Take off the schedule"),
    _("What is listed here is a draft again and does not go public by itself."),
    State.DRAFT,
    (State.SCHEDULED,),
    {
        State.PUBLIC: _("is public: withdraw it instead"),
        State.DRAFT: _("is a draft already"),
    },
    ngettext_lazy(
        "%(count)d publication is a draft again.",
        "%(count)d publications are drafts again.",
        "count",
    ),
    Act.UNSCHEDULED,
    _("Taken off the schedule."),
)
WITHDRAW = Move(
    "withdraw",
    _("Withdraw"),
    _(
        "Readers no longer find what is listed here: not in lists, not in search, not in feeds. "
        "Nothing is deleted. It becomes a draft, which you can change and publish again."
    ),
    State.DRAFT,
    (State.PUBLIC,),
    {
        State.DRAFT: _("is a draft, which nobody outside sees"),
        State.SCHEDULED: _("is not public yet: take it off the schedule instead"),
    },
    ngettext_lazy(
        "%(count)d publication is withdrawn.", "%(count)d publications are withdrawn.", "count"
    ),
    Act.WITHDRAWN,
    _("Withdrawn."),
    needs_a_way=True,
)

ONE_MINUTE = datetime.timedelta(minutes=1)

MOVES = (PUBLISH, SCHEDULE, EMBARGO, UNSCHEDULE, WITHDRAW)
MOVES_BY_NAME = {move.name: move for move in MOVES}


def state_in_words(publication: Publication) -> str:
    """Say what the state means to readers."""
    if publication.published_at is None:
        return gettext("Draft. Not visible to anyone outside.")
    told = {"moment": in_full(publication.published_at)}
    if publication.published_at <= (now := timezone.now()):
        return gettext("Public since %(moment)s.") % told
    if publication.published_at - now < ONE_MINUTE:
        return gettext("Goes public on %(moment)s, in less than a minute.") % told
    told["wait"] = timeuntil(publication.published_at, now)
    return gettext("Goes public on %(moment)s, in %(wait)s.") % told
