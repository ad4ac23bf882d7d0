"""Wherever a corrected publication is read, its correction is told, and when it was made."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.news.models import NewsItem
from newsroom.publication.models import gathered, tell
from tests.publication.renditions.ninjs_rules import NINJS
from tests.publication.renditions.test_linked_data import data, head

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from interviews.models import Interview

CORRECTED_AT = datetime.datetime(2024, 4, 25, 7, 20, tzinfo=datetime.UTC)
NOTE = "The talks are in *Minsk*, not in Pinsk."
PLAIN = "The talks are in Minsk, not in Pinsk."
TITLE = "Correction, 25.04.2024, 07:20 UTC"


def correct(publication: Any, note: str = NOTE, **fields: Any) -> None:
    publication.corrections.create(note=note, **{"corrected_at": CORRECTED_AT} | fields)


@pytest.fixture
def item(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    item = make_news_item(slug="a", headline="Talks", lead="In Minsk.")
    correct(item)
    return item


@pytest.fixture
def interview(make_interview: Callable[..., Interview]) -> Interview:
    interview = make_interview(3, slug="b", date=datetime.date(2024, 4, 24))
    correct(interview, exchange=interview.exchanges.get(key="q2"))
    return interview


def test_readers_of_the_page_are_told_above_the_text(client: Client, item: NewsItem) -> None:
    page = client.get(item.get_absolute_url()).text

    assert page.count(TITLE) == 1
    assert "The talks are in <em>Minsk</em>, not in Pinsk." in page
    assert page.index(TITLE) < page.index("In Minsk.</p>")


def test_the_exchange_concerned_has_the_note_and_the_others_have_none(
    client: Client, interview: Interview
) -> None:
    page = client.get(interview.get_absolute_url()).text
    places = [page.index(f'id="q{number}"') for number in (1, 2, 3)]

    assert page[: places[0]].count(TITLE) == 1
    assert '<a href="#q2">Question 2?</a>' in page[: places[0]]
    assert page[places[0] : places[1]].count(TITLE) == 0
    assert page[places[1] : places[2]].count(TITLE) == 1
    assert page[places[2] :].count(TITLE) == 0


def test_the_page_of_the_exchange_has_its_own_notes_alone(
    client: Client, interview: Interview
) -> None:
    correct(interview, "Another one, of the whole.", corrected_at=CORRECTED_AT.replace(hour=9))
    first, second, _third = (
        client.get(exchange.get_page_url()).text for exchange in interview.exchanges.all()
    )

    assert TITLE not in first
    assert TITLE in second
    assert "Another one" not in first + second


def test_a_note_outlives_its_exchange(client: Client, interview: Interview) -> None:
    interview.exchanges.get(key="q2").delete()

    assert client.get(interview.get_absolute_url()).text.count(TITLE) == 1


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feeds_tell_the_correction_in_the_text_and_by_the_date(
    client: Client, item: NewsItem, interview: Interview, form: str
) -> None:
    found = feedparser.parse(client.get(f"/archive/feed.{form}").content)

    assert not found.bozo
    assert len(found.entries) == 2
    for entry in found.entries:
        (content,) = entry.content
        assert TITLE in content.value
        assert "The talks are in <em>Minsk</em>" in content.value
        if form == "atom":
            assert entry.updated == "2024-04-25T07:20:00+00:00"
            assert entry.published == "2024-04-24T12:00:00+00:00"
    if form == "atom":
        assert found.feed.updated == "2024-04-25T07:20:00+00:00"
    else:
        assert found.feed.updated == "Thu, 25 Apr 2024 07:20:00 +0000"


def test_the_json_feed_tells_when_an_item_was_corrected(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(date=datetime.date(2024, 4, 1))
    corrected, other = client.get("/news/feed.json").json()["items"]

    assert corrected["date_modified"] == "2024-04-25T07:20:00+00:00"
    assert TITLE in corrected["content_html"]
    assert "date_modified" not in other


def test_search_engines_are_told_in_the_words_of_schema_org(
    client: Client, item: NewsItem, interview: Interview
) -> None:
    for publication in (item, interview):
        html = head(client, publication.get_absolute_url())
        article = data(html)[0]
        assert article["correction"] == [
            {
                "@type": "CorrectionComment",
                "text": PLAIN,
                "datePublished": "2024-04-25T07:20:00+00:00",
            }
        ]
        assert article["dateModified"] == "2024-04-25T07:20:00+00:00"
        assert '<meta property="article:modified_time" content="2024-04-25T07:20:00+00:00">' in html


def test_news_systems_are_told_in_ninjs(client: Client, interview: Interview) -> None:
    told = client.get("/interviews/2024/04/24/b.json").json()

    assert NINJS(told)
    assert told["versionCreated"] == "2024-04-25T07:20:00+00:00"
    assert [it["value"] for it in told["descriptions"] if it["role"] == "correction"] == [
        f"{TITLE} (“Question 2?”): {PLAIN}"
    ]
    assert TITLE in told["bodies"][0]["value"]


def test_the_note_is_in_the_markdown_as_it_was_typed(client: Client, item: NewsItem) -> None:
    assert f"*{TITLE}:* {NOTE}\n" in client.get("/news/2024/04/24/a.md").text


def test_sitemaps_tell_the_correction_as_the_last_change(
    client: Client, item: NewsItem, interview: Interview, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(date=datetime.date(2024, 3, 1))
    index, month = client.get("/sitemap.xml").text, client.get("/sitemap-news-2024-04.xml").text

    for address in ("sitemap-news-2024-04.xml", "sitemap-interviews-2024-04.xml"):
        assert f"{address}</loc><lastmod>2024-04-25T07:20:00+00:00</lastmod>" in index
    assert "sitemap-news-2024-03.xml</loc><lastmod>2024-03-01T12:00:00+00:00</lastmod>" in index
    assert "a/</loc><lastmod>2024-04-25T07:20:00+00:00</lastmod>" in month


def test_a_corrected_day_of_a_month_that_is_split_is_told_by_its_own_file(
    client: Client,
    item: NewsItem,
    make_news_item: Callable[..., NewsItem],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_news_item(published_at=CORRECTED_AT.replace(day=24, hour=23))
    make_news_item(date=datetime.date(2024, 4, 1))
    monkeypatch.setattr("newsroom.frontpage.sitemaps.MOST_ADDRESSES", 1)
    index = client.get("/sitemap.xml").text

    assert "news-2024-04-24.xml</loc><lastmod>2024-04-25T07:20:00+00:00</lastmod>" in index
    assert "news-2024-04-01.xml</loc><lastmod>2024-04-01T12:00:00+00:00</lastmod>" in index


def test_a_correction_from_before_the_present_release_stays_but_is_no_later_date(
    client: Client, item: NewsItem
) -> None:
    released = CORRECTED_AT + datetime.timedelta(days=1)
    NewsItem.objects.filter(pk=item.pk).update(published_at=released)
    html = client.get(item.get_absolute_url()).text

    assert TITLE in html
    assert "dateModified" not in html
    (entry,) = client.get("/news/feed.json").json()["items"]
    assert "date_modified" not in entry


def test_what_is_corrected_costs_one_query_more_and_nothing_else_does(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    other = make_news_item(slug="c")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert queries(item.get_absolute_url()) == queries(other.get_absolute_url()) + 1
    corrected = queries("/news/feed.atom")
    item.corrections.all().delete()
    assert queries("/news/feed.atom") == corrected - 1


def test_a_note_put_at_several_exchanges_is_told_once(interview: Interview) -> None:
    interview.corrections.all().delete()
    parts = list(interview.exchanges.all())[:2]
    tell(interview, "Both answers said Pinsk.", parts)
    tell(interview, "The lead, too.")
    found = list(gathered(interview.corrections.all()))

    assert sorted(notice.note for notice in found) == ["Both answers said Pinsk.", "The lead, too."]
    assert {notice.note: list(notice.parts) for notice in found}[
        "Both answers said Pinsk."
    ] == parts


def test_corrections_are_found_again_by_what_a_fixture_says(
    item: NewsItem, interview: Interview, tmp_path: Path
) -> None:
    tell(interview, "Another.", list(interview.exchanges.all()))
    dump = tmp_path / "dump.json"
    told = ["news", "interviews"]
    call_command("dumpdata", *told, output=str(dump), natural_foreign=True, natural_primary=True)
    before = [set(it.corrections.values_list("note", "corrected_at")) for it in (item, interview)]
    assert len(json.loads(dump.read_text())) > 6
    for _time in range(2):
        call_command("loaddata", str(dump), verbosity=0)

    after = [set(it.corrections.values_list("note", "corrected_at")) for it in (item, interview)]
    assert after == before
