"""The news item: dated, often brief, often without a headline."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.publication.models import Correction as PublicationCorrection
from newsroom.publication.models import NaturalKeyQuerySet, Publication


class NewsItem(Publication):
    body = models.TextField(
        _("body"),
        blank=True,
        help_text=_("What follows the lead. Brief items have none. Written like the lead."),
    )

    long_texts = ("body",)

    class Meta(Publication.Meta):
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(headline="") | ~Q(lead=""),
                name="news_newsitem_says_something",
                violation_error_message=_("Write a headline or a lead."),
            ),
        ]


class CorrectionQuerySet(NaturalKeyQuerySet["Correction"]):
    natural_fields = ("publication__slug", "corrected_at")


class Correction(PublicationCorrection):
    publication = models.ForeignKey(
        NewsItem,
        on_delete=models.CASCADE,
        related_name="corrections",
        verbose_name=_("news item"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta(PublicationCorrection.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "corrected_at"], name="news_correction_once_at_a_time"
            )
        ]

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.publication.natural_key(), self.corrected_at)

    natural_key.dependencies = ["news.newsitem"]  # type: ignore[attr-defined]
