"""Who may see which publications. Every list, page, feed and search asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import F, Q, Subquery
from django.db.models.lookups import LessThanOrEqual

from newsroom.publication import page_moment
from newsroom.publication.models.natural_keys import NaturalKeyQuerySet
from newsroom.publication.models.notices import with_corrected_at
from newsroom.publication.models.state import NoIndexOf, State
from newsroom.publication.position import on_either_side

if TYPE_CHECKING:
    import datetime

    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models.publication import Publication
    from newsroom.publication.position import Position

Publication_co = TypeVar("Publication_co", bound="Publication", covariant=True)


class PublicationQuerySet(NaturalKeyQuerySet[Publication_co]):
    """What the public may see is decided here and nowhere else."""

    natural_fields = ("slug",)

    def in_state(self, state: str, at: datetime.datetime | None = None) -> Self:
        """Return what is in the `State` at the moment (now)."""
        at = at or page_moment.now()
        return self.filter(
            {
                State.DRAFT: Q(published_at=None),
                State.SCHEDULED: Q(published_at__gt=at),
                State.PUBLIC: Q(LessThanOrEqual(NoIndexOf("published_at"), at)),
            }[State(state)]
        )

    def public(self, at: datetime.datetime | None = None) -> Self:
        return self.in_state(State.PUBLIC, at)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return what the user may see, in the order of the lists."""
        if not self.model.drafts_are_open_to(user):
            return self.public()
        return self.order_by("-date", F("published_at").desc(nulls_first=True), "pk")

    def released_since(self, moment: datetime.datetime) -> Self:
        """Return what has a moment of release from the one given on, the latest first."""
        return self.filter(published_at__gte=moment).order_by("-published_at", "pk")

    def in_period(self, first: datetime.date, last: datetime.date) -> Self:
        """Return what bears a date from `first` to `last`, both included."""
        return self.filter(date__gte=first, date__lte=last)

    def for_lists(self) -> Self:
        """Leave out of the rows what only the page of a publication shows."""
        return self.defer(*self.model.long_texts)

    def whole(self) -> Self:
        """Read the long texts after all, for lists that show all of a publication."""
        return self.defer(None)

    def telling_corrections(self) -> Self:
        """Add `corrected_at`: when readers were last told of a correction, if ever."""
        told: Any = with_corrected_at(self, "publication")
        return told  # type: ignore[no-any-return]

    def older_than(self, position: Position) -> Self:
        """Return what comes after the position in a list, without ordering it."""
        moment = position.published_at
        released_before = (
            Q(published_at__isnull=False) if moment is None else Q(published_at__lt=moment)
        )
        later = released_before | Q(published_at=moment) & self._tie(position, "gt")
        # The bare upper bound on the date is what the index can start from.
        day = position.date
        return self.filter(Q(date__lt=day) | Q(date=day) & later, date__lte=day)

    def newer_than(self, position: Position) -> Self:
        """Return what comes before the position in a list, without ordering it."""
        moment = position.published_at
        released_after = (
            Q(pk__in=[]) if moment is None else Q(published_at=None) | Q(published_at__gt=moment)
        )
        sooner = released_after | Q(published_at=moment) & self._tie(position, "lt")
        day = position.date
        return self.filter(Q(date__gt=day) | Q(date=day) & sooner, date__gte=day)

    def _tie(self, position: Position, beyond: str) -> Q:
        """Tell apart what has the same date and moment: first by desk, then as stored."""
        desk = self.model.desk()
        if desk == position.kind:
            return Q(**{f"pk__{beyond}": position.pk})
        is_beyond = desk > position.kind if beyond == "gt" else desk < position.kind
        return ~Q(pk__in=[]) if is_beyond else Q(pk__in=[])

    def with_slug(self, slug: str) -> Self:
        return self.filter(slug=slug)

    def in_no_order(self) -> Self:
        return self.order_by()

    def their_keys(self) -> Any:
        """Return the numbers in the base alone, in no order, as `id`."""
        return self.order_by().values("id")

    def their_keys_and_dates(self) -> Any:
        """Return the numbers in the base with the dates, in no order, as `id` and `date`."""
        return self.order_by().values("id", "date")

    def their_dates(self) -> Any:
        """Return the dates alone, in no order."""
        return self.order_by().values("date")

    def neighbours(self, publication: Publication) -> dict[str, Publication_co]:
        """Return the next `older` and the next `newer` one, as far as there are any."""
        return on_either_side(publication.position, self.beside(publication.position))

    def beside(self, position: Position) -> Self:
        """Return the publication just before the position and the one just after it."""
        older = self.older_than(position).values("pk")[:1]
        newer = self.newer_than(position).reverse().values("pk")[:1]
        return self.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).order_by().for_lists()
