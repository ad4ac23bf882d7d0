"""Which of the passages that were looked up can be shown together."""

from __future__ import annotations

import datetime

from newsroom.publication.search.finding import Looked
from newsroom.publication.search.groups import MOST, Groups
from newsroom.publication.search.places import place_of

DAY = datetime.date(2024, 4, 24)
STEP = datetime.timedelta(days=1)


def places(number: int, first: datetime.date = DAY) -> list[int]:
    """Return the places of so many publications, one a day, newest first."""
    return [place_of(first - STEP * back, 1) for back in range(number)]


def test_the_publications_of_all_desks_come_newest_first() -> None:
    found = Groups.up_to_the_horizon(
        {"news": Looked(places(3)), "interviews": Looked(places(2))}, oldest_first=False
    )
    assert [group.desk for group in found] == ["interviews", "news", "interviews", "news", "news"]
    assert (found.is_all, found.total) == (True, 5)
    assert found.dates == {DAY: 2, DAY - STEP: 2, DAY - 2 * STEP: 1}


def test_passages_of_a_publication_are_one_group_in_the_order_of_reading() -> None:
    place = place_of(DAY, 7)
    looked = Looked([place + 3, place + 1, place])
    (group,) = Groups.up_to_the_horizon({"interviews": looked}, oldest_first=False)

    assert (group.publication, group.own_place) == (7, place)
    assert group.parts == [place + 1, place + 3]


def test_nothing_is_told_of_days_that_a_desk_was_not_looked_up_for() -> None:
    looked = {"news": Looked(places(MOST + 1)), "interviews": Looked(places(1, DAY - 400 * STEP))}
    found = Groups.up_to_the_horizon(looked, oldest_first=False)

    assert {group.desk for group in found} == {"news"}
    assert not found.is_all
    assert not found.is_broken_off


def test_what_was_broken_off_is_known_up_to_its_last_place_alone() -> None:
    looked = {
        "news": Looked(places(2, DAY - STEP), is_broken_off=True),
        "interviews": Looked(places(4)),
    }
    found = Groups.up_to_the_horizon(looked, oldest_first=False)
    assert set(found.dates) == {DAY, DAY - STEP, DAY - 2 * STEP}
    assert (found.is_all, found.is_broken_off) == (False, True)

    found = Groups.up_to_the_horizon(looked, oldest_first=True)
    assert set(found.dates) == {DAY - STEP, DAY - 2 * STEP, DAY - 3 * STEP}


def test_of_a_desk_of_which_nothing_is_known_nothing_can_be_shown() -> None:
    looked = {"news": Looked([], is_broken_off=True), "interviews": Looked(places(4))}
    for oldest_first in (True, False):
        assert list(Groups.up_to_the_horizon(looked, oldest_first=oldest_first)) == []
