"""The interview, and the exchanges of which it consists."""

from __future__ import annotations

import secrets
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.models import LABEL, NOT_IN_A_SLUG, Publication

KEY_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No sign that is read as another (0 and o, 1 and l and i)."""


def new_key() -> str:
    """Return a key that no exchange has had: seven signs, the first a letter, as HTML ids want."""
    letters = KEY_SIGNS[:23]
    return "".join(secrets.choice(signs) for signs in (letters, *[KEY_SIGNS] * 6))


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


Exchange_co = TypeVar("Exchange_co", bound="Exchange", covariant=True)


class ExchangeQuerySet(models.QuerySet[Exchange_co]):
    def get_by_natural_key(self, slug: str, key: str) -> Exchange_co:
        return self.get(interview__slug=slug, key=key)


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
        start, rest = opening(plain(self.question or self.answer), LABEL)
        return f"{self.position}. {start}{ELLIPSIS if rest else ''}"

    def get_absolute_url(self) -> str:
        return f"{self.interview.get_absolute_url()}#{self.key}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.interview.natural_key(), self.key)

    natural_key.dependencies = ["interviews.interview"]  # type: ignore[attr-defined]
