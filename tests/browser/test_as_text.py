"""A conversation edited as one text, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from interviews.models import Interview
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NEW = "Q: And what comes next?\n\nA (Anna Berg): We shall see in June.\n\n"


def open_text(page: Page, interview: Interview) -> None:
    page.goto(f"/admin/interviews/interview/{interview.pk}/change/")
    page.get_by_role("link", name="Edit as text").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit as text")


def edit(page: Page, old: str, new: str) -> None:
    written = page.get_by_label("The conversation")
    text = written.input_value()
    assert old in text
    written.fill(text.replace(old, new))
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Show .*what changes")).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_is_put_between_others_and_an_answer_corrected(
    new_desk: Callable[..., Page], source_content: None, scripts: bool
) -> None:
    interview = Interview.objects.get()
    page = new_desk(java_script_enabled=scripts)
    open_text(page, interview)
    edit(page, "I assess the visit to Astana positively.", "I assess the visit very positively.")
    expect(page.locator(".change del")).to_contain_text("to Astana")
    expect(page.locator(".change ins")).to_contain_text("very")
    expect(page.locator(".changes > p")).to_have_text("6 exchanges unchanged")
    edit(page, "Q: Should we expect", f"{NEW}Q: Should we expect")
    expect(page.locator(".change h3")).to_have_text(["Exchange 1: changed", "Exchange 2: new"])

    page.get_by_label("Minor change").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_contain_text("1 exchange added, 1 exchange")
    keys = [exchange.key for exchange in interview.exchanges.all()]
    assert [*keys[:1], *keys[2:]] == [f"q{number}" for number in range(1, 8)]


def test_cancelling_leaves_all_as_it_was(desk_page: Page, source_content: None) -> None:
    interview = Interview.objects.get()
    before = list(interview.exchanges.values())
    open_text(desk_page, interview)
    edit(desk_page, "positively", "negatively")
    desk_page.on("dialog", lambda asked: asked.accept())
    desk_page.get_by_role("link", name="Cancel, change nothing").click()

    expect(desk_page).to_have_url(re.compile(f"/{interview.pk}/change/$"))
    assert list(interview.exchanges.values()) == before


def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(8)
    open_text(desk_page, interview)
    found = faults(desk_page)
    edit(desk_page, "Q: Question 2?\n\nA: Answer 2.\n\n", "")
    edit(desk_page, "Answer 3.", f"Another{'r' * 200} answer 3.\n\n{NEW}")
    edit(desk_page, "Q: Question 1?\n\nA: Answer 1.\n\n", "A preamble.\n\n")
    edit(desk_page, "Q: Question 8?", "Q: Question 1?\n\nA: Answer 1.\n\nQ: Question 8?")
    edit(desk_page, "Q: Question 5?", "END\n\nQ: Why?\n\nQ: Question 5?")
    interview.exchanges.filter(key="q7").update(answer="Changed by someone else.")
    desk_page.get_by_role("button", name="Save", exact=True).click()
    expect(desk_page.locator(".warning").first).to_contain_text("Someone changed this interview")
    found += faults(desk_page)

    assert found == []
    desk_page.set_viewport_size({"width": 360, "height": 800})
    assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_242_exchanges_are_shown_and_saved(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(242)
    open_text(desk_page, interview)
    edit(desk_page, "Answer 121.\n\n", f"Answer 121.\n\n{NEW}")
    expect(desk_page.locator(".change h3")).to_have_text("Exchange 122: new")
    desk_page.get_by_label("Minor change").check()
    desk_page.get_by_role("button", name="Save", exact=True).click()
    expect(desk_page.locator(".messagelist .success")).to_contain_text("1 exchange added")

    assert interview.exchanges.filter(key__startswith="q").count() >= 242
    assert interview.exchanges.count() == 243
