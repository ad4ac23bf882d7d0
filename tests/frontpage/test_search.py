from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from django.db import connection

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.search import time_limit
from newsroom.publication.search.time_limit import rows_in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def shown(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def labels(page: str) -> list[str]:
    """Return the names of the hits, in order, without their marks."""
    return [
        unescape(re.sub("<[^>]*>", "", name)).strip()
        for name in re.findall(r'<article class="card hit".*?<h2[^>]*>(.*?)</h2>', page, re.DOTALL)
    ]


def marked(page: str) -> set[str]:
    return set(re.findall(r"<mark>(.*?)</mark>", page))


def next_page(page: str, way: str) -> dict[str, str]:
    found = re.search(rf'rel="{way}"[^>]*\?([^"]+)"', page)
    assert found
    pairs = (part.split("=") for part in unescape(found[1]).split("&"))
    return dict(pairs)


def test_the_words_of_the_source_lead_to_the_very_exchange(
    client: Client, source_content: None
) -> None:
    address = Interview.objects.get().get_absolute_url()
    for typed, key in [
        ("SIP", "q3"),
        ("Special Interstate Policy", "q3"),
        ("coordinating state", "q6"),
    ]:
        page = shown(client, "/search/", q=typed)
        assert re.search(rf'href="{address}\?from=[^"#]*#{key}"', page), typed
        assert "1</strong> publication found" in page
    assert marked(shown(client, "/search/", q="SIP")) == {"SIP"}


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "AND", "NEAR(", "\0", "-", "-word", '"" -""', "x" * 60_000, "слово " * 1500, "😀"],
)
@pytest.mark.parametrize(
    "address", ["/search/", "/news/", "/interviews/exchanges/", "/archive/2024/"]
)
def test_any_string_at_all_gives_an_answer(
    client: Client, source_content: None, typed: str, address: str
) -> None:
    page = shown(client, address, q=typed)
    assert len(page) < 100_000
    assert client.get(f"{address}feed.json", {"q": typed}).status_code in {200, 400}


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=csto&date_after=9999-12-31",
        "/search/?q=csto&date_before=9999-12-31",
        "/search/?q=csto&date_after=0001-01-01&date_before=0001-01-01",
        "/search/?q=csto&newer=9999-12-31_0_news_0",
        "/search/?q=csto&older=9999-12-31_draft_news_999999999999999999",
        "/search/?q=csto&older=0001-01-01_0_news_1",
        "/search/9999/12/31/?q=csto",
        "/search/0001/?q=csto",
        "/interviews/exchanges/9999/12/?q=csto&order=best",
        "/search/feed.rss?q=csto&date_before=9999-12-31",
    ],
)
def test_days_at_the_ends_of_the_calendar_get_an_answer(
    client: Client, source_content: None, address: str
) -> None:
    assert client.get(address).status_code == 200


