"""A day at the desk, from the first draft to the restored correction, by two people."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from interviews.models import Correction, Interview
from newsroom.editing.models import PublishLogEntry, Review
from newsroom.publication.models import State
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

ANSWER = "We agreed in Minsk on the calendar of the year that is about to begin."
NOTE = "The council met in Moscow, not in Minsk."


@pytest.fixture
def page_of(
    new_context: Callable[..., BrowserContext], sign_in: Callable[[User], Client], base_url: str
) -> Callable[[User], Page]:
    """Open a page of whoever is named."""

    def open_page(user: User) -> Page:
        session = sign_in(user).cookies["sessionid"].value
        context = new_context(viewport={"width": 1280, "height": 1000})
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        return context.new_page()

    return open_page


def look(page: Page) -> None:
    """Find nothing that keeps somebody from using the page."""
    assert faults(page) == []


def press(page: Page, name: str) -> None:
    """Press a button or follow a link, and look at the page that it leads to."""
    button = page.get_by_role("button", name=name, exact=True)
    link = page.get_by_role("link", name=name, exact=True)
    with page.expect_navigation():
        button.or_(link).last.click()
    look(page)


def to_the_form(page: Page) -> None:
    """Go from the first page of the desk to the interview."""
    page.goto("/admin/")
    look(page)
    page.locator(".day").get_by_role("link", name="On the year ahead").first.click()
    expect(page.locator("#id_headline")).to_be_visible()


def read(reader: Page, words: str) -> None:
    reader.reload()
    expect(reader.locator("main")).to_contain_text(words)
    look(reader)


def write_and_ask_for_review(anna: Page) -> None:
    anna.goto("/admin/")
    press(anna, "Add interview")
    anna.locator("#id_headline").fill("On the year ahead")
    anna.locator("#id_outlet").fill("TASS agency")
    anna.locator("#id_interviewee").fill("Imangali Tasmagambetov")
    anna.locator("#id_lead").fill("What the organization plans.")
    anna.get_by_role("button", name="Add another Exchange").click()
    anna.locator("#id_exchanges-0-question").fill("What was agreed?")
    anna.locator("#id_exchanges-0-answer").fill(ANSWER)
    press(anna, "Ask for review …")
    anna.get_by_label("Note").fill("Please check the place.")
    press(anna, "Ask for review")
    expect(anna.locator(".release")).to_contain_text("Waits for review")


def schedule(boris: Page) -> None:
    to_the_form(boris)
    expect(boris.locator(".release")).to_contain_text("Please check the place.")
    moment = timezone.localtime() + datetime.timedelta(hours=2)
    press(boris, "Schedule …")
    boris.locator("#id_published_at_0").fill(f"{moment:%d.%m.%Y}")
    boris.locator("#id_published_at_1").fill(f"{moment:%H:%M}")
    press(boris, "Schedule")
    expect(boris.locator(".messagelist")).to_contain_text("1 publication is scheduled.")
    expect(boris.locator(".release")).to_contain_text("Goes public on")


def correct(boris: Page) -> None:
    to_the_form(boris)
    boris.locator("#id_exchanges-0-answer").fill(ANSWER.replace("Minsk", "Moscow"))
    boris.get_by_label("Correction: readers are told").check()
    boris.locator("#id_change-note").fill(NOTE)
    press(boris, "Save")
    expect(boris.locator(".messagelist .success")).to_be_visible()


def compare_and_restore(boris: Page) -> None:
    to_the_form(boris)
    press(boris, "History")
    press(boris, "Compare the two")
    expect(boris.locator("ins").first).to_contain_text("Moscow")
    expect(boris.locator("del").first).to_contain_text("Minsk")
    with boris.expect_navigation():
        boris.get_by_role("link", name=re.compile("^Restore version")).click()
    look(boris)
    boris.get_by_label("Minor change").check()
    press(boris, "Restore")


def test_an_interview_from_the_first_draft_to_the_restored_wording(
    page_of: Callable[[User], Page], page: Page, writer: User, publisher: User
) -> None:
    anna, boris = page_of(writer), page_of(publisher)

    write_and_ask_for_review(anna)
    interview = Interview.objects.get()
    address = interview.get_absolute_url()
    assert interview.state == State.DRAFT
    assert Review.objects.get().asked_by == writer
    assert page.request.get(address).status == 404

    schedule(boris)
    assert page.request.get(address).status == 404

    Interview.objects.update(published_at=timezone.now() - datetime.timedelta(minutes=20))
    page.goto(address)
    read(page, "in Minsk")

    correct(boris)
    assert Correction.objects.get().note == NOTE
    read(page, "in Moscow")
    read(page, NOTE)

    compare_and_restore(boris)
    read(page, "in Minsk")
    read(page, NOTE)

    boris.goto("/admin/editing/publishlogentry/")
    expect(boris.locator("#result_list")).to_contain_text("Boris Ivanov")
    look(boris)
    acts = [entry.act for entry in PublishLogEntry.objects.order_by("made_at")]
    assert acts == ["scheduled", "corrected", "changed"]
