"""Feeds: what they hold, and what each standard wants of them."""

from __future__ import annotations

import datetime
import json
import re
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from newsroom.publication.feeds import rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

    MakeNews = Callable[..., NewsItem]
    MakeInterview = Callable[..., Interview]

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
FORMATS = ["rss", "atom", "json"]
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
HOSTILE = "A ]]> B <b>&amp; \x00\x01\x0b\x1f C \ufffe\uffff \u2028 <!-- </item> ★ 北京"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
TAG_URI = re.compile(r"tag:[a-z0-9.@-]+,\d{4}(-\d\d){0,2}:[\w.~!$&'()*+,;=:@%/?-]+", re.ASCII)


def get(address: str, **meta: str) -> Answer:
    answer = Client().get(address, **meta)  # type: ignore[arg-type]
    assert answer.status_code == 200, (address, answer.text)
    return answer


def told(answer: Answer, form: str) -> list[dict[str, str]]:
    """Return id, link, title, text and date of each entry, whatever the format."""
    if form == "json":
        keys = ("id", "url", "title", "content_html", "date_published")
        return [
            dict(zip(("id", "link", "title", "text", "date"), map(it.get, keys), strict=True))
            for it in json.loads(answer.content)["items"]
        ]
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    return [
        {
            "id": it.id,
            "link": it.link,
            "title": it.get("title"),
            "text": it.content[0].value,
            "date": it.published,
        }
        for it in found.entries
    ]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/archive/", ["item-1", "interview-1", "item-2"]),
        ("/news/", ["item-1", "item-2"]),
        ("/interviews/", ["interview-1"]),
        ("/archive/2024/", ["item-1", "interview-1"]),
        ("/news/2024/04/", ["item-1"]),
        ("/news/2024/04/24/", ["item-1"]),
        ("/news/2022/", []),
        ("/archive/?date_after=2024-04-01", ["item-1"]),
        ("/archive/?date_after=01.03.2024&date_before=2024-04-01", ["interview-1"]),
        ("/interviews/?outlet=TASS+agency", ["interview-1"]),
        ("/interviews/2024/03/?interviewee=Imangali+Tasmagambetov", ["interview-1"]),
        ("/archive/?q=answer", ["interview-1"]),
        ("/search/?q=lead+item&date_before=2023-12-31", ["item-2"]),
        ("/search/2023/?q=lead", ["item-2"]),
        ("/search/", []),
        ("/interviews/exchanges/?q=answer", ["interview-1"]),
    ],
)
def test_a_feed_holds_what_the_list_with_the_same_filter_shows(
    make_news_item: MakeNews,
    make_interview: MakeInterview,
    form: str,
    address: str,
    expected: list[str],
) -> None:
    make_news_item(date=datetime.date(2024, 4, 24))
    make_news_item(date=datetime.date(2023, 4, 24))
    make_interview(date=datetime.date(2024, 3, 12))
    path, _sign, query = address.partition("?")
    page = get(address).text

    answer = get(f"{path}feed.{form}?{query}")
    assert answer.headers["Content-Type"] == TYPES[form]
    slugs = [it["link"].rstrip("/").rpartition("/")[2] for it in told(answer, form)]
    assert slugs == expected
    assert all(f"/{slug}/" in page for slug in slugs)


@pytest.mark.parametrize("address", ["/news/2024/4/feed.rss", "/news/2024/04/1/feed.json?q=a"])
def test_a_period_written_short_leads_to_the_feed_of_the_period(
    client: Client, db: None, address: str
) -> None:
    path, _sign, query = address.partition("?")
    right = path.replace("/4/", "/04/").replace("/1/", "/01/") + (f"?{query}" if query else "")
    answer = client.get(address)

    assert (answer.status_code, answer.headers["Location"]) == (301, right)


@pytest.mark.parametrize(
    "address", ["/news/feed.xml", "/news/2024/13/feed.rss", "/news/2024/02/30/feed.json"]
)
def test_there_is_no_feed_of_an_unknown_format_or_of_no_period(
    client: Client, db: None, address: str
) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "date_after=yesterday",
        "date_after=2024-02-30",
        "date_after=2024-05-02&date_before=2024-05-01",
    ],
)
def test_a_wrong_filter_is_refused_with_a_sentence_and_nothing_else(
    make_news_item: MakeNews, query: str
) -> None:
    make_news_item(lead="The only news there is.")
    for form in FORMATS:
        answer = Client().get(f"/news/feed.{form}?{query}&x=%00%EF%BF%BE")
        assert answer.status_code == 400
        if form == "json":
            assert answer.headers["Content-Type"] == "application/problem+json; charset=utf-8"
            sentence = json.loads(answer.content)["detail"]
        else:
            assert answer.headers["Content-Type"] == "application/problem+xml; charset=utf-8"
            sentence = str(ElementTree.fromstring(answer.content)[-1].text)
        assert re.match(r"date_(after|before): .*(Write|swap)", sentence)
        assert "only news" not in answer.text


