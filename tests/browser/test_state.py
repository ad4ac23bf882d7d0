"""The state of a publication, reviews and releases, as two people at the desk meet them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.editing.releases import reviewing
from newsroom.editing.releases.publish_log import Act, note
from newsroom.publication.models import State
from tests.browser.axe import faults
from tests.editing.moving import page_of, state
from tests.filling_in import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Page

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.browser


@pytest.fixture
def open_as(
    new_context: Callable[..., BrowserContext], sign_in: Callable[[User], Client], base_url: str
) -> Callable[[User], Page]:
    """Return a page in a browser of its own, signed in as whoever is named."""

    def open_as(user: User) -> Page:
        context = new_context()
        session = sign_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        return context.new_page()

    return open_as


def test_a_draft_is_asked_for_sent_back_mended_and_published(
    open_as: Callable[[User], Page],
    writer: User,
    publisher: User,
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item(date=datetime.date(2015, 3, 12), published_at=None)
    anna, boris = open_as(writer), open_as(publisher)
    anna.goto(address_of(item))
    anna.get_by_role("button", name="Ask for review …").click()
    anna.get_by_label("Note").fill("Please look at the date.")
    anna.get_by_role("button", name="Ask for review").click()
    expect(anna.locator(".release")).to_contain_text("Waits for review since")

    boris.goto(address_of(item))
    expect(boris.locator(".release")).to_contain_text("Please look at the date.")
    boris.get_by_role("button", name="Send back …").click()
    boris.get_by_label("What is to be changed").fill("Is 2015 right?")
    boris.get_by_role("button", name="Send back").click()
    expect(boris.locator(".release")).to_contain_text("Sent back by Boris Ivanov")

    boris.get_by_role("button", name="Publish now …").click()
    boris.get_by_role("button", name="Publish now", exact=True).click()
    expect(boris.locator("#unsure")).to_be_visible()
    boris.get_by_label("The date 12.03.2015 is right").check()
    boris.get_by_role("button", name="Publish now", exact=True).click()
    expect(boris.locator(".release")).to_contain_text("Public since")
    assert state(item) == State.PUBLIC

    anna.goto(address_of(item))
    expect(anna.get_by_role("button", name="Propose this change")).to_be_visible()
    expect(anna.locator("[name=release]")).to_have_count(0)


def test_a_link_to_what_is_missing_leads_to_its_place_in_the_form(
    open_as: Callable[[User], Page], writer: User, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    interview.exchanges.filter(key="q3").update(answer="")
    page = open_as(writer)
    page.goto(address_of(interview))
    page.get_by_role("link", name="Exchange 3 has a question and no answer").click()

    expect(page.locator("#id_exchanges-2-answer")).to_be_in_viewport()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_as: Callable[[User], Page],
    writer: User,
    publisher: User,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
) -> None:
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    public, scheduled = make_news_item(), make_news_item(published_at=tomorrow)
    bare = make_interview(1, lead="", outlet="", published_at=None)
    waiting = make_news_item(published_at=None)
    reviewing.ask(waiting, writer, "Please look at it.")
    note(scheduled, Act.SCHEDULED, publisher, is_alone=True)
    desk = "/admin/news/newsitem/"
    page, found = open_as(publisher), []
    for address in (
        *map(address_of, (public, scheduled, bare, waiting)),
        page_of(bare, "publish"),
        page_of(waiting, "schedule"),
        page_of(scheduled, "embargo"),
        page_of(public, "withdraw"),
        f"{desk}{waiting.pk}/review/",
        f"{desk}{waiting.pk}/send-back/",
        "/admin/editing/publishlogentry/",
    ):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        found += faults(page)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), address

    assert found == []