def test_the_days_of_a_search_are_both_included(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    for day in (22, 23, 24, 25):
        make_news_item(headline=f"Word {day}", lead="", date=datetime.date(2024, 4, day))
    page = shown(client, "/news/", q="word", date_after="2024-04-23", date_before="2024-04-24")
    assert labels(page) == ["Word 24", "Word 23"]


def test_a_query_without_words_is_said_beside_the_field(client: Client, db: None) -> None:
    assert "“*” has no words to look for." in shown(client, "/search/", q="*")
    assert "“-word” only leaves words out." in shown(client, "/search/", q="-word")


def test_the_search_without_words_tells_how_to_search(client: Client, source_content: None) -> None:
    for address in ("/search/", "/interviews/exchanges/"):
        page = shown(client, address)
        assert "finds the very phrase" in page
        assert labels(page) == []


def test_words_go_together_with_dates_outlet_and_interviewee(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    make_news_item(headline="March", lead="grain", date=datetime.date(2024, 3, 1))
    make_news_item(headline="April", lead="grain", date=datetime.date(2024, 4, 1))
    make_interview(1, headline="By TASS", lead="grain", outlet="TASS", interviewee="A B")
    make_interview(1, headline="By RIA", lead="grain", outlet="RIA", interviewee="C D")

    assert labels(shown(client, "/search/", q="grain", date_after="2024-03-05")) == [
        "April",
        "By TASS",
        "By RIA",
    ]
    assert labels(shown(client, "/news/2024/03/", q="grain")) == ["March"]
    assert labels(shown(client, "/interviews/", q="grain", outlet="RIA")) == ["By RIA"]
    assert labels(shown(client, "/interviews/", q="grain", interviewee="A B")) == ["By TASS"]
    assert labels(shown(client, "/archive/2024/04/01/", q="grain")) == ["April"]


def test_single_answers_are_searched_alone(
    client: Client, source_content: None, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(headline="Policy", lead="policy")
    page = shown(client, "/interviews/exchanges/", q="policy", interviewee="Imangali Tasmagambetov")
    assert len(labels(page)) == 1
    assert '#q3"' in page


def test_many_answers_of_one_interview_are_three_and_a_number(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    make_interview(12)
    page = shown(client, "/search/", q="answer")
    assert page.count('<p class="asked">') == 3
    assert "9 more answers there" in page


def test_a_news_item_without_a_headline_is_named_by_the_words_that_were_found(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="filler " * 100 + "the *needle* is here")
    page = shown(client, "/search/", q="needle")
    assert "needle is here" in labels(page)[0]
    assert "*" not in labels(page)[0]


def test_what_was_found_is_leafed_through_without_gaps_or_doubles(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    for number in range(45):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number // 3)
        if number % 5:
            make_news_item(headline=f"Word {number}", lead="", date=day)
        else:
            make_interview(3, headline=f"Word {number}", date=day)

    pages = [shown(client, "/search/", q="word")]
    for way in ("next", "next", "prev", "prev"):
        pages.append(shown(client, "/search/", **next_page(pages[-1], way)))
    found = [labels(page) for page in pages]

    assert [len(page) for page in found] == [20, 20, 5, 20, 20]
    assert len({*found[0], *found[1], *found[2]}) == 45
    assert found[3:] == [found[1], found[0]]
    dates = re.findall(r'<p class="card-date"><time datetime="([^"]+)"', "".join(pages[:3]))
    assert dates == sorted(dates, reverse=True)


def test_too_many_to_count_are_leafed_through_as_well(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    for number in range(25):
        make_interview(11, headline=f"Talk {number:02}", date=datetime.date(2024, 1, 1 + number))

    page = shown(client, "/interviews/", q="answer")
    assert "Very many were found" in page
    seen = labels(page)
    while 'rel="next"' in page:
        page = shown(client, "/interviews/", **next_page(page, "next"))
        seen += labels(page)
    assert seen == [f"Talk {number:02}" for number in reversed(range(25))]


def test_the_best_match_comes_first_on_request(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(headline="Other", lead="the summit", date=datetime.date(2024, 5, 1))
    make_news_item(headline="Summit of states", lead="summit", date=datetime.date(2023, 5, 1))

    assert labels(shown(client, "/search/", q="summit")) == ["Other", "Summit of states"]
    assert labels(shown(client, "/search/", q="summit", order="best"))[0] == "Summit of states"


def test_the_best_answers_of_an_interview_are_shown_on_request(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(9)
    interview.exchanges.filter(key="q8").update(question="Why?", answer="The answer of answers.")

    assert "answer of answers" not in re.sub("</?mark>", "", shown(client, "/search/", q="answer"))
    page = re.sub("</?mark>", "", shown(client, "/search/", q="answer", order="best"))
    assert "The answer of answers." in page
    assert page.count('<p class="asked">') == 3


def test_nothing_found_keeps_the_words_and_offers_to_drop_one(
    client: Client, source_content: None
) -> None:
    page = shown(client, "/news/", q="kazakhstan zebra", date_after="2024-01-01")
    assert 'value="kazakhstan zebra"' in page
    assert "?q=kazakhstan&amp;date_after=2024-01-01" in page
    assert 'href="/search/?q=kazakhstan+zebra&amp;date_after=2024-01-01"' in page


def test_words_are_escaped_wherever_they_are_shown(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(headline="A <script>alert(1)</script> word", lead="")
    page = shown(client, "/search/", q='<script>alert(1)</script> "><img src=x>')
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<script>alert" not in shown(client, "/search/", q="word")


def test_every_page_has_a_way_to_search(client: Client, source_content: None) -> None:
    for address in ("/", "/news/", Interview.objects.get().get_absolute_url()):
        page = shown(client, address)
        assert 'role="search" action="/search/"' in page
        assert '<a href="/search/">Search</a>' in page


def test_a_browser_learns_how_to_search_the_site(client: Client, db: None) -> None:
    response = client.get("/opensearch.xml")
    described = ElementTree.fromstring(response.content)
    addresses = [part.get("template") for part in described if part.tag.endswith("Url")]

    assert response.headers["Content-Type"].startswith("application/opensearchdescription+xml")
    assert addresses[0] == "http://testserver/search/?q={searchTerms}"
    assert 'rel="search"' in shown(client, "/")


def test_a_search_that_takes_too_long_says_so_and_not_that_there_is_nothing(
    client: Client, make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_news_item(headline="Two words", lead="")
    monkeypatch.setattr(
        "newsroom.publication.search.finding.rows_in_time", lambda *_asked: ([], False)
    )
    page = shown(client, "/search/", q="two words")

    assert "was broken off, because it took too long" in page
    assert "Nothing was found" not in page
    assert labels(shown(client, "/search/", q="words")) == ["Two words"]


def test_one_word_is_looked_for_shelf_by_shelf_where_all_at_once_takes_too_long(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_news_item(headline="A word", lead="", date=datetime.date(2024, 4, 25))
    make_interview(headline="The word", date=datetime.date(2024, 4, 24))
    monkeypatch.setattr("newsroom.publication.search.finding.all_in_time", lambda *_asked: None)

    assert labels(shown(client, "/search/", q="word")) == ["A word", "The word"]

    monkeypatch.setattr(
        "newsroom.publication.search.finding.rows_in_time", lambda *_asked: ([], False)
    )
    assert "was broken off, because it took too long" in shown(client, "/search/", q="word")


def test_a_word_that_only_drafts_have_is_not_looked_for_without_end(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts the time itself, and no fewer than milliseconds.")
    monkeypatch.setattr(time_limit, "SECONDS", {"sqlite": 0})
    day = datetime.date(2024, 4, 24)
    drafts = [NewsItem(slug=f"draft-{it}", lead="Secret.", date=day) for it in range(2_000)]
    NewsItem.objects.bulk_create(drafts)
    page = shown(client, "/search/", q="secret")

    assert "was broken off, because it took too long" in page
    assert "draft-" not in page


def test_what_was_found_before_the_time_was_over_is_shown(
    client: Client, make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_news_item(headline="Two words", lead="")
    ask = rows_in_time
    monkeypatch.setattr(
        "newsroom.publication.search.finding.rows_in_time", lambda *asked: (ask(*asked)[0], False)
    )
    page = shown(client, "/news/", q="two words")

    assert labels(page) == ["Two words"]
    assert "To look for more would take too long" in page
    assert "publication found" not in page


def test_the_feed_of_a_search_reads_whole_publications_and_marks_nothing(
    client: Client, source_content: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.publication.search.results.hits_of", None)
    found = client.get("/search/feed.json", {"q": "coordinating state"}).json()["items"]
    interview = Interview.objects.get()

    assert [it["url"] for it in found] == [f"http://testserver{interview.get_absolute_url()}"]
    assert all(it.answer[:20] in found[0]["content_html"] for it in interview.exchanges.all()[:3])
