"""Publications as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from newsroom.publication.renditions import as_markdown
from newsroom.publication.renditions.markdown import literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.news.models import NewsItem

ORIGIN = "https://press.example.org"


def test_a_news_item_has_headline_date_texts_and_address(
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item(headline="Council meets", lead="It *met*.\r\n\r\nAgain.", body="- one")

    assert as_markdown(item, ORIGIN) == (
        "# Council meets\n\n24.04.2024\n\nIt *met*.\n\nAgain.\n\n- one\n\n"
        f"[address of this page]: {ORIGIN}/news/2024/04/24/item-1/\n"
    )


def test_an_item_without_a_headline_begins_with_its_date(
    make_news_item: Callable[..., NewsItem],
) -> None:
    told = as_markdown(make_news_item(slug="北京"), ORIGIN)

    assert told.startswith("24.04.2024\n\nLead of item 1.\n\n[")
    assert told.isascii()


@pytest.mark.parametrize(
    "line",
    [
        "Plain words, and a dash – here",
        "A <b>bold</b> &amp; [linked](x) *claim* _with_ `code`",
        "Back\\slash \\* and snake_case",
        "Sharp #",
        "AT&T; 5 < 6",
    ],
)
def test_a_line_of_plain_text_shows_as_it_is_wherever_it_is_rendered(line: str) -> None:
    (heading,) = (it for it in MarkdownIt().parse(f"# {literal(line)}") if it.type == "inline")
    told = "".join(child.content for child in heading.children or ())

    assert all(child.type.startswith("text") for child in heading.children or ())
    assert told == line
