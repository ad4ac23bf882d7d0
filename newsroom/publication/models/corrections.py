"""What readers are told about a mistake that was public."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """
    A dated note that a publication said something wrong, and what is right.

    Each desk adds the foreign key `publication`, with "corrections" as its other name. Notes are
    only ever added: one that is mistaken itself is set right by another.
    """

    note = models.TextField(
        _("correction, for readers"),
        help_text=_("What was wrong and what is right, in a sentence or two."),
    )
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)

    objects: models.Manager[Any]

    part_name = ""
    """The field that names the part which the note is about, at desks that have parts."""

    class Meta:
        abstract = True
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-corrected_at", "-pk"]

    def __str__(self) -> str:
        return self.note

    @property
    def part(self) -> Any:
        """The part that the note is about; None where it is about all of the publication."""
        return getattr(self, self.part_name) if self.part_name else None
