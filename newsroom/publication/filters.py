"""The filter that every list has: from one day to another."""

from __future__ import annotations

import datetime
from copy import copy
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from django.forms import HiddenInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from newsroom.publication.asking import (
    BestFirstFilter,
    DayFilter,
    PeriodForm,
    PositionFilter,
    WordsFilter,
)
from newsroom.publication.inputs import Input
from newsroom.publication.models.shelf import Shelf, plain
from newsroom.publication.position import Position
from newsroom.publication.search.looking_up import Asked
from newsroom.publication.search.query import Query
from newsroom.publication.surroundings import language

if TYPE_CHECKING:
    from newsroom.publication.models import Publication
    from newsroom.publication.models.shelf import AnyShelf

ASKED_OF_ALL = {"q", "order", "date_after", "date_before"}
"""The fields that every list has, of which a shelf knows to be narrowed by the dates."""

PLACES = ("older", "newer")
"""The fields that carry a place in the list, and narrow nothing."""

WORKED_OUT = ("inputs", "chosen", "asked", "written")
"""What a filter knows of what it was asked, and a page of how that is written."""


class PublicationFilter(FilterSet):
    """What a list of any desk can be narrowed by. A desk adds fields of its own."""

    q = WordsFilter(label=_("Words"))
    date_after = DayFilter(field_name="date", lookup_expr="gte", label=_("From"))
    date_before = DayFilter(field_name="date", lookup_expr="lte", label=_("To"))
    order = BestFirstFilter(
        label=_("Order"), choices=[("best", _("best match first"))], widget=HiddenInput
    )
    older = PositionFilter()
    newer = PositionFilter()

    at_rest: Self | None = None
    """The same filter asked for nothing, where there is one already."""

    class Meta:
        form = PeriodForm

    @classmethod
    def of_list(cls, data: QueryDict, shelf: AnyShelf) -> Self:
        """
        Return the filter of a list, bound to what is asked of it.

        Most readers ask for nothing, or for a place in the list alone. The form that they get is
        the same for all of them, and made once. What others fill in is a copy.
        """
        if not isinstance(shelf, Shelf):
            return cls(data, shelf)
        at_rest = cls.of_nothing(shelf.model, language())
        if any(data.get(name) for name in cls.base_filters if name not in PLACES):
            return at_rest.filled_in(data, shelf)
        try:
            places = {name: Position.parse(it.strip()) for name in PLACES if (it := data.get(name))}
        except ValueError:
            return at_rest.filled_in(data, shelf)
        return at_rest.at(places) if places else at_rest

    @classmethod
    def of_nothing(cls, model: type[Publication], language: str | None) -> Self:
        """
        Return the filter that is asked for nothing, in the language.

        A desk that offers what occurs in its archive has one for an edition.
        """
        at_rest: Self = made_at_rest(cls, model, language)  # type: ignore[arg-type]
        return at_rest

    def filled_in(self, data: QueryDict, shelf: AnyShelf) -> Self:
        """Return the filter with what a reader asks of the shelf; nothing of it is read yet."""
        there = copy(self)
        for name in WORKED_OUT:
            there.__dict__.pop(name, None)
        there.data, there.queryset, there.at_rest = data, shelf, self
        there._form = self.form.filled_in(data)  # noqa: SLF001 - where the library keeps it
        return there

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
        # Where words are looked for, the days are those in which they are.
        if self.asked or (first is None and last is None):
            return shelf
        return shelf.in_period(first or datetime.date.min, last or datetime.date.max)

    def get_form_class(self) -> Any:
        """Return the class of the form, which is the same for all that are asked alike."""
        if type(self) not in FORMS:
            FORMS[type(self)] = super().get_form_class()
        return FORMS[type(self)]

    @cached_property
    def inputs(self) -> list[Input]:
        """What the form shows, ready to be written into a page; what is empty is so for all."""
        fields, wrong = self.form.visible_fields(), self.form.errors
        if self.at_rest is None:
            return [Input.of(field) for field in fields]
        return [
            empty.filled_in(field) if self.data.get(field.name) or field.name in wrong else empty
            for field, empty in zip(fields, self.at_rest.inputs, strict=True)
        ]

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


AT_REST = 64
"""Filters that are kept as they are before anybody asks for something."""


@lru_cache(AT_REST)
def made_at_rest(
    kind: type[PublicationFilter], model: type[Publication], _language: str | None
) -> PublicationFilter:
    """Return a filter that is asked for nothing, with its form filled in and checked."""
    return worked_out(kind(QueryDict(), model._default_manager.none()))


def worked_out(filterset: PublicationFilter) -> PublicationFilter:
    """Return the filter with all that is worked out once for who share it."""
    filterset.is_valid()
    _told = filterset.inputs, filterset.chosen, filterset.asked
    return filterset
