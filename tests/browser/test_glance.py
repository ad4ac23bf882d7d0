"""The archive at a glance, in the hands of a reader without JavaScript."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.browser


@pytest.fixture
def two_months(make_news_item: Callable[..., NewsItem]) -> None:
    for day in (datetime.date(2024, 3, 5), datetime.date(2024, 4, 24), datetime.date(2024, 4, 25)):
        make_news_item(date=day)


@pytest.fixture
def reader(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()


def test_a_reader_walks_along_the_bars_by_keyboard_and_chooses_one(
    reader: Page, two_months: None
) -> None:
    reader.goto("/news/")
    label = reader.locator(".glance a + text", has_text="April 2024: 2")
    expect(label).to_be_hidden()

    skip = reader.get_by_role("link", name="Skip to the list")
    skip.focus()
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="March 2024: 1")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(label).to_be_visible()
    reader.keyboard.press("Enter")
    expect(reader).to_have_url("/news/2024/04/")
    assert reader.locator("article.card").count() == 2


def test_a_reader_points_at_a_bar_goes_to_it_and_drops_what_was_chosen(
    reader: Page, two_months: None
) -> None:
    reader.goto("/news/2024/04/")
    bar = reader.get_by_role("link", name="24 April 2024: 1")
    bar.hover()
    expect(reader.locator(".glance a + text", has_text="24 April 2024: 1")).to_be_visible()
    bar.click()
    expect(reader).to_have_url("/news/2024/04/24/")
    assert reader.locator("article.card").count() == 1

    reader.locator(".chosen").get_by_role("link", name="24 April 2024").click()
    expect(reader).to_have_url("/news/")


def test_the_chart_leaves_the_list_near_on_a_phone_and_is_not_printed(
    reader: Page, two_months: None
) -> None:
    reader.goto("/news/")
    box = reader.locator(".glance").bounding_box()
    assert box
    assert box["height"] <= 140

    reader.emulate_media(media="print")
    expect(reader.locator(".glance")).to_be_hidden()


def test_the_numbers_open_as_a_table_without_a_fault(page: Page, two_months: None) -> None:
    page.goto("/news/2024/04/24/")
    page.locator(".glance summary").click()

    expect(page.get_by_role("row", name="24 April 2024 1")).to_be_visible()
    assert faults(page) == []
