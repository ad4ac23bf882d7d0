from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from interviews.models import Correction, EarlierWording, Exchange, Interview
from newsroom.news.models import Correction as NewsCorrection
from newsroom.news.models import NewsItem
from newsroom.publication.models import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

MOMENT = datetime.datetime(2024, 3, 12, 12, 0, 0, 123000, tzinfo=datetime.UTC)


def test_many_publications_are_found_by_their_keys_in_one_query(
    make_news_item: Callable[..., NewsItem],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    items = [make_news_item() for _ in range(3)]
    keys = [item.natural_key() for item in items]
    with django_assert_num_queries(1):
        found = NewsItem.objects.with_natural_keys([*keys, ("unknown",)])
    assert found == dict(zip(keys, items, strict=True))


def test_an_exchange_is_found_in_its_own_interview_alone(
    make_interview: Callable[..., Interview],
) -> None:
    first, second = make_interview(2), make_interview(3)
    found = Exchange.objects.with_natural_keys([(first.slug, "q1"), (second.slug, "q3")])
    assert [(row.interview, row.key) for row in found.values()] == [(first, "q1"), (second, "q3")]
    assert not Exchange.objects.with_natural_keys([(first.slug, "q3")])


@pytest.mark.parametrize("told", ["2024-03-12T12:00:00.123Z", "2024-03-12T14:00:00.123+02:00"])
def test_a_moment_in_a_key_may_be_its_text(
    make_interview: Callable[..., Interview], told: str
) -> None:
    interview = make_interview(1)
    exchange = interview.exchanges.get()
    wording = EarlierWording.objects.create(exchange=exchange, replaced_at=MOMENT, answer="Once.")
    key = (interview.slug, "q1", told)
    assert EarlierWording.objects.with_natural_keys([key]) == {key: wording}
    assert EarlierWording.objects.get_by_natural_key(*key) == wording


def test_corrections_of_both_desks_are_found(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    for publication, model in ((make_news_item(), NewsCorrection), (make_interview(), Correction)):
        tell(publication, "The date was wrong.")
        correction = publication.corrections.get()
        key = correction.natural_key()
        assert model.objects.with_natural_keys([key]) == {key: correction}
        assert model.objects.get_by_natural_key(*key) == correction


@pytest.mark.django_db
def test_no_keys_cost_no_query_and_a_key_that_is_none_is_refused(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert NewsItem.objects.with_natural_keys([]) == {}
    with pytest.raises(ValidationError):
        EarlierWording.objects.with_natural_keys([("slug", "q1", "yesterday")])
