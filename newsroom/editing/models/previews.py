"""A link with which somebody without an account reads what is not public yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import LONGEST_NAME, AboutPublication


class PreviewLink(AboutPublication):
    note = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("So that you know later whom you gave it: TASS agency, for approval."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_by_name = models.CharField(_("made by"), max_length=LONGEST_NAME)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    views = models.PositiveIntegerField(_("views"), default=0)
    viewed_at = models.DateTimeField(_("last viewed at"), null=True)

    class Meta(AboutPublication.Meta):
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="editing_previewlink_about")
        ]

    def __str__(self) -> str:
        return self.note or self.made_by_name
