"""A shelf finds what the queryset finds to which the same steps lead."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from newsroom.publication.models.shelf import Shelf, plain, shelf_for
from newsroom.publication.position import Position

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

DAYS = [datetime.date(2024, 4, day) for day in (23, 24, 25)]
MOMENTS = [datetime.datetime(2024, 4, 24, hour, tzinfo=datetime.UTC) for hour in (9, 10, 11)]
KINDS = (NewsItem, Interview)


@pytest.fixture
def archive(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    """Publications of both desks that share days and moments, some of them not public."""
    far = datetime.datetime(2150, 1, 1, tzinfo=datetime.UTC)
    for day in DAYS:
        for moment in (*MOMENTS[:2], MOMENTS[1], None, far):
            make_news_item(date=day, published_at=moment)
            make_interview(0, date=day, published_at=moment)


positions = st.builds(
    Position,
    st.sampled_from(DAYS),
    st.sampled_from([None, *MOMENTS]),
    st.sampled_from(["news", "interviews", "other"]),
    st.integers(min_value=0, max_value=40),
)
periods = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS))
steps = st.one_of(
    st.tuples(st.just("older_than"), st.tuples(positions)),
    st.tuples(st.just("newer_than"), st.tuples(positions)),
    st.tuples(st.just("in_period"), periods),
    st.tuples(
        st.sampled_from(["reverse", "for_lists", "whole", "telling_corrections"]), st.just(())
    ),
    st.tuples(st.just("with_slug"), st.tuples(st.sampled_from(["item-1", "interview-2", "none'"]))),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(KINDS), st.lists(steps, max_size=4), st.one_of(st.none(), st.integers(1, 12))
)
def test_a_shelf_reads_what_the_public_may_see_by_the_same_words(
    archive: None, kind: Any, steps: list[Any], most: int | None
) -> None:
    shelf = Shelf.public(kind)
    for step, given_to_it in steps:
        shelf = getattr(shelf, step)(*given_to_it)
    queryset = shelf.queryset[:most]
    statement, _columns, values = shelf.statement(most=most)
    words, parameters = queryset.query.sql_with_params()

    assert statement.with_values(values) == (words, list(parameters))
    assert shelf[:most] == list(queryset)
    assert all(it.is_public for it in shelf[:most])


@pytest.mark.parametrize("kind", KINDS)
def test_a_shelf_has_the_neighbours_of_the_queryset(archive: None, kind: Any) -> None:
    for publication in kind.objects.public():
        beside = kind.objects.public().neighbours(publication)
        assert Shelf.public(kind).neighbours(publication) == beside


@pytest.mark.parametrize("state", State)
def test_a_shelf_of_a_state_is_that_of_the_queryset(archive: None, state: State) -> None:
    assert list(Shelf(NewsItem).in_state(state)) == list(NewsItem.objects.in_state(state))


def test_a_release_shows_as_soon_as_its_moment_has_come(
    make_news_item: Callable[..., NewsItem], time_machine: Any
) -> None:
    time_machine.move_to(MOMENTS[0], tick=False)
    item = make_news_item(published_at=MOMENTS[1])
    assert list(Shelf.public(NewsItem)) == []

    time_machine.move_to(MOMENTS[1], tick=False)
    assert list(Shelf.public(NewsItem)) == [item]


def test_the_desk_gets_the_plain_queryset_and_readers_a_shelf(archive: None, editor: User) -> None:
    of_the_desk, of_readers = shelf_for(NewsItem, editor), shelf_for(NewsItem, AnonymousUser())

    assert isinstance(of_readers, Shelf)
    assert list(plain(of_readers)) == list(NewsItem.objects.public())
    assert plain(of_the_desk) is of_the_desk
    assert list(plain(of_the_desk)) == list(NewsItem.objects.visible_to(editor))
