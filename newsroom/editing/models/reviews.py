"""That somebody asked for a second pair of eyes, and what was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import LONGEST_NAME, AboutPublication


class Review(AboutPublication):
    """
    The last request for review of a publication, if any. It ends with the release.

    While nothing is answered, the publication waits for review; an answer sends it back.
    """

    note = models.TextField(_("note"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_by_name = models.CharField(_("asked by"), max_length=LONGEST_NAME)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True)
    answered_by_name = models.CharField(_("answered by"), max_length=LONGEST_NAME, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta(AboutPublication.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="editing_review_once"
            )
        ]
        indexes = [models.Index(fields=["answered_at", "asked_at"], name="editing_review_waiting")]

    def __str__(self) -> str:
        return f"{self.asked_by_name}: {self.note}"
