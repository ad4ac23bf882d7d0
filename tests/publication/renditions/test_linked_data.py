"""What pages tell search engines and previews of links."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from interviews.models import Interview
from newsroom.publication.renditions.linked_data import as_script, website
from tests.publication.renditions.linked_data_rules import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django.fixtures import Settings

    from newsroom.news.models import NewsItem

HOSTILE = '</script><script>alert(1)</script> <!-- \u2028\u2029 &amp; "quoted" ]]>'


def head(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    return html[: html.index("</head>")]


def data(html: str) -> list[dict[str, Any]]:
    """Return the things that the head's data block tells of."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    told = json.loads(block)
    assert told["@context"] == "https://schema.org"
    things = told["@graph"]
    for thing in things:
        check(thing)
    assert isinstance(things, list)
    return things


def properties(html: str) -> dict[str, str]:
    found = re.findall(r'<meta property="([^"]*)" content="([^"]*)">', html)
    assert len(dict(found)) == len(found)
    return {name: unescape(content) for name, content in found}


def links(html: str) -> dict[str, str]:
    """Return the addresses of the head's links by what they are."""
    found = re.findall(
        r'<link rel="(canonical|alternate)"(?: type="([^"]*)")? href="([^"]*)">', html
    )
    return {kind or relation: unescape(address) for relation, kind, address in found}


def test_a_news_item_tells_what_it_is(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(headline="Council meets", lead="It *met* today.", body="Two words.")
    article, breadcrumbs = data(head(client, item.get_absolute_url()))
    page = "http://testserver/news/2024/04/24/item-1/"

    assert article["@type"] == "NewsArticle"
    assert article["url"] == article["mainEntityOfPage"] == page
    assert article["headline"] == "Council meets"
    assert article["description"] == "It met today."
    assert article["datePublished"] == "2024-04-24T12:00:00+00:00"
    assert article["dateCreated"] == "2024-04-24"
    assert article["articleSection"] == "News"
    assert article["wordCount"] == 5
    assert article["publisher"]["name"] == "Newsroom"
    assert "dateModified" not in article
    assert [(it["name"], it["item"]) for it in breadcrumbs["itemListElement"]] == [
        ("News", "http://testserver/news/"),
        ("Council meets", page),
    ]


def test_a_publication_without_a_headline_is_told_under_its_label(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead="word " * 40)
    article, _breadcrumbs = data(head(client, item.get_absolute_url()))

    assert article["headline"] == item.label


def test_the_interview_of_the_source_keeps_the_rules(client: Client, source_content: None) -> None:
    interview = Interview.objects.get()
    article, _breadcrumbs = data(head(client, interview.get_absolute_url()))

    questions = [it["name"] for it in article["hasPart"]]
    assert len(questions) == interview.exchanges.count() > 5
    assert article["about"]["jobTitle"] == "CSTO Secretary General"


def test_no_text_can_end_the_block_or_the_attributes(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    texts = {"headline": HOSTILE, "lead": HOSTILE}
    item = make_news_item(**texts, body=HOSTILE)
    interview = make_interview(1, **texts, outlet=HOSTILE, interviewee=HOSTILE)
    interview.exchanges.update(question=HOSTILE, answer=HOSTILE)

    for publication in (item, interview):
        html = head(client, publication.get_absolute_url())
        article, _breadcrumbs = data(html)
        assert article["headline"] == HOSTILE
        assert properties(html)["og:title"] == HOSTILE
        assert html.count("<script") == html.count("</script>") == 1
        assert not re.search("[\u2028\u2029]", html.partition("ld+json")[2])


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029"])
def test_signs_that_could_end_the_block_are_escaped_and_read_the_same(sign: str) -> None:
    html = as_script({"name": f"a{sign}b"})
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert sign not in inside
    assert json.loads(inside)["@graph"] == [{"name": f"a{sign}b"}]


def test_previews_of_links_know_title_date_and_address(
    client: Client, make_news_item: Callable[..., NewsItem], settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "en-gb"
    item = make_news_item(headline="Council meets")

    assert properties(head(client, item.get_absolute_url())) == {
        "og:type": "article",
        "og:title": "Council meets",
        "og:description": "Lead of item 1.",
        "og:url": "http://testserver/news/2024/04/24/item-1/",
        "og:site_name": "Newsroom",
        "og:locale": "en_GB",
        "article:published_time": "2024-04-24T12:00:00+00:00",
    }


def test_a_page_names_its_address_and_its_other_forms(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    address = make_news_item(slug="北京").get_absolute_url()
    found = links(head(client, f"{address}?from=/archive/"))

    assert found == {
        "canonical": f"http://testserver{address}",
        "application/json": f"{address[:-1]}.json",
        "text/markdown": f"{address[:-1]}.md",
    }
    assert all(client.get(it).status_code == 200 for it in found.values())


@pytest.mark.parametrize(
    ("asked", "canonical", "title"),
    [
        ("/news/?from=/archive/&utm_source=x", "/news/", "News"),
        ("/news/2024/04/", "/news/2024/04/", "News, April 2024"),
        (
            "/archive/?older=2024-04-25_0_news_1&x=y",
            "/archive/?older=2024-04-25_0_news_1",
            "All news",
        ),
        ("/?x=y", "/", "Newsroom"),
    ],
)
def test_a_list_names_the_one_address_of_what_it_shows(
    client: Client, make_news_item: Callable[..., NewsItem], asked: str, canonical: str, title: str
) -> None:
    make_news_item()
    html = head(client, asked)

    assert links(html)["canonical"] == f"http://testserver{canonical}"
    assert properties(html)["og:title"] == title
    assert properties(html)["og:type"] == "website"


def test_a_filtered_list_is_not_indexed_and_names_no_other_address(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item()
    html = head(client, "/news/?date_after=2024-01-01")

    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in links(html)


def test_the_front_page_tells_how_to_search(client: Client, db: None) -> None:
    (site,) = data(head(client, "/"))

    assert site["@type"] == "WebSite"
    action = site["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/search/?q={words}"
    assert action["query-input"] == "required name=words"


def test_the_site_keeps_the_rules() -> None:
    check(website("https://press.example.org", "/search/"))


def test_a_draft_tells_machines_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    html = head(desk, make_news_item(published_at=None).get_absolute_url())

    assert '<meta name="robots" content="noindex">' in html
    assert not links(html)
    assert not properties(html)
    assert "ld+json" not in html
