"""What a page may take for granted is asked for once."""

from __future__ import annotations

import datetime

import pytest
from django.test import override_settings
from django.urls import set_script_prefix
from django.utils import timezone, translation

from newsroom.delivery.snapshot import snapshot
from newsroom.publication.surroundings import Surroundings, language, local, present


def test_outside_of_a_page_they_are_those_of_now() -> None:
    with translation.override("de"):
        assert present().language == language() == "de"
    with translation.override("fr"), override_settings(ROOT_URLCONF="another.map"):
        set_script_prefix("/press/")
        assert present() == Surroundings("fr", "/press/", "another.map")
        set_script_prefix("/")


@pytest.mark.django_db(transaction=True)
def test_within_a_page_they_stay_as_they_were_first() -> None:
    with snapshot(), translation.override("de"):
        first = present()
        with translation.override("fr"):
            assert present() is first
    with snapshot(), translation.override("fr"):
        assert language() == "fr"


@pytest.mark.django_db(transaction=True)
def test_within_a_page_the_clocks_stay_where_they_were_first() -> None:
    noon = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)

    with timezone.override("Europe/Moscow"):
        assert local(noon).hour == 15
        with snapshot():
            assert local(noon).hour == 15
            with timezone.override("UTC"):
                assert local(noon).hour == 15
    assert local(noon).hour == 12
