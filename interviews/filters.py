"""What the list of interviews can be narrowed by: the dates, who asked and who answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter

from newsroom.publication.filters import PublicationFilter

MOST_CHOICES = 1000
"""Pairs of outlet and interviewee that a reader can choose from."""


class InterviewFilter(PublicationFilter):
    outlet = ChoiceFilter(label=_("Outlet"), empty_label=_("All outlets"))
    interviewee = ChoiceFilter(label=_("Interviewee"), empty_label=_("All interviewees"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what occurs in the interviews that the reader may see, in one query."""
        super().__init__(*args, **kwargs)
        pairs = self.queryset.order_by().values_list("outlet", "interviewee").distinct()
        chosen = list(pairs[:MOST_CHOICES])
        for name, column in (("outlet", 0), ("interviewee", 1)):
            values = sorted({pair[column] for pair in chosen} - {""}, key=str.casefold)
            self.form.fields[name].choices = [(value, value) for value in values]
            self.form.fields[name].error_messages["invalid_choice"] = _(
                "No published interview has this. Choose one of the list."
            )
