"""What it means to be published. Every desk's publication is made from this one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import F, Func, Q, Subquery, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.position import Position
from newsroom.publication.slugs import slug_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.search.finding import Part

LABEL = 90
"""Characters of a label: a line in a list, a title in a browser's tab."""

NOT_IN_A_SLUG = " \t\n/\\?#%.:;@&=+<>\"'!"
"""What would break the address or end it early, wherever the slug comes from."""

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""What shows nothing on its own; left to itself, a base trims the plain space alone."""

EARLIEST, LATEST = datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)
FIRST_MOMENT = datetime.datetime(1800, 1, 1, tzinfo=datetime.UTC)
LAST_MOMENT = datetime.datetime(2200, 1, 2, tzinfo=datetime.UTC)


class State(models.TextChoices):
    """What `published_at` says at a given moment. Never stored."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLIC = "public", _("Public")


class NoIndexOf(Func):
    """
    The column as it is, by which SQLite looks up no row.

    Nearly every row is public: to find these by their release, and to sort them by date
    afterwards, would be to read them all (https://www.sqlite.org/optoverview.html#uplus).
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


Publication_co = TypeVar("Publication_co", bound="Publication", covariant=True)


class PublicationQuerySet(models.QuerySet[Publication_co]):
    """What the public may see is decided here and nowhere else."""

    def get_by_natural_key(self, slug: str) -> Publication_co:
        return self.get(slug=slug)

    def in_state(self, state: str, at: datetime.datetime | None = None) -> Self:
        """Return what is in the `State` at the moment (now)."""
        at = at or timezone.now()
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

    def with_parts(
        self, keys: Collection[int], parts: Collection[int]
    ) -> Iterable[tuple[Publication_co, list[Part]]]:
        """Return these publications with those of their parts that a search has found."""
        return [(publication, []) for publication in self.whole().filter(pk__in=keys).order_by()]

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

    def neighbours(self, publication: Publication) -> dict[str, Publication_co]:
        """Return the next `older` and the next `newer` one, as far as there are any."""
        position = publication.position
        older = self.older_than(position).values("pk")[:1]
        newer = self.newer_than(position).reverse().values("pk")[:1]
        beside = self.filter(Q(pk=Subquery(older)) | Q(pk=Subquery(newer))).order_by().for_lists()
        place = position.order()
        return {"older" if it.position.order() > place else "newer": it for it in beside}


class Publication(models.Model):
    """
    Anything dated that the press service releases.

    `date` is the day printed on it and no moment, so that no time zone can move it.
    `published_at` is the moment of its release: empty for a draft, in the future while it
    is scheduled, in the past once it is public. There is no second field that could disagree.
    """

    headline = models.CharField(
        _("headline"),
        max_length=300,
        blank=True,
        help_text=_(
            "As readers see it in lists. Only a news item may do without: it is then known by "
            "the first words of its lead."
        ),
    )
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_(
            "The last part of the address: letters, digits and hyphens. Left empty, it is made "
            "from the headline or the lead. An old address stops working when this changes."
        ),
    )
    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        help_text=_("The day printed on the publication; readers sort and filter by it."),
    )
    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_(
            "The first paragraph: what happened, who, where. An empty line starts a new "
            "paragraph; *asterisks* emphasise; [words](https://…) make a link."
        ),
    )
    published_at = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: a draft that only the desk can see. In the future: goes public by itself "
            "at that moment. In the past: public."
        ),
    )

    objects = PublicationQuerySet.as_manager()

    long_texts: tuple[str, ...] = ()
    """The fields that only the publication's own page shows."""

    parts: tuple[str, ...] = ()
    """What is read with the publication and stored by itself, by the names of the relations."""

    facts: tuple[str, ...] = ()
    """The fields that tell of the publication in a few words, beside headline and date."""

    class Meta:
        abstract = True
        ordering = ["-date", "-published_at", "pk"]
        indexes = [
            models.Index(
                fields=["-date", "-published_at", "id"], name="%(app_label)s_%(class)s_by_time"
            ),
            # What waits for its release is found without reading what has long been released.
            models.Index(fields=["published_at", "date"], name="%(app_label)s_%(class)s_released"),
        ]
        # Fixtures and bulk writes pass no validation, so the database itself holds these.
        constraints = [
            models.CheckConstraint(
                condition=Q(*(~Q(slug__contains=sign) for sign in NOT_IN_A_SLUG), ~Q(slug="")),
                name="%(app_label)s_%(class)s_slug_fits_an_address",
                violation_error_message=_("The address holds letters, digits and hyphens only."),
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("slug"), 100))
                & Q(LessThanOrEqual(Length("headline"), 300)),
                name="%(app_label)s_%(class)s_lengths",
                violation_error_message=_("The headline or the address is too long."),
            ),
            # A link of blanks cannot be seen, and so not be followed.
            models.CheckConstraint(
                condition=Q(headline="")
                | ~Q(Exact(Func("headline", Value(BLANKS), function="TRIM"), "")),
                name="%(app_label)s_%(class)s_headline_can_be_seen",
                violation_error_message=_(
                    "The headline holds only blanks: write words that readers can see."
                ),
            ),
            models.CheckConstraint(
                condition=Q(date__range=(EARLIEST, LATEST)),
                name="%(app_label)s_%(class)s_date_is_plausible",
                violation_error_message=_("The date lies between the years 1800 and 2199."),
            ),
            # Beyond these a zone would push the moment out of what Python can count.
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_at__range=(FIRST_MOMENT, LAST_MOMENT)),
                name="%(app_label)s_%(class)s_release_is_plausible",
                violation_error_message=_("The release lies between the years 1800 and 2200."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        date = self.date
        parts = (f"{date.year:04}", f"{date.month:02}", f"{date.day:02}", self.slug)
        return reverse(f"{self.desk()}:detail", args=parts)

    def clean(self) -> None:
        """Give a publication without an address the address that it will keep."""
        super().clean()
        if not self.slug and self.date:
            others = type(self)._default_manager.exclude(pk=self.pk)
            self.slug = slug_for(
                self.headline,
                self.lead,
                self.date,
                is_taken=lambda slug: others.filter(slug=slug).exists(),
            )

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @classmethod
    def desk(cls) -> str:
        """The label of the app that publishes this kind, and the namespace of its addresses."""
        return cls._meta.app_label

    @classmethod
    def section(cls) -> str:
        """What readers know the desk's list by."""
        return str(cls._meta.app_config.verbose_name)

    @classmethod
    def drafts_are_open_to(cls, user: User | AnonymousUser) -> bool:
        """Whether the user works at this desk, and so sees what is not public yet."""
        label, name = cls._meta.app_label, cls._meta.model_name
        rights = (f"{label}.{right}_{name}" for right in ("view", "change"))
        return user.is_staff and any(user.has_perm(right) for right in rights)

    def own_texts(self) -> Iterator[str]:
        """Return what is read below the headline before any parts, as it was typed."""
        yield self.lead
        for name in self.long_texts:
            yield getattr(self, name)

    def running_text(self) -> Iterator[str]:
        """Return all that is read below the headline, in order and as it was typed."""
        yield from self.own_texts()

    @property
    def position(self) -> Position:
        """Where the publication stands in the lists."""
        return Position(self.date, self.published_at, self.desk(), self.pk)

    @property
    def state(self) -> State:
        if self.published_at is None:
            return State.DRAFT
        return State.PUBLIC if self.published_at <= timezone.now() else State.SCHEDULED

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    @property
    def label(self) -> str:
        """The one name of a publication, with or without a headline. Never empty."""
        if self.headline.strip():
            return self.headline.strip()
        start, rest = self.lead_in_two
        return (start + ELLIPSIS if rest else start) or date_format(self.date)

    @property
    def lead_in_two(self) -> tuple[str, str]:
        """The words of the lead: those that name a publication without a headline, and the rest."""
        return opening(plain(self.lead), LABEL)
