"""A change to something public: proposed by a writer, decided by a publisher."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Page

    from interviews.models import Interview

pytestmark = pytest.mark.browser

TEXT = "We agreed in Minsk on the calendar of the year that is about to begin."


@pytest.fixture
def page_of(
    new_context: Callable[..., BrowserContext], sign_in: Callable[[User], Client], base_url: str
) -> Callable[..., Page]:
    """Open a page of whoever is named."""

    def open_page(user: User, **options: object) -> Page:
        session = sign_in(user).cookies["sessionid"].value
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        return context.new_page()

    return open_page


@pytest.mark.parametrize("width", [360, 1280])
def test_a_change_is_proposed_decided_and_told_to_its_author(
    page_of: Callable[..., Page],
    make_interview: Callable[..., Interview],
    writer: User,
    publisher: User,
    width: int,
) -> None:
    interview = make_interview(3)
    interview.exchanges.filter(key="q1").update(answer=TEXT)
    form = f"/admin/interviews/interview/{interview.pk}/change/"
    size = {"viewport": {"width": width, "height": 900}}

    author = page_of(writer, **size)
    author.goto(form)
    author.locator("#id_exchanges-0-answer").fill(TEXT.replace("Minsk", "Moscow"))
    author.locator("#id_exchanges-1-answer").fill("Another answer 2.")
    author.get_by_label("Note for the publisher").fill("As agreed by phone.")
    author.locator("input[name=_save]").click()
    expect(author.locator(".messagelist .success")).to_contain_text("Your change is proposed.")
    expect(author.locator(".change h3")).to_have_text(
        ["Exchange 1: changed", "Exchange 2: changed"]
    )
    assert faults(author) == []

    interview.exchanges.filter(key="q1").update(answer=TEXT.replace("Minsk", "Yerevan"))
    desk = page_of(publisher, **size)
    desk.goto(form)
    expect(desk.locator(".proposals")).to_contain_text("“As agreed by phone.”")
    assert faults(desk) == []
    desk.locator(".proposals").get_by_role("link", name=re.compile("Anna Berg")).click()
    expect(desk.locator("fieldset.decision legend")).to_have_text("Exchange 1: answer")
    assert faults(desk) == []
    desk.get_by_label("Keep what is stored now").check()
    desk.get_by_label("Minor change").check()
    desk.get_by_label("Note", exact=True).fill("Yerevan is right.")
    desk.get_by_role("button", name="Take the proposal").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("The proposal is taken.")
    told = dict(interview.exchanges.values_list("key", "answer"))
    assert told["q1"] == TEXT.replace("Minsk", "Yerevan")
    assert told["q2"] == "Another answer 2."

    author.goto(form)
    expect(author.locator(".proposals")).to_contain_text("was taken by Boris Ivanov")
    expect(author.locator(".proposals")).to_contain_text("“Yerevan is right.”")
    author.get_by_role("link", name="All proposed changes").click()
    expect(author.locator("li.proposal")).to_contain_text("Taken by Boris Ivanov")
    assert faults(author) == []
