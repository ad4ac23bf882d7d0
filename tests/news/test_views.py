from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from newsroom.news.models import NewsItem


def test_a_card_without_a_headline_runs_from_its_link_into_its_text(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="first " * 15 + "*middle* " + "last " * 3)
    html = client.get("/news/").content.decode()

    assert f"{'first ' * 14}first</a></h2>" in html
    assert '<p class="run-on">middle last last last</p>' in html


def test_what_follows_the_link_of_a_card_is_not_read_as_markup_again(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="word " * 18 + "\\*and\\* 5 \\* 3")

    assert '<p class="run-on">*and* 5 * 3</p>' in client.get("/news/").content.decode()


def test_a_card_with_a_headline_shows_it_and_the_beginning_of_the_lead(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(headline="A headline", lead="word " * 200)
    html = client.get("/news/").content.decode()

    assert ">A headline</a></h2>" in html
    assert "word\N{NO-BREAK SPACE}…</p>" in html


def test_the_page_shows_lead_and_body_with_their_markup(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(lead="A *lead*.", body="First.\n\n- second")
    html = client.get(item.get_absolute_url()).content.decode()

    assert "<p>A <em>lead</em>.</p>" in html
    assert "<p>First.</p>\n<ul>\n<li>second</li>\n</ul>" in html


def test_an_item_of_only_a_headline_has_a_card_and_a_page(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(headline="Only a headline", lead="")

    assert "Only a headline" in client.get("/news/").content.decode()
    assert client.get(item.get_absolute_url()).status_code == 200


def test_a_card_without_a_headline_keeps_what_only_looks_like_markup(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="w" * 89 + " \\- which was said by \\*nobody\\*")

    assert '<p class="run-on">- which was said by *nobody*</p>' in client.get("/news/").text


def test_a_short_lead_leaves_no_empty_paragraph(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="Short.")

    assert "run-on" not in client.get("/news/").text
