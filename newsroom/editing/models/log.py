"""What was done to the release of publications, and by whom. It is only ever added to."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import LONGEST_NAME, AboutPublication, AboutQuerySet


class UnalterableError(Exception):
    """Somebody tried to alter or to delete what the publish log says."""


class PublishLogQuerySet(AboutQuerySet["PublishLogEntry"]):
    def update(self, **_values: Any) -> NoReturn:
        raise UnalterableError("Entries of the publish log cannot be altered.")

    def delete(self) -> NoReturn:
        raise UnalterableError("Entries of the publish log cannot be deleted.")


class PublishLogEntry(AboutPublication):
    """
    One act, as it was: how the publication was known then, and what became of its release.

    It stays when the publication or the user is deleted; of the user the name remains.
    """

    class Act(models.TextChoices):
        PUBLISHED = "published", _("published")
        SCHEDULED = "scheduled", _("scheduled")
        EMBARGO_CHANGED = "embargo-changed", _("embargo changed")
        UNSCHEDULED = "unscheduled", _("embargo taken away, a draft again")
        WITHDRAWN = "withdrawn", _("withdrawn")
        NOTICE_CHANGED = "notice-changed", _("withdrawn: what readers find changed")
        CORRECTED = "corrected", _("corrected")
        CHANGED = "changed", _("changed without notice")

    # What is kept for ever holds on to the table that it tells of.
    content_type = models.ForeignKey(
        ContentType, models.PROTECT, editable=False, verbose_name=_("desk")
    )
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    label = models.CharField(_("known as"), max_length=300)
    date = models.DateField(_("date"))
    slug = models.CharField(_("address"), max_length=100)
    published_before = models.DateTimeField(_("public from, before"), null=True)
    published_at = models.DateTimeField(_("public from"), null=True)
    note = models.TextField(_("note"), blank=True)
    is_alone = models.BooleanField(
        _("published alone"),
        default=False,
        help_text=_("Nobody but the one who published had written it."),
    )
    # A bare number: to delete the user must not have to touch the entry.
    user_key = models.PositiveBigIntegerField(_("number of the user"), null=True)
    user_name = models.CharField(_("by"), max_length=LONGEST_NAME, blank=True)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = PublishLogQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AboutPublication.Meta):
        verbose_name = _("entry of the publish log")
        verbose_name_plural = _("publish log")
        default_permissions = ("view",)  # type: ignore[assignment]
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["content_type", "object_id", "-made_at"], name="editing_publishlog_about"
            ),
            models.Index(fields=["-made_at"], name="editing_publishlog_latest"),
            models.Index(fields=["act", "-made_at"], name="editing_publishlog_by_act"),
            models.Index(fields=["content_type", "-made_at"], name="editing_publishlog_by_desk"),
            models.Index(
                fields=["-made_at"], name="editing_publishlog_alone", condition=Q(is_alone=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise UnalterableError("Entries of the publish log cannot be altered.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnalterableError("Entries of the publish log cannot be deleted.")
