"""A change to something public, by somebody who may not make it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models.about import LONGEST_NAME, AboutPublication, AboutQuerySet

if TYPE_CHECKING:
    from typing import Self

LONGEST_SUMMARY = 300
"""Characters in which a list tells what a proposal would change."""


class ProposalQuerySet(AboutQuerySet["Proposal"]):
    def waiting(self) -> Self:
        return self.filter(answer=Proposal.Answer.WAITING)

    def for_lists(self) -> Self:
        """Leave both contents in the base: of a long interview each is a whole book chapter."""
        return self.defer("base", "proposed")


class Proposal(AboutPublication):
    """
    How a publication would read, beside how it read when that was written.

    Both are contents in the form of `contents.Content.as_json`. Nothing of the publication
    changes before somebody with the right to publish takes the proposal.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken-back", _("taken back by who proposed it")

    base = models.JSONField(_("how it read"), editable=False)
    proposed = models.JSONField(_("how it would read"), editable=False)
    summary = models.CharField(_("what changes"), max_length=LONGEST_SUMMARY, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("Why, for the one who decides. Readers do not see it.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="proposals",
        verbose_name=_("proposed by"),
    )
    proposed_by_name = models.CharField(_("proposed by"), max_length=LONGEST_NAME)
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING
    )
    answer_note = models.TextField(_("note to the answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_by_name = models.CharField(_("answered by"), max_length=LONGEST_NAME, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)

    objects = ProposalQuerySet.as_manager()  # type: ignore[misc]

    class Meta(AboutPublication.Meta):
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["proposed_at", "pk"]
        indexes = [
            models.Index(
                fields=["content_type", "object_id", "answer"], name="editing_proposal_about"
            ),
            models.Index(fields=["answer", "proposed_at"], name="editing_proposal_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_by_name}: {self.summary}"

    def get_desk_url(self) -> str:
        """Return the address of the page on which the proposal is seen and answered."""
        kind = ContentType.objects.get_for_id(self.content_type_id)
        view = f"admin:{kind.app_label}_{kind.model}_proposal"
        return reverse(view, args=[self.object_id, self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.answer == self.Answer.WAITING

    @property
    def kind(self) -> Any:
        """The model of the publication, whether or not that is still there."""
        return ContentType.objects.get_for_id(self.content_type_id).model_class()
