from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.template import engines
from django.urls import get_script_prefix, set_script_prefix

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.pages.kinds import Kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.publication.models import Publication


@pytest.fixture(params=["/", "/press/"])
def prefix(request: pytest.FixtureRequest) -> Iterator[str]:
    before = get_script_prefix()
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix(before)


@pytest.fixture
def kinds(prefix: str) -> Kinds:
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]
    return Kinds(environment.here())


@pytest.mark.parametrize("model", [NewsItem, Interview])
@pytest.mark.parametrize("slug", ["a", "a-summit-2024", "北京-саммит", "a_b~c,d$e"])
@pytest.mark.parametrize("date", [datetime.date(1800, 1, 1), datetime.date(2024, 12, 31)])
def test_an_address_is_that_of_the_publication(
    kinds: Kinds, prefix: str, model: type[Publication], slug: str, date: datetime.date
) -> None:
    publication = model(date=date, slug=slug)

    for _again in range(2):
        assert kinds.address(publication) == publication.get_absolute_url()
    assert kinds.address(publication).startswith(prefix)


def test_each_desk_shows_its_own_in_its_own_way(kinds: Kinds, prefix: str) -> None:
    date = datetime.date(2024, 4, 24)
    item = NewsItem(date=date, slug="a", lead="What *happened*.")
    interview = Interview(date=date, slug="b", headline="A talk", outlet="R&B")
    cards = [kinds.card(it, "?from=/", False, "h3") for it in (item, interview)]

    assert [kinds.section(it) for it in (item, interview)] == ["News", "Interviews"]
    address = f'<h3 class="run-in"><a href="{prefix}news/2024/04/24/a/?from=/">What happened.</a>'
    assert address in cards[0]
    assert f'href="{prefix}interviews/?outlet=R%26B">R&amp;B</a>' in cards[1]


def test_only_the_desk_is_told_what_is_not_public(kinds: Kinds) -> None:
    draft = NewsItem(date=datetime.date(2024, 4, 24), slug="a", headline="A draft")

    assert '<span class="badge draft">Draft</span>' in kinds.card(draft, "", True)
    assert "badge" not in kinds.card(draft, "", False)
