"""The filter that every list has: from one day to another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from django_filters.filters import DateFilter, Filter

from newsroom.publication.position import Position

if TYPE_CHECKING:
    import datetime

LONGEST_ECHO = 40
"""Characters of a wrong entry that are shown again."""

HOW_TO_WRITE_A_DATE = _("“%(entry)s” is not a date. Write 24.04.2024 or 2024-04-24.")


class DayInput(forms.DateInput):
    """The browser's own calendar; it takes and sends 2024-04-24, whatever it shows."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day written as 24.04.2024 or 2024-04-24, in the digits 0 to 9 only."""

    widget = DayInput

    def to_python(self, value: Any) -> datetime.date | None:
        written = str(value or "").strip()
        if not written:
            return None
        if not re.fullmatch(r"[0-9.-]{8,10}", written):
            raise wrong_date(written)
        try:
            return super().to_python(written)
        except ValidationError as error:
            raise wrong_date(written) from error


def wrong_date(written: str) -> ValidationError:
    visible = "".join(sign for sign in written[: LONGEST_ECHO + 1] if sign.isprintable())
    entry = visible if len(written) <= LONGEST_ECHO else f"{visible[:LONGEST_ECHO]}…"
    return ValidationError(HOW_TO_WRITE_A_DATE, code="invalid", params={"entry": entry})


class DayFilter(DateFilter):
    field_class = DayField


class PositionField(forms.CharField):
    """Where a page of a list begins or ends; written by the list itself into its links."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Position | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return Position.parse(written)
        except ValueError as error:
            raise ValidationError(
                _("The link to this place in the list is damaged. Start from the newest entry.")
            ) from error


class PositionFilter(Filter):
    """Carries a position along with the filter; the page is cut by `paging`."""

    field_class = PositionField

    def filter(self, qs: Any, value: Any) -> Any:
        return qs


class PeriodForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date_after"), cleaned.get("date_before")
        if first and last and first > last:
            self.add_error("date_before", _("This day is before the first one: swap the two."))
        return cleaned


class PublicationFilter(FilterSet):
    """What a list of any desk can be narrowed by. A desk adds fields of its own."""

    date_after = DayFilter(field_name="date", lookup_expr="gte", label=_("From"))
    date_before = DayFilter(field_name="date", lookup_expr="lte", label=_("To"))
    older = PositionFilter()
    newer = PositionFilter()

    class Meta:
        form = PeriodForm

    @property
    def chosen(self) -> dict[str, str]:
        """What the reader asked for, place in the list aside, as it stands in the address."""
        places = {"older", "newer"}
        return {
            name: self.data[name]
            for name in self.filters
            if name not in places and self.data.get(name, "").strip()
        }
