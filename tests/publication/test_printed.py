"""What a printed page says of itself: its full address, without what the reader's way added."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

SITE = "http://testserver"
PLACE = "2024-04-24_0_news_1"


def printed(client: Client, address: str) -> str:
    (line,) = re.findall(r'<p class="printed">(.*?)</p>', client.get(address).text)
    return unescape(re.sub("<[^>]*>", "", line))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/", "/"),
        ("/archive/2024/04/", "/archive/2024/04/"),
        ("/news/?date_after=2024-04-01&utm_source=x", "/news/?date_after=2024-04-01"),
        (f"/news/?older={PLACE}", f"/news/?older={PLACE}"),
        (
            f"/news/?newer={PLACE}&date_after=2024-04-01",
            f"/news/?date_after=2024-04-01&newer={PLACE}",
        ),
        ("/news/?older=garbage", "/news/"),
        ('/news/?date_after="><b>', "/news/?date_after=%22%3E%3Cb%3E"),
    ],
)
def test_a_printed_list_tells_its_filter_and_its_place(
    client: Client, make_news_item: Callable[..., NewsItem], asked: str, told: str
) -> None:
    make_news_item()

    assert printed(client, asked) == SITE + told


def test_a_printed_publication_tells_its_date_and_its_own_address(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    item, interview = make_news_item(), make_interview(slug="talk")
    address = item.get_absolute_url()

    assert printed(client, f"{address}?from=/archive/") == f"24.04.2024 · {SITE}{address}"
    answer = interview.get_absolute_url() + "q1/"
    assert printed(client, answer) == f"12.03.2024 · {SITE}{answer}"
