"""Who has the form of which publication open."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import AboutPublication


class OpenForm(AboutPublication):
    """A form that somebody has before them; it says so itself, every half minute."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)

    class Meta(AboutPublication.Meta):
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"], name="editing_open_form_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
