"""An answer is found, linked to and quoted: with a mouse, by keyboard, and without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from interviews.models import Interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


def opacity(page: Page, key: str) -> str:
    sign = page.locator(f"#{key} .link-sign")
    return str(sign.evaluate("it => getComputedStyle(it).opacity"))


def test_a_reader_goes_from_the_table_to_a_question_and_to_its_quotation(
    new_context: Callable[..., BrowserContext], source_content: None
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(Interview.objects.get().get_absolute_url())
    page.locator(".questions").get_by_role("link", name="Special Interstate Policy").click()
    expect(page).to_have_url(re.compile("/#q3$"))
    expect(page.locator("#q3 .question")).to_be_in_viewport()

    page.get_by_role("link", name="Link and quotation of 3").click()
    expect(page).to_have_url(re.compile("/q3/$"))
    expect(page.get_by_label("Press")).to_have_value(
        re.compile("^Imangali Tasmagambetov, CSTO Secretary General, to TASS agency, 12 March 2024")
    )

    page.get_by_role("link", name="Next question").click()
    expect(page).to_have_url(re.compile("/q4/$"))
    page.get_by_role("link", name="In context").click()
    expect(page).to_have_url(re.compile("/#q4$"))


def test_the_link_sign_is_seen_on_hover_and_on_focus(page: Page, source_content: None) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(Interview.objects.get().get_absolute_url())
    assert opacity(page, "q2") == "0"
    page.locator("#q2 .answer").hover()
    assert opacity(page, "q2") == "1"
    page.locator("#q5 .number a").focus()
    page.keyboard.press("Tab")

    expect(page.locator("#q5 .link-sign")).to_be_focused()
    assert opacity(page, "q5") == "1"


def test_on_a_telephone_the_link_sign_is_always_seen(
    new_context: Callable[..., BrowserContext], source_content: None
) -> None:
    page = new_context(
        viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True
    ).new_page()
    page.goto(Interview.objects.get().get_absolute_url())

    assert opacity(page, "q2") == "1"


def test_a_citation_is_taken_by_keyboard(page: Page, source_content: None) -> None:
    page.goto(Interview.objects.get().exchanges.all()[2].get_page_url())
    citation = page.get_by_label("APA")
    citation.focus()
    page.keyboard.press("Control+a")

    assert page.evaluate("getSelection().toString()") == citation.input_value()
