"""An editor takes in documents: with a mouse, from the keyboard alone, and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from interviews.models import Exchange, Interview
from tests.browser.axe import faults
from tests.intake.review.test_views import START, TALK, briefing, interview_text, whole_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SUMMARY = "#review .summary"


class Actions:
    """What an editor does, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, role: str, name: str) -> None:
        self.count += 1
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]

    def paste(self, text: str) -> None:
        self.count += 1
        self.page.keyboard.insert_text(text)


def review(page: Page, text: str) -> None:
    page.goto(START)
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(SUMMARY)).to_be_visible()


def role(page: Page, number: int) -> Locator:
    return page.get_by_role("combobox", name=f"Role of paragraph {number}", exact=True)


def more(page: Page, number: int) -> Locator:
    return page.get_by_role("button", name=f"More … for paragraph {number}", exact=True)


def test_the_interview_of_the_source_document_is_published_in_five_actions_on_its_day(
    desk_page: Page, page: Page
) -> None:
    today = f"{timezone.localdate():%d.%m.%Y}"
    desk_page.goto("/admin/")
    actions = Actions(desk_page)
    actions.click("link", "Add from a document")
    expect(desk_page.get_by_label("Paste the text")).to_be_focused()
    actions.paste(interview_text().replace("12.03.2024", today))
    actions.click("button", "Read it")
    actions.click("button", "Save and publish …")
    actions.click("button", "Publish now")
    expect(desk_page.locator(".messagelist .success")).to_have_text("1 publication is public now.")

    assert actions.count == 5
    interview = Interview.objects.get()
    page.goto(interview.get_absolute_url())
    expect(page.locator(".exchange")).to_have_count(7)
    expect(page.locator(".outlet")).to_have_text("TASS agency")


def test_a_document_of_years_ago_takes_one_tick_more(desk_page: Page) -> None:
    review(desk_page, interview_text())
    desk_page.get_by_role("button", name="Save and publish …").click()
    desk_page.get_by_label("The date 12.03.2024 is right").check()
    desk_page.get_by_role("button", name="Publish now").click()

    expect(desk_page.locator(".messagelist .success")).to_have_text("1 publication is public now.")


def test_a_briefing_of_242_questions_is_corrected_in_two_places(desk_page: Page) -> None:
    review(desk_page, briefing(242))
    expect(desk_page.locator(SUMMARY)).to_contain_text("1 interview of 242 exchanges")
    # The second paragraph of the second answer is the question of somebody else.
    role(desk_page, 10).select_option(label="Question")
    expect(desk_page.locator(SUMMARY)).to_contain_text("of 243 exchanges")
    expect(role(desk_page, 10)).to_be_focused()
    more(desk_page, 12).click()
    desk_page.get_by_role("button", name="Merge with the one above").click()
    expect(desk_page.locator(SUMMARY)).to_contain_text("of 242 exchanges")
    desk_page.get_by_role("button", name="Save as draft").click()
    expect(desk_page.locator(".messagelist .success")).to_contain_text("saved as a draft")

    asked = [it.question for it in Exchange.objects.all()]
    assert len(asked) == 242
    assert asked[2] == "A second paragraph of answer 2, with more words to fill it."


def test_without_javascript_the_buttons_do_the_same(new_desk: Callable[..., Page]) -> None:
    page = new_desk(java_script_enabled=False)
    review(page, TALK)
    more(page, 6).click()
    assert page.url.endswith("/review/#p6")
    page.get_by_role("button", name="It is over now.").click()
    role(page, 6).select_option(label="Question")
    page.get_by_label("Outlet").fill("The Weekly")
    page.get_by_role("button", name="Show the result").click()
    expect(page.locator(".result .date-line")).to_contain_text("The Weekly")
    expect(page.locator(".result .exchange")).to_have_count(2)
    page.get_by_role("button", name="Save as draft").click()

    assert page.url.endswith("/change/")
    assert Interview.objects.get().outlet == "The Weekly"
    assert [it.answer for it in Exchange.objects.all()] == [
        "We agreed on the calendar.",
        "It is over now.",
    ]


def test_back_without_javascript_leads_to_the_step_before(
    new_desk: Callable[..., Page],
) -> None:
    page = new_desk(java_script_enabled=False)
    review(page, TALK)
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Add from a document")


