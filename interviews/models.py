"""The interview, and the exchanges of which it consists."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.models import (
    LABEL,
    NOT_IN_A_SLUG,
    NaturalKeyQuerySet,
    Publication,
    notices_of,
    with_corrected_at,
)
from newsroom.publication.models import Correction as PublicationCorrection
from newsroom.publication.moment import in_words
from newsroom.publication.parts import parts_of
from newsroom.publication.routes import dated_address

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

    from newsroom.publication.models import Notice

KEY_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No sign that is read as another (0 and o, 1 and l and i)."""


def new_key() -> str:
    """Return a key that no exchange has had: seven signs, the first a letter, as HTML ids want."""
    letters = KEY_SIGNS[:23]
    return "".join(secrets.choice(signs) for signs in (letters, *[KEY_SIGNS] * 6))


def first_words(text: str) -> str:
    start, rest = opening(plain(text), LABEL)
    return start + ELLIPSIS if rest else start


class Interview(Publication):
    outlet = models.CharField(
        _("outlet"),
        max_length=200,
        blank=True,
        help_text=_("Who asked, as readers know it: TASS agency. The same outlet, the same words."),
    )
    interviewee = models.CharField(
        _("interviewee"),
        max_length=200,
        blank=True,
        help_text=_("Who answered: the full name, without the role."),
    )
    interviewee_role = models.CharField(
        _("interviewee's role"),
        max_length=300,
        blank=True,
        help_text=_("The office held on that day: CSTO Secretary General."),
    )
    preamble = models.TextField(
        _("preamble"),
        blank=True,
        help_text=_(
            "What was said or told before the first question: an opening statement, a word of "
            "the moderator. Read between the lead and the first question."
        ),
    )

    long_texts = ("preamble",)
    parts = ("exchanges",)
    facts = ("outlet", "interviewee", "interviewee_role")

    class Meta(Publication.Meta):
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        indexes = [
            *Publication.Meta.indexes,
            *(
                models.Index(
                    fields=[speaker, "-date", "-published_at", "id"],
                    name=f"interviews_by_{speaker}",
                )
                for speaker in ("outlet", "interviewee")
            ),
        ]
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="interviews_interview_has_a_headline",
                violation_error_message=_("An interview has a headline."),
            ),
        ]

    @property
    def changed_at(self) -> datetime.datetime | None:
        """
        When readers were last told of a change since the release, if ever.

        Other wordings are known of exchanges that were read with `telling_changes`, as those of
        its page are.
        """
        exchanges = parts_of(self, "exchanges")
        reworded = [getattr(it, "reworded_at", None) for it in exchanges]
        return self.last_change([super().changed_at, *reworded])

    def call_minor(self, wordings: Mapping[str, Mapping[str, str]]) -> None:
        """Mark the earlier wordings that the change has left, if it changed any words."""
        kept = EarlierWording.objects.filter(
            exchange__interview=self, exchange__key__in=list(wordings)
        )
        latest = {it.exchange.key: it for it in kept.select_related("exchange").reverse()}
        texts = ("question", "answer")
        left = [
            wording.pk
            for key, wording in latest.items()
            if all(getattr(wording, name) == wordings[key][name] for name in texts)
        ]
        EarlierWording.objects.filter(pk__in=left).update(is_minor=True)

    def running_text(self) -> Iterator[str]:
        yield from super().running_text()
        for exchange in parts_of(self, "exchanges"):
            yield exchange.question
            yield exchange.answer


Exchange_co = TypeVar("Exchange_co", bound="Exchange", covariant=True)


class ExchangeQuerySet(NaturalKeyQuerySet[Exchange_co]):
    natural_fields = ("interview__slug", "key")

    def telling_changes(self) -> Self:
        """Add `reworded_at`: when readers saw the wording change for the last time, if ever."""
        changes = EarlierWording.objects.told().filter(exchange=OuterRef("pk"))
        return self.annotate(
            reworded_at=Subquery(changes.order_by("-replaced_at").values("replaced_at")[:1])
        )

    def telling_corrections(self) -> Self:
        """Add `corrected_at`: when readers were last told of a correction of it, if ever."""
        told: Any = with_corrected_at(self, "exchange")
        return told  # type: ignore[no-any-return]

    def beside(self, interview: int, place: int, pk: int) -> Self:
        """Return the exchange of an interview before a place (position, number) and that after."""
        others = self.filter(interview=interview)
        # The bare bound on the position is what the index can start from.
        before = others.filter(Q(position__lt=place) | Q(pk__lt=pk), position__lte=place)
        after = others.filter(Q(position__gt=place) | Q(pk__gt=pk), position__gte=place)
        previous = before.order_by("-position", "-pk").values("pk")[:1]
        following = after.order_by("position", "pk").values("pk")[:1]
        return self.filter(Q(pk=Subquery(previous)) | Q(pk=Subquery(following))).order_by()


