"""The form of the filter that every list has, and what it understands: days, words, places."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFilter, Filter

from newsroom.publication.inputs import DayInput, WordsInput, read_day
from newsroom.publication.position import Position
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    import datetime

    from django.http import QueryDict

LONGEST_ECHO = 40
"""Characters of a wrong entry that are shown again."""

HOW_TO_WRITE_A_DATE = _("“%(entry)s” is not a date. Write 24.04.2024 or 2024-04-24.")


class DayField(forms.DateField):
    widget = DayInput

    def to_python(self, value: Any) -> datetime.date | None:
        written = str(value or "").strip()
        try:
            return read_day(written) if written else None
        except ValueError as error:
            raise ValidationError(
                HOW_TO_WRITE_A_DATE, code="invalid", params={"entry": echo(written)}
            ) from error


def echo(written: str) -> str:
    """Return what can be shown again of a wrong entry."""
    visible = "".join(sign for sign in written[: LONGEST_ECHO + 1] if sign.isprintable())
    return visible if len(visible) <= LONGEST_ECHO else f"{visible[:LONGEST_ECHO]}…"


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


class WordsField(forms.CharField):
    """What is looked for; any string at all gives an answer, if only a sentence."""

    widget = WordsInput(attrs={"autocomplete": "off", "dir": "auto"})

    def clean(self, value: Any) -> Query | None:
        query = Query.parse(str(value or ""))
        if query or not query.written.strip():
            return query or None
        if query.unwanted:
            raise ValidationError(
                _("“%(typed)s” only leaves words out. Add a word to look for."),
                params={"typed": echo(query.written)},
            )
        raise ValidationError(
            _("“%(typed)s” has no words to look for."), params={"typed": echo(query.written)}
        )


class WordsFilter(Filter):
    """Carries the words along with the filter; what has them is found by `search`."""

    field_class = WordsField

    def filter(self, qs: Any, value: Any) -> Any:
        return qs


class BestFirstFilter(ChoiceFilter):
    """Whether the best matches come first; without words it means nothing."""

    def filter(self, qs: Any, value: Any) -> Any:
        return qs


class PeriodForm(forms.Form):
    def filled_in(self, data: QueryDict) -> Self:
        """
        Return the form as another reader fills it in, sharing its fields, which nobody changes.

        Django copies each field for each form, which takes longer than to read what was asked.
        """
        there = copy(self)
        # As Django leaves a form that has not been looked at.
        there.__dict__.update(data=data, _errors=None, _bound_fields_cache={})
        return there

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date_after"), cleaned.get("date_before")
        if first and last and first > last:
            self.add_error("date_before", _("This day is before the first one: swap the two."))
        return cleaned
