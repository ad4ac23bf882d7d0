"""What the list of interviews can be narrowed by: the dates, who asked and who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.forms import Select
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter

from newsroom.publication.distinct import values_of
from newsroom.publication.edition import for_the_edition
from newsroom.publication.filters import PublicationFilter, worked_out
from newsroom.publication.models.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.utils.safestring import SafeString

    from newsroom.publication.models import Publication, PublicationQuerySet

MOST_CHOICES = 1000
"""Outlets, or interviewees, that a reader can choose from."""


SPEAKERS = ("outlet", "interviewee")


class LongSelect(Select):
    """
    A choice of many, written at once.

    Django renders a template for each option: half the time of the page with some hundred names.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join("", "<option{}>{}</option>", self.rows(chosen))
        attributes = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", attributes, options)

    def rows(self, chosen: Collection[str]) -> Iterator[tuple[str, str]]:
        """Return the attributes and the words of each option; its words are its value, if alike."""
        for value, told in self.choices:
            # A browser joins blanks in the words of an option, not in its value.
            is_told = value == " ".join(str(told).split())
            named = {} if is_told else {"value": value}
            yield flatatt({**named, "selected": value in chosen}), str(told)


class InterviewFilter(PublicationFilter):
    # The library would read "null" as "without any"; here it is a name like another.
    outlet = ChoiceFilter(
        label=_("Outlet"), empty_label=_("All outlets"), null_value=None, widget=LongSelect
    )
    interviewee = ChoiceFilter(
        label=_("Interviewee"),
        empty_label=_("All interviewees"),
        null_value=None,
        widget=LongSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what occurs in the interviews that the reader may see."""
        super().__init__(*args, **kwargs)
        for name, values in self.speakers().items():
            field = self.form.fields[name]
            field.choices = [(value, value) for value in values]
            field.error_messages["invalid_choice"] = _(
                "No published interview has this. Choose one of the list."
            )

    @classmethod
    def of_nothing(cls, model: type[Publication], language: str | None) -> Self:
        at_rest: Self = made_for_the_edition(cls, model, language)
        return at_rest

    def speakers(self) -> dict[str, list[str]]:
        shelf = self.queryset
        return known(shelf.model) if isinstance(shelf, Shelf) else speakers_of(shelf)

    @property
    def exact_words(self) -> list[str]:
        told = self.form.cleaned_data
        return [told[name] for name in SPEAKERS if told[name]]


def speakers_of(interviews: PublicationQuerySet[Any]) -> dict[str, list[str]]:
    """Return who asked and who answered in the interviews, each in the order of the names."""
    found = values_of(interviews, SPEAKERS, MOST_CHOICES)
    return {name: sorted(values, key=str.casefold) for name, values in found.items()}


@for_the_edition(most=1)
def known(model: type[Publication]) -> dict[str, list[str]]:
    """Return the speakers whom readers know."""
    return speakers_of(Shelf.public(model).queryset)


@for_the_edition(most=32)
def made_for_the_edition(
    kind: type[InterviewFilter], model: type[Publication], _language: str | None
) -> PublicationFilter:
    """Return a filter that is asked for nothing, and offers the speakers whom readers know."""
    return worked_out(kind(QueryDict(), Shelf.public(model)))