class Exchange(models.Model):
    """
    One question with its answer.

    The `key` is given once and never again: it is the exchange's permanent link
    (`#key`) and stays through re-ordering, editing and repeated imports.
    """

    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, related_name="exchanges", verbose_name=_("interview")
    )
    key = models.CharField(_("key"), max_length=32, default=new_key, editable=False)
    position = models.PositiveIntegerField(
        _("position"), help_text=_("Exchanges are read in the order of these numbers.")
    )
    question = models.TextField(_("question"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    asked_by = models.CharField(
        _("asked by"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name as the document gives it; leave empty where one person asks throughout."
        ),
    )
    answered_by = models.CharField(
        _("answered by"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name as the document gives it; leave empty where one person answers throughout."
        ),
    )

    objects = ExchangeQuerySet.as_manager()

    content_fields = ("asked_by", "answered_by", "question", "answer")

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(
                fields=["interview", "position", "id"], name="interviews_exchange_in_order"
            )
        ]
        # Two exchanges may share a position for a moment: they are re-numbered one by one.
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "key"], name="interviews_exchange_key_once"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="interviews_exchange_position_from_1",
                violation_error_message=_("Positions count from 1."),
            ),
            models.CheckConstraint(
                condition=~Q(question="") | ~Q(answer=""),
                name="interviews_exchange_says_something",
                violation_error_message=_("Write a question or an answer."),
            ),
            models.CheckConstraint(
                condition=Q(*(~Q(key__contains=sign) for sign in NOT_IN_A_SLUG), ~Q(key="")),
                name="interviews_exchange_key_fits_an_address",
                violation_error_message=_("The key holds letters, digits and hyphens only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.label}"

    def get_absolute_url(self) -> str:
        """Return the permanent link, which leads to the exchange within its interview."""
        return f"{self.interview.get_absolute_url()}#{self.key}"

    def get_page_url(self) -> str:
        """Return the address of the page that shows the exchange alone."""
        interview = self.interview
        return dated_address("interviews:exchange", interview.date, interview.slug, self.key)

    @property
    def label(self) -> str:
        """The first words of the question, or of the answer where nobody asked."""
        return first_words(self.question or self.answer)

    @cached_property
    def notices(self) -> list[Notice]:
        """What readers are told to be corrected in it, the latest first."""
        return notices_of(self)

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.interview.natural_key(), self.key)

    natural_key.dependencies = ["interviews.interview"]  # type: ignore[attr-defined]


class EarlierWordingQuerySet(NaturalKeyQuerySet["EarlierWording"]):
    natural_fields = ("exchange__interview__slug", "exchange__key", "replaced_at")

    def told(self) -> Self:
        """
        Return what readers have seen change, and so are told of.

        What was replaced before the release that holds now was never read, or was withdrawn
        since; nothing is told of a draft, which has no release, nor of a change that the desk
        called a minor one.
        """
        since = F("exchange__interview__published_at")
        return self.filter(replaced_at__gt=since, is_minor=False)


class EarlierWording(models.Model):
    """
    How an exchange read until it was changed.

    Triggers of the database write it (`interviews.keeping`), so that no way of changing an
    exchange passes by. Readers learn that the wording changed; how it read, if the desk shows it.
    """

    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.CASCADE,
        related_name="earlier_wordings",
        verbose_name=_("exchange"),
    )
    question = models.TextField(_("question"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    replaced_at = models.DateTimeField(_("replaced at"))
    is_shown = models.BooleanField(_("show to readers"), default=False)
    # The triggers know nothing of it, so the base itself must have the default.
    is_minor = models.BooleanField(_("minor change"), db_default=False)

    objects = EarlierWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")
        ordering = ["-replaced_at", "-pk"]
        # A wording that stood for less than a millisecond was read by nobody.
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "replaced_at"], name="interviews_earlierwording_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{in_words(self.replaced_at)}: {first_words(self.question or self.answer)}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.exchange.natural_key(), self.replaced_at)

    natural_key.dependencies = ["interviews.exchange"]  # type: ignore[attr-defined]


class CorrectionQuerySet(NaturalKeyQuerySet["Correction"]):
    natural_fields = ("publication__slug", "corrected_at")


class CorrectionManager(models.Manager.from_queryset(CorrectionQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        """Read with each correction the exchange that it names."""
        return super().get_queryset().select_related("exchange")


class Correction(PublicationCorrection):
    publication = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("interview"),
    )
    # The note stays true when the exchange is gone.
    exchange = models.ForeignKey(
        Exchange,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("exchange"),
    )

    objects = CorrectionManager()

    part_name = "exchange"

    class Meta(PublicationCorrection.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "corrected_at"], name="interviews_correction_once_at_a_time"
            )
        ]

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.publication.natural_key(), self.corrected_at)

    natural_key.dependencies = ["interviews.exchange"]  # type: ignore[attr-defined]
