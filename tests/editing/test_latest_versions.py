"""Many publications are caught up with as each one would be, in a few queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from reversion.models import Revision, Version

from interviews.models import Exchange, Interview
from newsroom.editing import history
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from pytest_django import DjangoAssertNumQueries


def kept(kind: Any) -> list[Any]:
    """Return what all versions say, without their numbers."""
    told = ("content_type__model", "object_id", "serialized_data", "revision__comment")
    return [kind.objects.count(), *sorted(Version.objects.values_list(*told))]


def one_by_one(kind: Any, pks: list[int]) -> None:
    for pk in pks:
        if publication := kind.objects.filter(pk=pk).first():
            history.catch_up(publication)


@pytest.fixture
def talks(make_interview: Callable[..., Interview], writer: User) -> list[int]:
    """Interviews that differ from their latest versions in every way, or not at all."""
    talks = [make_interview(2) for _ in range(8)]
    _never, same, reworded, added, gone, moved, renamed, released = talks
    for talk in talks[1:]:
        history.record(talk, writer, "First.")
    with history.one_act(writer, "Together."):
        for talk in (same, reworded, renamed):
            Interview.objects.filter(pk=talk.pk).update(lead="Second.")
            history.record(talk, writer, "Second.")
    reworded.exchanges.filter(key="q1").update(answer="Another one.")
    Exchange.objects.create(interview=added, key="q9", position=90, question="And?")
    gone.exchanges.filter(key="q2").delete()
    moved.exchanges.filter(key="q1").update(position=90)
    Interview.objects.filter(pk=renamed.pk).update(headline="Another one")
    Interview.objects.filter(pk=released.pk).update(published_at=None)
    return [talk.pk for talk in talks]


def test_all_at_once_comes_to_the_same_as_one_by_one(talks: list[int]) -> None:
    asked = [*talks, 4711]
    found = []
    for catch_up in (one_by_one, history.catch_up_all):
        with transaction.atomic():
            catch_up(Interview, asked)
            found.append(kept(Interview))
            transaction.set_rollback(True)
    alone, together = found
    assert together == alone
    assert [row[3] for row in together[1:]].count("Found like this.") == 6 + 2 * 6


def test_what_is_kept_already_is_not_kept_again(talks: list[int]) -> None:
    history.catch_up_all(Interview, talks)
    count = Revision.objects.count()
    history.catch_up_all(Interview, talks)
    assert Revision.objects.count() == count


def test_what_the_act_under_way_has_changed_is_left_to_its_end(
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item()
    with history.one_act(None, "An act."):
        history.record(item, None, "")
        history.catch_up_all(NewsItem, {item.pk})
    assert [it.comment for it in Revision.objects.all()] == ["An act."]


def test_a_hundred_cost_few_queries(
    make_interview: Callable[..., Interview],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    talks = [make_interview(1).pk for _ in range(30)]
    history.catch_up_all(Interview, talks)
    with django_assert_max_num_queries(6):
        history.catch_up_all(Interview, talks)
    assert Revision.objects.count() == 1


def test_nothing_costs_nothing(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        history.catch_up_all(NewsItem, ())
    history.catch_up_all(NewsItem, {4711})
    assert not Revision.objects.exists()
