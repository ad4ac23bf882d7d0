"""The way back from a publication: to the list, and to the card at which one left it."""

from __future__ import annotations

import datetime
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import clear_script_prefix, set_script_prefix

from newsroom.publication import way_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

FILTERED = "/news/?date_after=2024-04-20"


def link(client: Client, address: str, words: str) -> str:
    """Return the address of the link that begins with the words."""
    html = client.get(address).text
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    told = {re.sub(r"<[^>]*>|[←→]", " ", text).strip(): unescape(href) for href, text in found}
    return next(href for text, href in told.items() if text.startswith(words))


def cards(client: Client, address: str) -> list[str]:
    return re.findall(r'<article class="card[^>]* id="([^"]*)"', client.get(address).text)


@pytest.fixture
def three_days(make_news_item: Callable[..., NewsItem]) -> None:
    for day, slug in [(24, "a"), (22, "b"), (19, "c")]:
        make_news_item(slug=slug, date=datetime.date(2024, 4, day))


@pytest.mark.parametrize("address", ["/", "/news/", "/archive/", "/archive/2024/04/", FILTERED])
def test_one_comes_back_to_the_card_one_has_opened(
    client: Client, three_days: None, address: str
) -> None:
    publication = link(client, address, "Lead of item 2")
    back, _, place = link(client, publication, "Go back").partition("#")

    assert back == address
    assert place == "news-b"
    assert cards(client, address).count(place) == 1


def test_the_cards_of_all_desks_have_ids_of_their_own(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    make_news_item(slug="same")
    make_interview(slug="same")

    assert sorted(cards(client, "/archive/")) == ["interviews-same", "news-same"]
    assert sorted(cards(client, "/")) == ["interviews-same", "news-same"]


def test_reading_on_keeps_the_card_at_which_one_left_the_list(
    client: Client, three_days: None
) -> None:
    left = f"/news/2024/04/22/b/?from={quote(FILTERED)}"
    older = link(client, left, "Older")
    newer = link(client, older, "Newer")

    # The older one is not in the list at all: its filter begins a day later.
    assert older == f"/news/2024/04/19/c/?from={quote(FILTERED + '#news-b')}"
    assert link(client, older, "Go back") == f"{FILTERED}#news-b"
    assert link(client, newer, "Go back") == f"{FILTERED}#news-b"


def test_reading_on_from_the_bare_section_leaves_every_publication_one_address(
    client: Client, three_days: None
) -> None:
    older = link(client, "/news/2024/04/22/b/", "Older")

    assert older == "/news/2024/04/19/c/"
    assert link(client, older, "Go back") == "/news/#news-c"


def test_a_slug_in_another_script_is_found_again(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(slug="саммит")
    make_news_item(slug="встреча")
    older = link(client, "/news/2024/04/24/саммит/?from=/archive/", "Older")

    assert link(client, older, "Go back") == "/archive/#news-саммит"
    assert "news-саммит" in cards(client, "/archive/")


def test_a_long_way_back_loses_its_place_before_it_loses_its_list() -> None:
    address = "/news/?a=" + "x" * (way_back.LONGEST - 12)

    assert way_back.carried(f"{address}#news-a", "/news/") == f"?from={quote(address)}"
    assert way_back.carried(f"{address}xxxx", "/news/") == ""


@pytest.fixture
def under_a_prefix(settings: Any) -> Iterator[Client]:
    """A reader of a site that is served under /press/, as a WSGI server tells it."""
    # Django would keep the address of static files with the prefix, for all later tests.
    settings.STATIC_URL = "/static/"
    set_script_prefix("/press/")
    yield Client(SCRIPT_NAME="/press")
    clear_script_prefix()


def test_under_a_path_prefix_one_comes_back_as_well(
    three_days: None, under_a_prefix: Client
) -> None:
    item = link(under_a_prefix, FILTERED, "Lead of item 1")
    assert item == f"/press/news/2024/04/24/a/?from={quote('/press' + FILTERED)}"
    answer = under_a_prefix.get(item.removeprefix("/press"))

    assert f'<a href="/press{FILTERED}#news-a">Go back</a>' in answer.text


@pytest.mark.parametrize("address", ["/news/", "/archive/?q=x", "/pressnews/", "/press/admin/"])
def test_under_a_path_prefix_only_its_own_lists_count(
    three_days: None, under_a_prefix: Client, address: str
) -> None:
    answer = under_a_prefix.get(f"/news/2024/04/24/a/?from={quote(address)}")

    assert '<a href="/press/news/#news-a">Go back</a>' in answer.text
