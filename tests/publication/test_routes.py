"""Addresses are the ones of the map, whatever is in them."""

from __future__ import annotations

import datetime

import pytest
from django.urls import NoReverseMatch, clear_script_prefix, reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.routes import address_of, dated_address

DAY = datetime.date(987, 4, 5)
PARTS = ("0987", "04", "05")


@given(st.text(min_size=1, max_size=30))
def test_any_address_is_that_of_the_map(slug: str) -> None:
    try:
        address = reverse("news:detail", args=[*PARTS, slug])
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            dated_address("news:detail", DAY, slug)
    else:
        assert dated_address("news:detail", DAY, slug) == address


@pytest.mark.parametrize("slug", ["", "a/b", "a\0b"])
def test_what_can_be_no_address_is_refused(slug: str) -> None:
    with pytest.raises(NoReverseMatch):
        dated_address("news:detail", DAY, slug)


def test_an_address_of_two_parts_has_both() -> None:
    address = reverse("interviews:exchange", args=[*PARTS, "a-slug", "q1"])
    assert dated_address("interviews:exchange", DAY, "a-slug", "q1") == address


def test_a_site_below_a_path_has_addresses_below_it() -> None:
    assert (address_of("news:list"), dated_address("news:detail", DAY, "a")) == (
        "/news/",
        "/news/0987/04/05/a/",
    )
    set_script_prefix("/press/")
    try:
        assert address_of("news:list") == "/press/news/"
        assert dated_address("news:detail", DAY, "a") == "/press/news/0987/04/05/a/"
    finally:
        clear_script_prefix()
