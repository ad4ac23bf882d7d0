"""Publications as IPTC ninjs 3.2."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.identity import identity
from newsroom.publication.renditions import as_ninjs
from tests.publication.renditions.ninjs_rules import NINJS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import Settings

ORIGIN = "https://press.example.org"
HOSTILE = '</script> \u2028 \x0b " & <b>bold</b> 北京 [a](/news/) [b](javascript:alert(1))'


def body(told: dict[str, Any]) -> dict[str, Any]:
    (found,) = told["bodies"]
    assert isinstance(found, dict)
    return found


def test_everything_of_the_source_keeps_the_rules(source_content: None) -> None:
    publications = [*NewsItem.objects.all(), *Interview.objects.all()]

    assert len(publications) > 3
    assert all(NINJS(as_ninjs(publication, ORIGIN)) for publication in publications)


def test_what_can_be_missing_or_hostile_keeps_the_rules(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
) -> None:
    publications = [
        make_news_item(headline="Only a headline", lead=""),
        make_news_item(headline=HOSTILE, lead=HOSTILE, body=HOSTILE, slug="北京"),
        make_news_item(published_at=None),
        make_news_item(published_at=tomorrow),
        make_interview(0, outlet="", interviewee=""),
        make_interview(3, outlet=HOSTILE, interviewee=HOSTILE, preamble=HOSTILE, slug="пресс"),
    ]
    assert all(NINJS(as_ninjs(publication, ORIGIN)) for publication in publications)


def test_a_news_item_tells_what_is_known_of_it(make_news_item: Callable[..., NewsItem]) -> None:
    item = make_news_item(
        headline="Council meets", lead="It *met* today.", body="And [more](/archive/)."
    )
    told = as_ninjs(item, ORIGIN)

    assert told["uri"] == identity(item)
    assert told["renditions"][0]["href"] == f"{ORIGIN}/news/2024/04/24/item-1/"
    assert told["standard"]["version"] == "3.2"
    assert (told["type"], told["pubStatus"], told["language"]) == ("text", "usable", "en")
    assert told["firstCreated"] == "2024-04-24T12:00:00+00:00"
    assert [it["value"] for it in told["headlines"]] == ["Council meets"]
    assert [it["value"] for it in told["descriptions"]] == ["2024-04-24", "It met today."]
    assert body(told)["contentType"] == "text/html"
    assert body(told)["wordCount"] == 5
    assert body(told)["charCount"] == len("It met today.And more.")
    assert f'<a href="{ORIGIN}/archive/"' in body(told)["value"]
    assert told["usageTerms"] == settings.NEWSROOM_SITE["footer"]


def test_a_moment_is_told_in_the_zone_of_the_desk_with_its_offset(
    make_news_item: Callable[..., NewsItem], settings: Settings
) -> None:
    settings.TIME_ZONE = "Europe/Moscow"
    told = as_ninjs(make_news_item(date=datetime.date(2024, 1, 1)), ORIGIN)

    assert told["firstCreated"] == "2024-01-01T15:00:00+03:00"
    assert told["descriptions"][0]["value"] == "2024-01-01"


def test_nothing_is_told_that_nobody_knows(make_news_item: Callable[..., NewsItem]) -> None:
    told = as_ninjs(make_news_item(), ORIGIN)

    assert not told.keys() & {"headlines", "versionCreated", "contentCreated", "by", "people"}
    assert told["title"] == "Lead of item 1."


def test_what_is_not_public_is_withheld_until_its_moment(
    make_news_item: Callable[..., NewsItem], tomorrow: datetime.datetime
) -> None:
    scheduled = as_ninjs(make_news_item(published_at=tomorrow), ORIGIN)
    draft = as_ninjs(make_news_item(published_at=None), ORIGIN)

    assert scheduled["pubStatus"] == draft["pubStatus"] == "withheld"
    embargo = datetime.datetime.fromisoformat(scheduled["embargoedUntil"])
    assert embargo == tomorrow.replace(microsecond=0)
    assert "firstCreated" not in scheduled | draft
    assert "embargoedUntil" not in draft


def test_an_interview_tells_who_asked_who_answered_and_each_exchange_in_order(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(3, interviewee_role="Secretary General")
    interview.exchanges.filter(key="q2").update(asked_by="Anna Berg", question="*Why*?")
    told = as_ninjs(interview, ORIGIN)

    assert told["by"] == "TASS agency"
    assert told["people"] == [{"name": "Imangali Tasmagambetov", "rel": "interviewee"}]
    assert told["descriptions"][-1]["value"] == (
        "TASS agency – Imangali Tasmagambetov, Secretary General"
    )
    assert told["genres"][0]["name"] == "Interview"
    first, second, third = told["associations"]
    assert [it["name"] for it in (first, second, third)] == ["Question 1?", "Why?", "Question 3?"]
    assert third["uri"] == f"{identity(interview)}/q3"
    assert [(it["role"], it["value"]) for it in second["bodies"]] == [
        ("question", "*Why*?"),
        ("answer", "Answer 2."),
    ]
    assert second["people"] == [{"name": "Anna Berg", "rel": "asks"}]
    assert "people" not in first
