"""What is read with a publication is at hand, and stays what Django would have left there."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Exchange, Interview
from newsroom.publication.parts import Parts, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

EXCHANGES = Parts("exchanges", Exchange.objects.all())


def test_parts_that_were_read_are_not_read_again(make_interview: Callable[..., Interview]) -> None:
    interview = make_interview(3)
    EXCHANGES.read_with(interview)

    with CaptureQueriesContext(connection) as captured:
        assert len(list(parts_of(interview, "exchanges"))) == 3
        assert len(interview.exchanges.all()) == 3
        assert [*interview.exchanges.all()[:1]] == [*interview.exchanges.all()][:1]
        assert interview.exchanges.count() == 3
        assert copy.copy(interview.exchanges.all()).rows == [*interview.exchanges.all()]  # type: ignore[attr-defined]
    assert len(captured) == 0


def test_parts_that_were_not_read_are_read_now(make_interview: Callable[..., Interview]) -> None:
    interview = Interview.objects.get(pk=make_interview(2).pk)

    assert [it.position for it in parts_of(interview, "exchanges")] == [10, 20]


def test_parts_that_were_read_can_be_asked_for_more(
    make_interview: Callable[..., Interview],
) -> None:
    make_interview(4)
    interview = make_interview(3)
    EXCHANGES.read_with(interview)

    assert interview.exchanges.filter(position__gt=10).count() == 2
    assert interview.exchanges.order_by("-position")[0].position == 30
    assert interview.exchanges.all().exists()
