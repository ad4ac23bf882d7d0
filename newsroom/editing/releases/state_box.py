"""The box on the form that says in words what is true, and what the buttons will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models import PublishLogEntry
from newsroom.editing.releases import reviewing, two_people, withdrawing
from newsroom.editing.releases.deleting import DeletesDrafts
from newsroom.editing.releases.moves import (
    EMBARGO,
    PUBLISH,
    SCHEDULE,
    UNSCHEDULE,
    WITHDRAW,
    state_in_words,
)
from newsroom.editing.releases.notices import ChangesNotices
from newsroom.editing.releases.readiness import Weight, obstacles, of_weight
from newsroom.editing.releases.reviews import Reviews
from newsroom.editing.releases.writers import writers_of
from newsroom.editing.rights import may_change_at_once, may_publish
from newsroom.publication.models import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from newsroom.editing.releases.moves import Move
    from newsroom.editing.releases.readiness import Obstacle
    from newsroom.publication.models import Publication

LATEST_ACTS = 3
"""Entries of the publish log in the box; a link leads to all of them."""

MOVES_FROM: dict[State, tuple[Move, ...]] = {
    State.DRAFT: (PUBLISH, SCHEDULE),
    State.SCHEDULED: (PUBLISH, EMBARGO, UNSCHEDULE),
    State.PUBLIC: (WITHDRAW,),
}


HEADINGS = {
    State.DRAFT: {
        Weight.BLOCKS: _("Cannot be published yet:"),
        Weight.DOUBT: _("You will be asked whether this is right:"),
        Weight.HINT: _("Readers would miss:"),
    },
    State.SCHEDULED: {
        Weight.BLOCKS: _("It goes public by itself like this, although:"),
        Weight.DOUBT: _("Please look whether this is right:"),
        Weight.HINT: _("Readers would miss:"),
    },
}


class TellsState(Reviews, ChangesNotices, DeletesDrafts):
    """All that has to do with the state of a publication, and the box that tells it."""

    actions = (*Reviews.actions, "delete_selected")
    change_form_template = "admin/editing/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        publication = kwargs.get("obj") or self.model()
        context["box"] = StateBox(publication, request.user)
        return super().render_change_form(request, context, *args, **kwargs)


class Button(NamedTuple):
    name: str
    label: str


class StateBox:
    """What the box says of a publication, stored or not, to the user."""

    def __init__(self, publication: Publication, user: Any) -> None:
        self.publication, self.user = publication, user
        self.kind = type(publication)
        self.is_new = publication.pk is None
        self.state = publication.state
        self.may_publish = may_publish(user, self.kind)
        self.at_once = may_change_at_once(user, publication)
        self.must_wait = two_people.forbids_this(user, publication)
        self.review = reviewing.of(publication)
        self.is_waiting = self.state == State.DRAFT and reviewing.is_waiting(self.review)
        self.found = [] if self.is_new else self.obstacles()

    def obstacles(self) -> list[Obstacle]:
        prefetch_related_objects([self.publication], *self.kind.parts)
        return list(obstacles(self.publication))

    @property
    def sentence(self) -> str:
        if self.is_new:
            return gettext("New. Once saved, it is a draft that nobody outside sees.")
        return state_in_words(self.publication)

    def remarks(self) -> Iterator[str]:
        """Return what is true beside the state."""
        if self.state == State.DRAFT and not self.is_new:
            if withdrawal := withdrawing.of(self.publication):
                yield withdrawing.in_sentences(withdrawal)
            if self.review:
                yield reviewing.in_sentences(self.review)
        if self.may_publish and self.must_wait:
            writers = writers_of(self.kind, [self.publication.pk])
            yield gettext("This %(why)s.") % {"why": two_people.why(self.publication, writers)}

    def notice_address(self) -> str:
        """Return where to change what readers find of something withdrawn; else nothing."""
        is_withdrawn = self.state != State.PUBLIC and withdrawing.of(self.publication)
        if not (self.may_publish and is_withdrawn):
            return ""
        meta = self.kind._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_withdrawal"
        return reverse(name, args=[self.publication.pk])

    def lists(self) -> Iterator[tuple[str, list[Obstacle]]]:
        """Return what stands in the way of a release, by how much it does."""
        for weight, heading in HEADINGS.get(self.state, {}).items():
            if of_it := of_weight(self.found, weight):
                yield str(heading), of_it

    def buttons(self) -> Iterator[Button]:
        """Return the buttons beside "Save"; each saves the form first."""
        if self.may_publish and not self.must_wait:
            for move in MOVES_FROM[self.state]:
                yield Button(move.name, f"{move.title} …")
        if self.is_waiting and self.may_publish:
            yield Button("send-back", gettext("Send back …"))
        elif self.state == State.DRAFT and not self.is_waiting:
            yield Button("review", gettext("Ask for review …"))

    @property
    def save_label(self) -> str:
        if self.state == State.DRAFT:
            return gettext("Save draft")
        return gettext("Save") if self.at_once else gettext("Propose this change")

    def help(self) -> Iterator[str]:
        """Say what the buttons will do."""
        yield self.help_on_saving()
        if list(self.buttons()):
            yield gettext(
                "Each of the other buttons saves what you have written first. Then you see what "
                "it would do, and confirm it or go back."
            )

    def help_on_saving(self) -> str:
        if self.state == State.DRAFT:
            return gettext("“Save draft” keeps the text for the desk; nobody outside sees it.")
        if not self.at_once:
            return gettext(
                "“Propose this change” leaves the text as it is until somebody else who may "
                "publish has looked at the change and taken it."
            )
        if self.state == State.SCHEDULED:
            return gettext("“Save” changes what goes public at that moment.")
        return gettext("“Save” changes at once what everyone reads.")

    def acts(self) -> list[PublishLogEntry]:
        if self.is_new:
            return []
        return list(PublishLogEntry.objects.about(self.publication)[:LATEST_ACTS])

    def log_address(self) -> str:
        """Return the address of all that the publish log says of it; empty for who may not look."""
        if self.is_new or not self.user.has_perm("editing.view_publishlogentry"):
            return ""
        return log_address(self.publication)


def log_address(publication: Publication) -> str:
    content_type = ContentType.objects.get_for_model(type(publication))
    address = reverse("admin:editing_publishlogentry_changelist")
    return f"{address}?content_type__id__exact={content_type.pk}&object_id={publication.pk}"