def test_what_nobody_ever_said_is_no_outlet_of_a_feed(make_interview: MakeInterview) -> None:
    make_interview()
    answer = Client().get("/interviews/feed.atom?outlet=Nobody")

    assert answer.status_code == 400
    assert "outlet: " in answer.text


def test_signs_that_xml_cannot_hold_break_no_refusal(db: None) -> None:
    answer = Client().get("/news/feed.rss?date_after=%01%EF%BF%BE%5D%5D%3E%3Cb%3E")

    assert answer.status_code == 400
    assert "]]><b>" in str(ElementTree.fromstring(answer.content)[-1].text)


def test_an_rss_feed_has_what_its_specification_wants(
    make_news_item: MakeNews, make_interview: MakeInterview
) -> None:
    make_news_item(headline="A headline")
    make_interview()
    (channel,) = ElementTree.fromstring(get("/archive/feed.rss").content)

    assert channel.findtext("title") == "All news – Newsroom"
    assert channel.findtext("link") == "http://testserver/archive/"
    assert channel.findtext("description")
    assert channel.findtext("language") == "en"
    latest = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)
    assert parsedate_to_datetime(channel.findtext("lastBuildDate", "")) == latest
    (itself,) = channel.findall(f"{ATOM}link")
    assert itself.attrib == {"rel": "self", "href": "http://testserver/archive/feed.rss"}
    for item in channel.findall("item"):
        assert {child.tag for child in item} == {
            *("title", "link", "description", "pubDate", "guid", "category", CONTENT),
            "{http://purl.org/dc/elements/1.1/}creator",
        }
        assert parsedate_to_datetime(item.findtext("pubDate", "")).tzinfo
        guid = item.find("guid")
        assert guid is not None
        assert guid.attrib == {"isPermaLink": "false"}
        assert TAG_URI.fullmatch(str(guid.text))
    assert [it.findtext("category") for it in channel.findall("item")] == ["News", "Interviews"]


def test_an_atom_feed_has_what_rfc_4287_wants(
    make_news_item: MakeNews, make_interview: MakeInterview
) -> None:
    make_news_item()
    make_interview()
    feed = ElementTree.fromstring(get("/archive/feed.atom").content)

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    ids = [str(feed.findtext(f"{ATOM}id"))]
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1
        assert part.findtext(f"{ATOM}title")
        assert RFC_3339.fullmatch(part.findtext(f"{ATOM}updated", ""))
        assert part.findtext(f"{ATOM}author/{ATOM}name") == "Newsroom"
        alternate = [it for it in part.findall(f"{ATOM}link") if it.get("rel") == "alternate"]
        assert [str(it.get("href"))[:18] for it in alternate] == ["http://testserver/"]
    for entry in feed.findall(f"{ATOM}entry"):
        ids.append(str(entry.findtext(f"{ATOM}id")))
        assert RFC_3339.fullmatch(entry.findtext(f"{ATOM}published", ""))
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
    assert len(set(ids)) == 3
    assert all(TAG_URI.fullmatch(it) for it in ids)


