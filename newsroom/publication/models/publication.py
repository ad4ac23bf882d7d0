"""What it means to be published. Every desk's publication is made from this one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.publication import moment, page_moment
from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.models.addresses import is_spoken_for
from newsroom.publication.models.month_of import MonthOf
from newsroom.publication.models.notices import notices_of
from newsroom.publication.models.state import State
from newsroom.publication.models.visibility import PublicationQuerySet
from newsroom.publication.position import Position
from newsroom.publication.routes import dated_address
from newsroom.publication.slugs import slug_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models.notices import Notice

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
            "from the headline or the lead. When this changes, old addresses keep leading here."
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
        # To publish is a right of its own, apart from the right to write.
        default_permissions = ("add", "change", "delete", "view", "publish")
        indexes = [
            models.Index(
                fields=["-date", "-published_at", "id"], name="%(app_label)s_%(class)s_by_time"
            ),
            # What waits for its release is found without reading what has long been released.
            models.Index(fields=["published_at", "date"], name="%(app_label)s_%(class)s_released"),
            # The last release of a month is found without reading its days.
            models.Index(MonthOf("date"), "published_at", name="%(app_label)s_%(class)s_by_month"),
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
        return dated_address(f"{self.desk()}:detail", self.date, self.slug)

    def clean(self) -> None:
        """
        Give a publication without an address the address that it will keep.

        No other is given, or taken, than one by which readers know nothing else.
        """
        super().clean()
        if self.slug:
            self.check_slug()
        elif self.date:
            others = type(self)._default_manager.exclude(pk=self.pk)
            self.slug = slug_for(
                self.headline,
                self.lead,
                self.date,
                is_taken=lambda slug: (
                    others.filter(slug=slug).exists() or is_spoken_for(self.desk(), slug, self.pk)
                ),
            )

    def check_slug(self) -> None:
        """Refuse a new slug under which readers would miss what they knew by it."""
        # No base is asked for a NUL, which the field itself has refused.
        if "\0" in self.slug or not is_spoken_for(self.desk(), self.slug, self.pk):
            return
        if not type(self)._default_manager.filter(pk=self.pk, slug=self.slug).exists():
            raise ValidationError(
                {
                    "slug": _(
                        "Another publication was known to readers under this address, and the "
                        "address still answers for it. Choose another one."
                    )
                }
            )

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @classmethod
    def desk(cls) -> str:
        """The label of the app that publishes this kind, and the namespace of its addresses."""
        return cls._meta.app_label

    @classmethod
    def content_fields(cls) -> tuple[str, ...]:
        """Return the fields that editors write: all but the moment of release."""
        return ("date", "headline", *cls.facts, "lead", *cls.long_texts, "slug")

    @classmethod
    def section(cls) -> str:
        """What readers know the desk's list by."""
        return str(cls._meta.app_config.verbose_name)

    @classmethod
    def drafts_are_open_to(cls, user: User | AnonymousUser) -> bool:
        """Whether the user works at this desk, and so sees what is not public yet."""
        if not user.is_staff:
            return False
        label, name = cls._meta.app_label, cls._meta.model_name
        return any(user.has_perm(f"{label}.{right}_{name}") for right in ("view", "change"))

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
        return State.PUBLIC if self.published_at <= page_moment.now() else State.SCHEDULED

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    @property
    def label(self) -> str:
        """The one name of a publication, with or without a headline. Never empty."""
        if self.headline.strip():
            return self.headline.strip()
        start, rest = self.lead_in_two
        return (start + ELLIPSIS if rest else start) or moment.on(self.date)

    @cached_property
    def notices(self) -> list[Notice]:
        """What readers are told to be corrected, the latest first (see `notices_of`)."""
        return notices_of(self)

    @property
    def changed_at(self) -> datetime.datetime | None:
        """When readers were last told of a change since the release, if ever."""
        return self.last_change(notice.corrected_at for notice in self.notices)

    def last_change(self, moments: Iterable[datetime.datetime | None]) -> datetime.datetime | None:
        """Return the last of the moments that came after the release."""
        since = self.published_at
        return max((it for it in moments if it and since and it > since), default=None)

    def call_minor(self, wordings: Mapping[str, Mapping[str, str]]) -> None:
        """
        Tell readers nothing of the change that has just been made to these parts.

        The texts that were are given by the key of the part. Nothing is ever told of what has
        no parts.
        """

    @property
    def lead_in_two(self) -> tuple[str, str]:
        """The words of the lead: those that name a publication without a headline, and the rest."""
        return opening(plain(self.lead), LABEL)


def kinds() -> list[type[Publication]]:
    """Return the publications of all desks that are installed."""
    return [model for model in apps.get_models() if issubclass(model, Publication)]
