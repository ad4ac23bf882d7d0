"""The filter that every list has: from one day to another."""

from __future__ import annotations

import datetime
import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from django_filters.filters import ChoiceFilter, DateFilter, Filter

from newsroom.publication.position import Position
from newsroom.publication.search.query import Query
from newsroom.publication.search.results import Asked

LONGEST_ECHO = 40
"""Characters of a wrong entry that are shown again."""

HOW_TO_WRITE_A_DATE = _("“%(entry)s” is not a date. Write 24.04.2024 or 2024-04-24.")


def read_day(written: str) -> datetime.date:
    """Return the day written as 24.04.2024 or 2024-04-24; ValueError for anything else."""
    parts = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", written)
    iso = "-".join(reversed(parts.groups())) if parts else written
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        raise ValueError("This is no day in either notation.")
    return datetime.date.fromisoformat(iso)


class DayInput(forms.DateInput):
    """The browser's own calendar, which takes and sends 2024-04-24, whatever it shows."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        try:
            return read_day(str(value).strip()).isoformat()
        except ValueError:
            return None


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

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off", "dir": "auto"})

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
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("date_after"), cleaned.get("date_before")
        if first and last and first > last:
            self.add_error("date_before", _("This day is before the first one: swap the two."))
        return cleaned


class PublicationFilter(FilterSet):
    """What a list of any desk can be narrowed by. A desk adds fields of its own."""

    q = WordsFilter(label=_("Words"))
    date_after = DayFilter(field_name="date", lookup_expr="gte", label=_("From"))
    date_before = DayFilter(field_name="date", lookup_expr="lte", label=_("To"))
    order = BestFirstFilter(
        label=_("Order"), choices=[("best", _("best match first"))], widget=forms.HiddenInput
    )
    older = PositionFilter()
    newer = PositionFilter()

    class Meta:
        form = PeriodForm

    @property
    def chosen(self) -> dict[str, str]:
        """What the reader asked for, place in the list aside, as it stands in the address."""
        places = {"older", "newer"}
        asked = {name: self.data.get(name, "").strip() for name in self.filters}
        if words := asked.get("q"):
            asked["q"] = Query.parse(words).written
        return {name: value for name, value in asked.items() if value and name not in places}

    @property
    def exact_words(self) -> list[str]:
        """What every passage that is found has to have as well: narrows a search by the index."""
        return []

    @property
    def asked(self) -> Asked | None:
        """What is looked for in which days, or None where the list is not searched."""
        told = self.form.cleaned_data if self.is_valid() else {}
        if not told.get("q"):
            return None
        query = told["q"].requiring(self.exact_words)
        return Asked(query, told["date_after"], told["date_before"])

    @property
    def newest_first(self) -> str:
        """What the reader asked for, newest first, as it stands in the address."""
        return urlencode({name: it for name, it in self.chosen.items() if name != "order"})

    @property
    def best_first(self) -> str:
        return urlencode({**self.chosen, "order": "best"})

    @property
    def looser(self) -> list[tuple[str, str]]:
        """Return each term that can be dropped, with the rest as it stands in the address."""
        query = self.asked.query if self.asked else Query("")
        droppable = (*query.wanted, *query.unwanted) if query.wanted[1:] else query.unwanted
        return [
            (term.written, urlencode({**self.chosen, "q": query.without(term)}))
            for term in droppable
        ]
