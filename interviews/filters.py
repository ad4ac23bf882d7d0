"""What the list of interviews can be narrowed by: the dates, who asked and who answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter

from newsroom.publication.distinct import values_of
from newsroom.publication.filters import PublicationFilter

MOST_CHOICES = 1000
"""Outlets, or interviewees, that a reader can choose from."""


class InterviewFilter(PublicationFilter):
    outlet = ChoiceFilter(label=_("Outlet"), empty_label=_("All outlets"))
    interviewee = ChoiceFilter(label=_("Interviewee"), empty_label=_("All interviewees"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what occurs in the interviews that the reader may see."""
        super().__init__(*args, **kwargs)
        for name in ("outlet", "interviewee"):
            field = self.form.fields[name]
            values = sorted(values_of(self.queryset, name, MOST_CHOICES), key=str.casefold)
            field.choices = [(value, value) for value in values]
            field.error_messages["invalid_choice"] = _(
                "No published interview has this. Choose one of the list."
            )
