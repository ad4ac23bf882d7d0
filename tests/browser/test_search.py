"""Searching as readers do it: without JavaScript, on a phone, with the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from interviews.models import Interview
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

SEARCHES = [
    "/search/",
    "/search/?q=armenia",
    "/search/?q=armenia+zebra",
    "/search/?q=*",
    "/search/?q=csto&order=best",
    "/interviews/exchanges/?q=armenia",
    "/news/?q=csto",
]


@pytest.fixture(params=[True, False], ids=["JavaScript", "no JavaScript"])
def reader(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(java_script_enabled=request.param).new_page()


def test_a_reader_searches_from_the_masthead_and_lands_at_the_very_answer(
    reader: Page, source_content: None
) -> None:
    reader.goto("/")
    reader.get_by_label("Words to search for").fill('"special interstate policy"')
    reader.get_by_role("button", name="Search").click()
    expect(reader.locator(".found")).to_contain_text("1 publication found")
    found = reader.url

    reader.get_by_role("link", name="How do you assess the prospects").click()
    expect(reader).to_have_url(re.compile("#q3$"))
    expect(reader.locator("#q3")).to_be_in_viewport()
    reader.get_by_role("link", name="Go back").click()
    expect(reader).to_have_url(re.compile(re.escape(found)))


def test_a_reader_on_a_phone_finds_the_search_in_the_sections(
    reader: Page, source_content: None
) -> None:
    reader.set_viewport_size({"width": 360, "height": 700})
    reader.goto("/news/")
    reader.get_by_role("link", name="Search").click()
    reader.get_by_label("Words", exact=True).fill("armenia")
    reader.get_by_role("button", name="Show").click()

    expect(reader.locator("mark").first).to_have_text("Armenia")
    assert reader.locator(".hit").count() == 1


def focus(page: Page, role: str, name: str, most: int = 60) -> None:
    """Press Tab until the one meant has the focus, as somebody without a mouse does."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _press in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            box = wanted.bounding_box()
            assert box
            return
    pytest.fail(f"The keyboard does not reach {name}.")


def test_the_keyboard_alone_leads_from_the_front_page_to_a_citation_and_back(
    page: Page, source_content: None
) -> None:
    page.goto("/")
    focus(page, "searchbox", "Words to search for")
    page.keyboard.type("coordinating state")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=coordinating+state")

    focus(page, "link", "Skip to the content", most=1)
    page.keyboard.press("Enter")
    focus(page, "link", "Interview of the CSTO Secretary General")
    page.keyboard.press("Enter")
    page.wait_for_url("**/interviews/2024/03/12/**")
    third = Interview.objects.get().exchanges.get(key="q6")
    page.locator("#q6 .number a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{third.get_page_url()}"))

    focus(page, "textbox", "Press")
    assert "Imangali Tasmagambetov" in page.evaluate("document.activeElement.value")
    focus(page, "link", "Go back")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/interviews/|/search/"))


def test_axe_finds_nothing_on_any_page_of_a_search(page: Page, source_content: None) -> None:
    exchange = Interview.objects.get().exchanges.get(key="q3")
    found = []
    for address in [*SEARCHES, exchange.get_page_url()]:
        page.goto(address)
        found += faults(page)

    assert found == []


@pytest.mark.parametrize("width", [320, 1920])
def test_no_page_of_a_search_scrolls_sideways(page: Page, source_content: None, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in [*SEARCHES, "/search/?q=" + "a-long-word" * 25]:
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), address
