from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.models import NOT_IN_A_SLUG
from newsroom.publication.slugs import slug_for

DAY = datetime.date(2024, 4, 24)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_headline_and_lead_give_an_address_that_the_database_accepts(
    headline: str, lead: str
) -> None:
    slug = slug_for(headline, lead, DAY, is_taken=lambda _slug: False)

    assert 0 < len(slug) <= 100
    assert not set(slug) & set(NOT_IN_A_SLUG)


def test_a_taken_address_is_counted_up() -> None:
    taken = {"briefing", "briefing-2"}

    assert slug_for("Briefing", "", DAY, taken.__contains__) == "briefing-3"


def test_the_name_of_the_feeds_is_left_to_them() -> None:
    assert slug_for("Feed", "", DAY, is_taken=lambda _slug: False) == "feed-2"
