"""A list taken out as a file, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.browser

LIST = "/admin/news/newsitem/"


def download(page: Page, name: str) -> list[str]:
    """Take the file of a format, and return what news items are in it."""
    with page.expect_download() as taken:
        page.get_by_role("link", name=name, exact=True).click()
    rows = json.loads(Path(taken.value.path()).read_text("utf-8"))
    return [row["fields"]["slug"] for row in rows]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_list_that_one_sees_and_the_rows_that_one_chooses_are_downloaded(
    new_desk: Callable[..., Page], make_news_item: Callable[..., NewsItem], scripts: bool
) -> None:
    for slug in ("one", "two", "three"):
        make_news_item(slug=slug, headline=f"Summit {slug}")
    make_news_item(slug="other", headline="Anything else")
    page = new_desk(java_script_enabled=scripts)

    page.goto(f"{LIST}?q=summit")
    page.get_by_role("link", name="Export this list").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Export")
    assert download(page, "Download .json") == ["one", "two", "three"]

    page.goto(LIST)
    for label in ("Summit one", "Anything else"):
        page.get_by_role("row", name=re.compile(label)).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option("Export …")
    page.get_by_role("button", name="Go").click()
    expect(page.locator("#content")).to_contain_text("The file holds 2 news items")
    assert download(page, "Download .json") == ["one", "other"]


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    desk_page: Page, make_news_item: Callable[..., NewsItem], width: int
) -> None:
    make_news_item(published_at=None, lead="A\x0bB")
    desk_page.set_viewport_size({"width": width, "height": 800})
    desk_page.goto(f"{LIST}export/")
    expect(desk_page.locator(".warning")).to_contain_text("Drafts or texts under embargo")
    found = faults(desk_page)
    desk_page.get_by_role("link", name="Download .xml", exact=True).click()
    expect(desk_page.locator(".messagelist .error")).to_contain_text("choose JSON")
    found += faults(desk_page)

    assert found == []
    assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