def test_the_keyboard_alone_is_enough(desk_page: Page) -> None:
    desk_page.goto(START)
    keys = desk_page.keyboard
    keys.insert_text(TALK)
    for _tab in range(2):
        keys.press("Tab")
    keys.press("Enter")
    role(desk_page, 6).focus()
    keys.press("q")
    expect(desk_page.locator(".result .exchange")).to_have_count(2)
    expect(role(desk_page, 6)).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(desk_page.get_by_role("button", name="Merge with the one above")).to_be_focused()
    keys.press("Enter")
    expect(desk_page.locator("#told")).to_contain_text("1 interview of 1 exchange;")
    expect(role(desk_page, 6)).to_be_focused()
    expect(role(desk_page, 6)).to_have_value("ANSWER")
    desk_page.get_by_role("button", name="Save as draft").press("Enter")
    expect(desk_page.locator(".messagelist .success")).to_contain_text("saved as a draft")


def test_the_enter_key_in_a_field_saves_nothing(desk_page: Page) -> None:
    review(desk_page, TALK)
    desk_page.get_by_label("Outlet").fill("The Weekly")
    desk_page.get_by_label("Outlet").press("Enter")
    expect(desk_page.locator(".result .date-line")).to_contain_text("The Weekly")

    assert Interview.objects.count() == 0


def test_a_field_that_is_left_by_a_click_on_save_is_saved(desk_page: Page) -> None:
    review(desk_page, TALK)
    desk_page.get_by_label("Outlet").fill("The Weekly")
    desk_page.get_by_role("button", name="Save as draft").click()
    expect(desk_page.locator(".messagelist .success")).to_be_visible()

    assert Interview.objects.get().outlet == "The Weekly"


def test_what_is_typed_while_the_result_is_on_its_way_stays(desk_page: Page) -> None:
    review(desk_page, TALK)
    desk_page.evaluate(
        """() => {
          const send = window.fetch;
          const wait = () => new Promise((go) => setTimeout(go, 700));
          window.fetch = (...told) => wait().then(() => send(...told));
        }"""
    )
    desk_page.get_by_label("Headline").fill("Another headline")
    desk_page.get_by_label("Headline").press("Tab")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.type("The Week")
    expect(desk_page.locator(".result h4")).to_have_text("Another headline")
    expect(desk_page.get_by_label("Outlet")).to_be_focused()
    desk_page.keyboard.type("ly")
    desk_page.keyboard.press("Tab")
    expect(desk_page.locator(".result .date-line")).to_contain_text("The Weekly")


def test_speakers_change_for_all_their_turns(desk_page: Page) -> None:
    review(desk_page, briefing(12))
    desk_page.get_by_label("Name of MR. SMITH").fill("John Smith")
    desk_page.get_by_label("Name of MR. SMITH").press("Tab")
    expect(desk_page.locator(".result .speaker")).to_have_text(["John Smith"] * 12)
    desk_page.get_by_label("What John Smith does").select_option(label="asks")
    expect(desk_page.locator(SUMMARY)).to_contain_text("of 1 exchange")
    desk_page.get_by_label("What John Smith does").select_option(label="answers")
    expect(desk_page.locator(SUMMARY)).to_contain_text("of 12 exchanges")


def test_when_the_server_is_not_reached_the_form_is_sent_as_ever(desk_page: Page) -> None:
    review(desk_page, TALK)
    desk_page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    role(desk_page, 6).select_option(label="Question")
    expect(desk_page.locator(".result .exchange")).to_have_count(2)
    assert desk_page.url.endswith("/review/")


def test_a_correction_of_what_is_public_asks_what_readers_are_told(
    desk_page: Page, source_content: None
) -> None:
    review(desk_page, interview_text().replace("I assess the visit", "I still assess the visit"))
    expect(desk_page.locator(".found ins")).to_contain_text("still")
    desk_page.get_by_role("button", name="Save the correction").click()
    expect(desk_page.get_by_role("alert")).to_contain_text("Say whether this is a minor")
    assert faults(desk_page) == []
    desk_page.get_by_label("Minor change").check()
    desk_page.get_by_role("button", name="Save the correction").click()
    expect(desk_page.locator(".messagelist .success")).to_contain_text("corrected")

    assert Exchange.objects.filter(answer__startswith="I still").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk_page: Page, width: int) -> None:
    desk_page.set_viewport_size({"width": width, "height": 800})
    desk_page.goto(START)
    desk_page.get_by_role("button", name="Read it").click()
    expect(desk_page.locator(".errorlist")).to_be_visible()
    found = faults(desk_page)
    doubtful = "\n\n23.04.2024\n\nQ: One?\n\nQ: two?\n\nANNA: Both.\n\nBORIS: Yes, both of them."
    review(desk_page, whole_document() + doubtful)
    more(desk_page, 11).click()
    expect(desk_page.locator(".more")).to_be_visible()
    desk_page.get_by_label("Date").first.fill("31.02.2024")
    desk_page.get_by_role("button", name="Save 5 drafts").click()
    expect(desk_page.locator(".faults")).to_be_visible()
    found += faults(desk_page)

    assert found == []
    assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