def test_a_json_feed_has_what_its_version_wants_and_the_facts_of_each(
    make_news_item: MakeNews, make_interview: MakeInterview
) -> None:
    make_news_item(headline="A headline")
    make_interview(interviewee_role="Secretary General")
    feed = json.loads(get("/archive/feed.json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["home_page_url"] == "http://testserver/archive/"
    assert feed["feed_url"] == "http://testserver/archive/feed.json"
    assert feed["authors"] == [{"name": "Newsroom", "url": "http://testserver/"}]
    assert "next_url" not in feed
    item, interview = feed["items"]
    for it in (item, interview):
        assert all(isinstance(it[name], str) for name in ("id", "url", "content_html", "summary"))
        assert RFC_3339.fullmatch(it["date_published"])
        assert isinstance(it["tags"], list)
    assert item["_newsroom"] == {
        "label": "A headline",
        "kind": "newsitem",
        "date": "2024-04-24",
        "ninjs": item["url"].rstrip("/") + ".json",
    }
    assert interview["_newsroom"] == {
        "label": "Interview 1",
        "kind": "interview",
        "date": "2024-03-12",
        "outlet": "TASS agency",
        "interviewee": "Imangali Tasmagambetov",
        "interviewee_role": "Secretary General",
        "ninjs": interview["url"].rstrip("/") + ".json",
    }
    assert get(item["_newsroom"]["ninjs"].removeprefix("http://testserver")).json()


def test_a_publication_without_a_headline_has_a_title_in_atom_alone(
    make_news_item: MakeNews,
) -> None:
    make_news_item(lead="*Armed* forces meet.")

    (item,) = ElementTree.fromstring(get("/news/feed.rss").content).iter("item")
    assert item.find("title") is None
    assert "Armed forces meet." in str(item.findtext("description"))
    (entry,) = ElementTree.fromstring(get("/news/feed.atom").content).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Armed forces meet."
    (item,) = json.loads(get("/news/feed.json").content)["items"]
    assert "title" not in item


@pytest.mark.parametrize("form", FORMATS)
def test_ids_and_dates_survive_another_slug_date_host_and_scheme(
    make_news_item: MakeNews, settings: Any, form: str
) -> None:
    settings.ALLOWED_HOSTS = ["press.example.org", "testserver"]
    item = make_news_item()
    (before,) = told(get(f"/news/feed.{form}"), form)

    item.slug, item.date, item.headline = "other", datetime.date(2024, 4, 25), "Now it has one"
    item.save()
    here = {"HTTP_HOST": "press.example.org", "wsgi.url_scheme": "https"}
    (after,) = told(get(f"/news/feed.{form}", **here), form)

    assert (after["id"], after["date"]) == (before["id"], before["date"])
    assert after["link"] == "https://press.example.org/news/2024/04/25/other/"


@pytest.mark.parametrize("form", FORMATS)
def test_the_text_holds_the_printed_date_every_exchange_and_whole_addresses(
    make_news_item: MakeNews, make_interview: MakeInterview, form: str
) -> None:
    interview = make_interview(3, preamble="Before the first question.")
    links = "[a](/news/) [b](other/) [c](#q1) [d](https://example.org/?a=1&b=2) [e](//[x/)"
    interview.exchanges.filter(key="q2").update(answer=links, question='Say: <a href="/x">?')
    make_news_item(body="The body.")
    item, said = told(get(f"/archive/feed.{form}"), form)

    assert '<time datetime="2024-03-12">12.03.2024</time>' in said["text"] or form != "json"
    assert "12.03.2024" in said["text"]
    places = [
        said["text"].index(words)
        for words in ("Before the first", "Question 1?", "Answer 1.", "Question 3?", "Answer 3.")
    ]
    assert places == sorted(places)
    page = "http://testserver/interviews/2024/03/12/interview-1/"
    for address in ("http://testserver/news/", f"{page}other/", f"{page}#q1"):
        assert f'href="{address}"' in said["text"]
    assert 'href="https://example.org/?a=1&amp;b=2"' in said["text"]
    assert 'Say: &lt;a href="/x"&gt;?' in said["text"]
    assert "The body." in item["text"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_text_breaks_a_feed(
    make_news_item: MakeNews, make_interview: MakeInterview, form: str
) -> None:
    make_news_item(headline=HOSTILE.replace("\x00", ""), lead=HOSTILE.replace("\x00", ""))
    make_interview(headline="\x02x\ufffe", outlet="\x03<TASS> & ]]>", interviewee="\x04")
    answer = get(f"/archive/feed.{form}")
    item, said = told(answer, form)

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", answer.text)
    assert "★ 北京" in item["title"]
    assert said["title"] == "x"
    filtered = get(f"/interviews/feed.{form}?outlet=%03%3CTASS%3E+%26+%5D%5D%3E")
    assert len(told(filtered, form)) == 1
    assert "Outlet: " in json.dumps(filtered.text)


@pytest.mark.parametrize("form", FORMATS)
def test_one_leafs_through_a_feed_and_meets_everything_once(
    make_news_item: MakeNews, form: str
) -> None:
    for day in range(1, 31):
        make_news_item(date=datetime.date(2024, 4, day))
        make_news_item(date=datetime.date(2024, 4, day))
    ids: list[str] = []
    address = f"/news/feed.{form}?date_after=2024-04-02"
    pages = 0
    while address:
        answer = get(address)
        ids += [it["id"] for it in told(answer, form)]
        onward = (
            [json.loads(answer.content).get("next_url", "")]
            if form == "json"
            else re.findall(r'<(?:atom:)?link href="([^"]*)" rel="next"/>', answer.text)
        )
        address = (
            onward[0].replace("&amp;", "&").removeprefix("http://testserver") if onward else ""
        )
        pages += 1

    assert pages == 3
    assert len(ids) == len(set(ids)) == 58


@pytest.mark.parametrize("form", FORMATS)
def test_whoever_asks_a_feed_shows_what_is_public(
    desk: Client, make_news_item: MakeNews, make_interview: MakeInterview, form: str
) -> None:
    make_news_item()
    before = get(f"/archive/feed.{form}").content
    make_news_item(published_at=None, lead="Secret.")
    make_interview(published_at=None, outlet="Secret")

    answer = desk.get(f"/archive/feed.{form}")
    assert answer.content == before
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert desk.get(f"/interviews/feed.{form}?outlet=Secret").status_code == 400


@pytest.mark.parametrize("form", FORMATS)
def test_no_date_keeps_a_correction_from_readers(
    client: Client, make_news_item: MakeNews, form: str
) -> None:
    item = make_news_item()
    address = f"/news/feed.{form}"
    before = get(address)
    make_news_item(published_at=None)
    assert get(address).content == before.content

    item.lead = "Corrected."
    item.save()
    # Nothing stored tells when.
    answer = client.get(address, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert (answer.status_code, "Last-Modified" in answer.headers) == (200, False)
    assert "Corrected." in answer.text


def zone(minutes: int) -> datetime.timezone:
    return datetime.timezone(datetime.timedelta(minutes=minutes))


@given(
    st.dates(min_value=datetime.date(1800, 1, 1)),
    st.times(timezones=st.integers(-1379, 1379).map(zone)),
)
def test_a_moment_in_rss_is_written_as_the_standard_library_does(
    day: datetime.date, time: datetime.time
) -> None:
    moment = datetime.datetime.combine(day, time)

    assert rss.written(moment) == format_datetime(moment)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_feed_is_valid_and_stays_the_same(db: None, time_machine: Any, form: str) -> None:
    first = get(f"/archive/feed.{form}")
    time_machine.move_to(datetime.datetime(2031, 5, 2, tzinfo=datetime.UTC))

    assert told(first, form) == []
    assert get(f"/archive/feed.{form}").content == first.content


def test_a_feed_leaves_in_one_piece(make_news_item: MakeNews) -> None:
    make_news_item()
    assert all(len(list(get(f"/news/feed.{form}"))) == 1 for form in FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", ["/archive/", "/news/", "/interviews/", "/interviews/2024/"])
def test_a_feed_takes_three_queries_at_most_however_many_exchanges(
    make_news_item: MakeNews, make_interview: MakeInterview, form: str, path: str
) -> None:
    for _number in range(5):
        make_news_item(body="Body.")
        make_interview(20, preamble="Preamble.")
    with CaptureQueriesContext(connection) as captured:
        get(f"{path}feed.{form}")

    asked = " ".join(query["sql"] for query in captured).upper()
    assert len(captured) <= 3
    assert "COUNT(" not in asked
    assert "OFFSET" not in asked


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/archive/feed.{}"),
        ("/archive/", "/archive/feed.{}"),
        ("/interviews/2024/", "/interviews/2024/feed.{}"),
        ("/interviews/?outlet=TASS+agency&x=1", "/interviews/feed.{}?outlet=TASS+agency"),
        ("/news/?date_after=2024-01-01&date_before=", "/news/feed.{}?date_after=2024-01-01"),
    ],
)
def test_every_list_announces_its_feeds(
    make_interview: MakeInterview, page: str, feed: str
) -> None:
    make_interview()
    text = get(page).text
    for form in FORMATS:
        kind = TYPES[form].partition(";")[0]
        found = re.findall(
            rf'<link rel="alternate" type="{re.escape(kind)}" [^>]*href="(.*?)"', text
        )
        assert found == [feed.format(form)]
        assert get(found[0]).headers["Content-Type"] == TYPES[form]


def test_a_list_with_a_wrong_filter_announces_no_feed(client: Client, db: None) -> None:
    assert "feed." not in client.get("/news/?date_after=x").text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 60_000,
        "q=" + "word+" * 1_500,
        "q=%00",
        "q=%22",
        "q=%FF%FE",
        "q=AND+NEAR(",
        "q=-armenia",
        "q=lead&order=best",
        "older=2024-04-24_0_news_1",
        "older=9999-12-31_999999999999999999_zzz_999999999999999999",
        "newer=x",
        "date_after=%00&date_before=%F0%9F%98%80",
        "outlet=%00",
        "older=2024-04-24_0_news_1&newer=2024-04-24_0_news_1",
    ],
)
def test_whatever_is_asked_gets_a_feed_or_a_sentence(
    make_news_item: MakeNews, form: str, query: str
) -> None:
    make_news_item()
    for path in ("/archive/", "/interviews/", "/search/"):
        answer = Client().get(f"{path}feed.{form}?{query}")
        assert answer.status_code in {200, 400}
        if form == "json":
            json.loads(answer.content)
        else:
            ElementTree.fromstring(answer.content)
        is_refused = answer.headers["Content-Type"].startswith("application/problem+")
        assert is_refused == (answer.status_code == 400)
