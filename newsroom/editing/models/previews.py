"""A link with which somebody without an account reads what is not public yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import LONGEST_NAME, AboutPublication, AboutQuerySet

if TYPE_CHECKING:
    import datetime

SALT = "newsroom.editing.previews"


class PreviewLinkQuerySet(AboutQuerySet["PreviewLink"]):
    def working(self, at: datetime.datetime | None = None) -> Self:
        """Return the links that work at the moment (now)."""
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())

    def of_token(self, token: str) -> PreviewLink | None:
        """Return the link whose token this is, whether it works or not; None for a forged one."""
        try:
            number, _sign, made = Signer(salt=SALT, sep=".").unsign(token).partition("-")
            link = self.filter(pk=int(number)).first()
        except (BadSignature, ValueError):
            return None
        return link if link and link.made == made else None


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

    objects = PreviewLinkQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AboutPublication.Meta):
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="editing_previewlink_about")
        ]

    def __str__(self) -> str:
        return self.note or self.made_by_name

    def get_absolute_url(self) -> str:
        return reverse("previews:page", args=[self.token])

    @property
    def works(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def made(self) -> str:
        """
        The second in which it was made, as the token has it.

        A base restored from a backup gives the numbers of lost links again, to other ones.
        """
        return f"{int(self.made_at.timestamp()):x}"

    @property
    def token(self) -> str:
        """What stands in the address: signed with the key of the site, so that none is guessed."""
        return Signer(salt=SALT, sep=".").sign(f"{self.pk}-{self.made}")
