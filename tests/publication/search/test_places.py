from __future__ import annotations

import datetime

from newsroom.publication.search.places import (
    HIGHEST,
    MOST_PASSAGES,
    date_of,
    day_place,
    key_of,
    last_place,
    place_of,
    publication_place,
)

LAST = datetime.date(2199, 12, 31)


def test_a_later_date_has_a_higher_place_and_within_a_day_the_one_stored_first() -> None:
    day = datetime.date(2024, 4, 24)
    assert place_of(day, 1) > place_of(day, 2) > place_of(day - datetime.timedelta(days=1), 1)


def test_the_passages_of_a_publication_lie_together() -> None:
    place = place_of(datetime.date(2024, 4, 24), 7)
    assert publication_place(place + MOST_PASSAGES) == place
    assert place + MOST_PASSAGES < place_of(datetime.date(2024, 4, 24), 6)
    assert date_of(place) == datetime.date(2024, 4, 24)


def test_the_first_and_the_last_day_fit_into_what_a_base_can_count() -> None:
    assert day_place(datetime.date.min) == 0
    assert place_of(datetime.date.max, 0) + MOST_PASSAGES <= HIGHEST
    assert last_place(datetime.date.max) == HIGHEST
    assert place_of(LAST, 1) + MOST_PASSAGES <= HIGHEST
    assert date_of(place_of(LAST, 1)) == LAST


def test_a_place_tells_the_key_of_its_publication() -> None:
    for key in (0, 1, 7, 4_294_967_295):
        place = place_of(LAST, key)
        assert key_of(place) == key_of(place + MOST_PASSAGES) == key
