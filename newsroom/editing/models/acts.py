"""What django-reversion does not keep of an act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision

from newsroom.editing.models.about import LONGEST_NAME


class ActDetails(models.Model):
    revision = models.OneToOneField(
        Revision, models.CASCADE, related_name="details", editable=False
    )
    user_name = models.CharField(_("by"), max_length=LONGEST_NAME, blank=True)
    is_deletion = models.BooleanField(_("deletion"), default=False)

    class Meta:
        verbose_name = _("details of an act")
        verbose_name_plural = _("details of acts")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["revision"], name="editing_deletions", condition=Q(is_deletion=True)
            )
        ]

    def __str__(self) -> str:
        return self.user_name
