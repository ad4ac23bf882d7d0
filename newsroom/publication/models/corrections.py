"""What readers are told about a mistake that was public."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """
    A dated note that a publication said something wrong, and what is right.

    Each desk adds the foreign key `publication`, with "corrections" as its other name.
    """

    note = models.TextField(
        _("correction, for readers"),
        help_text=_("What was wrong and what is right, in a sentence or two."),
    )
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)

    objects: models.Manager[Any]

    class Meta:
        abstract = True
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return self.note
