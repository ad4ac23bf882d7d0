"""An input that is written at once is the one that Django's template writes."""

from __future__ import annotations

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.inputs import DayInput, WordsInput


class PlainDayInput(forms.DateInput):
    input_type = "date"
    format_value = DayInput.format_value


class PlainWordsInput(forms.TextInput):
    input_type = "search"


attributes = st.dictionaries(
    st.sampled_from(["id", "dir", "required", "aria-invalid", "data-told"]),
    st.one_of(st.booleans(), st.text(max_size=10)),
)


@given(st.one_of(st.none(), st.text(max_size=20)), attributes, attributes)
def test_words_are_written_as_by_the_template(
    value: str | None, own: dict[str, object], given_to_it: dict[str, object]
) -> None:
    plain, at_once = PlainWordsInput(own), WordsInput(own)
    assert at_once.render("q", value, given_to_it) == plain.render("q", value, given_to_it)


@pytest.mark.parametrize("value", [None, "", "24.04.2024", " 2024-04-24 ", "2024-02-30", "<b>"])
def test_a_day_is_written_as_by_the_template(value: str | None) -> None:
    name, told = "date_after", {"id": "id_date_after"}
    assert DayInput().render(name, value, told) == PlainDayInput().render(name, value, told)
