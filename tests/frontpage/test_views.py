from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client


def headings(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    return re.findall(r"<h[23][^>]*><a[^>]*>(.*?)</a>", html)


def test_all_news_shows_both_desks_newest_first(client: Client, source_content: None) -> None:
    shown = headings(client, "/archive/")

    assert [words[:18] for words in shown] == [
        "On 24 April 2024, ",
        "From 1 to 23 April",
        "On 22 April 2024, ",
        "Interview of the C",
    ]


def test_all_news_is_filtered_by_date_and_period(client: Client, source_content: None) -> None:
    assert len(headings(client, "/archive/?date_after=2024-04-24")) == 2
    assert len(headings(client, "/archive/?date_before=12.03.2024")) == 1
    assert len(headings(client, "/archive/2024/")) == 4
    assert len(headings(client, "/archive/2024/04/")) == 3
    assert len(headings(client, "/archive/2024/03/12/")) == 1


def test_the_front_page_shows_the_newest_of_both_desks(
    client: Client, source_content: None
) -> None:
    shown = headings(client, "/")

    assert len(shown) == 4
    assert shown[0].startswith("Interview of the CSTO Secretary General")


def test_an_empty_site_says_so_and_works(client: Client, db: None) -> None:
    for address in ("/", "/news/", "/interviews/", "/archive/"):
        assert "There is nothing here yet." in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/archive/", "/archive/2024/", "/news/", "/news/2024/"])
def test_go_back_leads_to_the_very_list_one_came_from(
    client: Client, source_content: None, address: str
) -> None:
    html = client.get(address).content.decode()
    link = re.findall(r'href="(/news/2024/04/2[^"]*)"', html)[0]

    assert f'<a href="{address}#news-on-24-april' in client.get(link).content.decode()


def test_the_site_bears_its_own_name(client: Client, source_content: None, settings: Any) -> None:
    settings.NEWSROOM_SITE = {"name": "Press <service>", "tagline": "A tagline", "footer": "F"}
    for address in ("/", "/news/", "/nowhere/"):
        html = client.get(address).content.decode()
        assert "Press &lt;service&gt;" in html
        assert "Newsroom" not in html
