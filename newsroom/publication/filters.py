"""The filter that every list has: from one day to another."""

from __future__ import annotations

import datetime
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet
from django_filters.filters import ChoiceFilter, DateFilter, Filter

from newsroom.publication.edition import for_the_edition
from newsroom.publication.inputs import DayInput, Input, WordsInput, read_day
from newsroom.publication.models.shelf import Shelf, plain
from newsroom.publication.position import Position
from newsroom.publication.search.looking_up import Asked
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf

ASKED_OF_ALL = {"q", "order", "date_after", "date_before"}
"""The fields that every list has, of which a shelf knows to be narrowed by the dates."""

PLACES = ("older", "newer")
"""The fields that carry a place in the list, and narrow nothing."""

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

    @classmethod
    def of_list(cls, data: QueryDict, shelf: AnyShelf) -> Self:
        """
        Return the filter of a list, bound to what is asked of it.

        Most readers ask for nothing, or for a place in the list alone. The form that they get is
        the same for all of them, and made once for an edition.
        """
        narrows = any(data.get(name) for name in cls.base_filters if name not in PLACES)
        if narrows or not isinstance(shelf, Shelf):
            return cls(data, shelf)
        try:
            places = {name: Position.parse(it.strip()) for name in PLACES if (it := data.get(name))}
        except ValueError:
            return cls(data, shelf)
        at_rest: Self = made_at_rest(cls, shelf.model, get_language())
        return at_rest.at(places) if places else at_rest

    def at(self, places: dict[str, Position]) -> Self:
        """Return the filter with a place in the list, and all else as it is."""
        there = copy(self)
        form = copy(self.form)
        form.cleaned_data = {**form.cleaned_data, **places}
        there._form = form  # noqa: SLF001 - where the library keeps it
        return there

    def narrow(self, shelf: Any) -> Any:
        """Return what the filter leaves of a shelf; words are looked for elsewhere."""
        if not isinstance(shelf, Shelf) or self.chosen.keys() - ASKED_OF_ALL:
            return self.filter_queryset(plain(shelf))
        told = self.form.cleaned_data
        first, last = told["date_after"], told["date_before"]
        if first is None and last is None:
            return shelf
        return shelf.in_period(first or datetime.date.min, last or datetime.date.max)

    def get_form_class(self) -> Any:
        """Return the class of the form, which is the same for all that are asked alike."""
        if type(self) not in FORMS:
            FORMS[type(self)] = super().get_form_class()
        return FORMS[type(self)]

    @cached_property
    def inputs(self) -> list[Input]:
        """What the form shows, ready to be written into a page."""
        return [Input.of(field) for field in self.form.visible_fields()]

    @cached_property
    def chosen(self) -> dict[str, str]:
        """What the reader asked for, place in the list aside, as it stands in the address."""
        asked = {name: self.data.get(name, "").strip() for name in self.filters}
        if words := asked.get("q"):
            asked["q"] = Query.parse(words).written
        return {name: value for name, value in asked.items() if value and name not in PLACES}

    @property
    def exact_words(self) -> list[str]:
        """What every passage that is found has to have as well: narrows a search by the index."""
        return []

    @cached_property
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


FORMS: dict[type[PublicationFilter], Any] = {}
"""The forms of the filters, which are classes made of their fields."""


@for_the_edition(most=32)
def made_at_rest(
    kind: type[PublicationFilter], model: type[Publication], _language: str | None
) -> PublicationFilter:
    """Return a filter that is asked for nothing, with its form filled in and checked."""
    filterset = kind(QueryDict(), Shelf.public(model))
    filterset.is_valid()
    # What is worked out once is there for all who share it.
    _worked_out = filterset.inputs, filterset.chosen, filterset.asked
    return filterset
