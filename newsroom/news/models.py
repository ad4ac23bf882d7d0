"""The news item: dated, often brief, often without a headline."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.publication.models import Publication


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
