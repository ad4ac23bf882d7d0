"""The desk's day: what waits, what goes public next, what just did, and one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models.lookups import In
from django.urls import reverse
from django.utils import timezone
from reversion.models import Revision, Version

from newsroom.editing.models import Proposal, Review
from newsroom.publication.models import State, kinds
from newsroom.publication.models.state import NoIndexOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from newsroom.publication.models import Publication

MOST = 8
"""Publications in each of the lists."""

JUST = datetime.timedelta(days=7)
"""How long a release counts as a recent one."""

MOST_ACTS, MOST_VERSIONS = 200, 1000
"""Acts, and versions of them, that are looked through for what somebody wrote last."""


@dataclass(frozen=True)
class Kind:
    """What the one who looks may do at a desk."""

    model: type[Publication]
    desk: Any
    may_add: bool

    @property
    def add_address(self) -> str:
        return reverse(f"admin:{self.desk.route('add')}")

    @property
    def shelf(self) -> Any:
        """Return its publications, with no more of each than a line shows."""
        return self.model._default_manager.all().for_lists()


class Day:
    """The first page of the desk for one person; each list is read when it is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user
        desks = [(kind, admin.site.get_model_admin(kind)) for kind in kinds()]
        self.kinds = [
            Kind(kind, desk, desk.has_add_permission(request))
            for kind, desk in desks
            if desk.has_view_or_change_permission(request)
        ]

    @property
    def content_types(self) -> list[ContentType]:
        return [ContentType.objects.get_for_model(kind.model) for kind in self.kinds]

    def addable(self) -> list[Kind]:
        return [kind for kind in self.kinds if kind.may_add]

    def waiting_for_review(self) -> list[Review]:
        waiting = Review.objects.filter(answered_at=None).order_by("asked_at")
        return self.about_something(waiting)

    def proposed(self) -> list[Proposal]:
        waiting = Proposal.objects.waiting().for_lists()
        return self.about_something(waiting.order_by("proposed_at", "pk"))

    def sent_back(self) -> list[Review]:
        """Return what the one who looks asked to be reviewed, and got back with a note."""
        answered = Review.objects.filter(asked_by=self.user, answered_at__isnull=False)
        return self.about_something(answered.order_by("-answered_at"))

    def answered(self) -> list[Proposal]:
        """Return the proposals of the one who looks that were taken or declined lately."""
        answered = Proposal.objects.for_lists().filter(
            proposed_by=self.user,
            answer__in=(Proposal.Answer.TAKEN, Proposal.Answer.DECLINED),
            answered_at__gte=timezone.now() - JUST,
        )
        return self.about_something(answered.order_by("-answered_at"))

    def about_something(self, rows: QuerySet[Any]) -> list[Any]:
        """Return the first rows whose publication is still there, and is the desk's to see."""
        shown = rows.filter(content_type__in=self.content_types)[: 2 * MOST]
        found = shown.prefetch_related("publication")
        return [row for row in found if row.publication][:MOST]

    def going_public(self) -> list[Publication]:
        shelves = (
            kind.shelf.in_state(State.SCHEDULED).order_by("published_at", "pk")[:MOST]
            for kind in self.kinds
        )
        return sorted(chain.from_iterable(shelves), key=attrgetter("published_at"))[:MOST]

    def just_published(self) -> list[Publication]:
        since = timezone.now() - JUST
        shelves = (kind.shelf.public().released_since(since)[:MOST] for kind in self.kinds)
        released = chain.from_iterable(shelves)
        return sorted(released, key=attrgetter("published_at"), reverse=True)[:MOST]

    def mine(self) -> list[Publication]:
        """Return what the one who looks wrote last, the latest first."""
        acts = Revision.objects.filter(user=self.user).order_by("-pk").values("pk")[:MOST_ACTS]
        written = Version.objects.filter(
            In(NoIndexOf("content_type_id"), [it.pk for it in self.content_types]),
            revision__in=acts,
        )
        latest = written.order_by("-revision_id", "-pk").values_list("content_type", "object_id")
        return in_order(list(dict.fromkeys(latest[:MOST_VERSIONS]))[:MOST], self.kinds)


def in_order(keys: Sequence[tuple[int, str]], kinds: Iterable[Kind]) -> list[Publication]:
    """Return the publications of these content types and keys, as far as they are there."""
    found: dict[tuple[int, str], Publication] = {}
    for kind in kinds:
        number = ContentType.objects.get_for_model(kind.model).pk
        own = [key for content_type, key in keys if content_type == number]
        if own:
            found |= {(number, str(it.pk)): it for it in kind.shelf.filter(pk__in=own).order_by()}
    return [found[key] for key in keys if key in found]
