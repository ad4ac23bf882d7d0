"""What a page weighs: lists stay within the first packets that a server sends."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

FIRST_PACKETS = 14 * 1024
"""Bytes that arrive in one journey: ten segments (RFC 6928, initial window)."""

SYLLABLES = "ba co di fu ge lo mi nu pra que rin sta tor vel zun kha shi dro fle gra".split()


def words(seed: int, number: int) -> str:
    """Return so many words that hardly repeat, so that they do not compress for nothing."""
    found = []
    for place in range(number):
        seed = (seed * 1_103_515_245 + 12_345 + place) % 2**31
        found.append(
            SYLLABLES[seed % 20] + SYLLABLES[seed // 20 % 20] + SYLLABLES[seed // 400 % 20]
        )
    return " ".join(found)


@pytest.mark.parametrize("address", ["/news/", "/archive/", "/interviews/", "/search/?q=summit"])
def test_a_list_of_twenty_with_its_stylesheet_arrives_in_one_journey(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    address: str,
) -> None:
    for number in range(25):
        text = {"headline": f"Summit {words(number, 8)}", "lead": words(number + 99, 45)}
        make_news_item(**text)
        make_interview(2, **text, outlet=f"Outlet {number}", interviewee=words(number, 2))
    stylesheet = finders.find("publication/site.css")
    assert stylesheet

    page = client.get(address).content
    assert page.count(b"<article") == 20
    weight = len(gzip.compress(page, 6)) + len(gzip.compress(Path(stylesheet).read_bytes(), 6))
    assert weight < FIRST_PACKETS
