"""A preview link is made at the desk, given away, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from interviews.models import Interview

pytestmark = pytest.mark.browser


@pytest.fixture
def address(make_interview: Callable[..., Interview], tomorrow: datetime.datetime) -> str:
    """The form of an interview under embargo."""
    interview = make_interview(7, headline="Not yet known", published_at=tomorrow)
    return f"/admin/interviews/interview/{interview.pk}/change/"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_is_made_followed_without_an_account_and_taken_back(
    new_desk: Callable[..., Page],
    new_context: Callable[..., BrowserContext],
    address: str,
    width: int,
) -> None:
    screen = {"width": width, "height": 800}
    desk = new_desk(viewport=screen)
    desk.goto(address)
    desk.get_by_role("link", name="Preview links").click()
    desk.get_by_label("for whom").fill("TASS agency")
    desk.get_by_label("one hour").check()
    desk.get_by_role("button", name="Make the link").click()
    link = desk.get_by_label("TASS agency").input_value()
    assert faults(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")

    guest = new_context(viewport=screen).new_page()
    guest.goto(link)
    expect(guest.get_by_label("Preview", exact=True)).to_contain_text(
        "Embargo: not to be published"
    )
    expect(guest.get_by_role("heading", name="Not yet known")).to_be_visible()
    assert guest.context.cookies() == []
    assert faults(guest) == []
    assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth")

    desk.reload()
    expect(desk.get_by_text("Viewed once")).to_be_visible()
    desk.get_by_role("button", name="Take back").click()
    expect(desk.get_by_text("1 link is taken back")).to_be_visible()
    guest.reload()
    expect(guest.get_by_role("heading", name="This link does not work")).to_be_visible()
    assert faults(guest) == []


def test_the_address_is_copied_with_one_click(new_desk: Callable[..., Page], address: str) -> None:
    desk = new_desk(permissions=["clipboard-read", "clipboard-write"])
    desk.goto(address.replace("change", "previews"))
    desk.get_by_label("for whom").fill("TASS agency")
    desk.get_by_role("button", name="Make the link").click()
    desk.get_by_role("button", name="Copy").click()

    expect(desk.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == desk.get_by_label("TASS agency").input_value()


def test_a_copy_of_the_page_is_not_kept_by_the_browser(
    new_desk: Callable[..., Page], new_context: Callable[..., BrowserContext], address: str
) -> None:
    desk = new_desk(java_script_enabled=False)
    desk.goto(address.replace("change", "previews"))
    desk.get_by_role("button", name="Make the link").click()
    link = desk.locator("[data-copy]").input_value()
    guest = new_context().new_page()
    guest.goto(link)
    guest.get_by_role("link", name="News", exact=True).click()
    desk.get_by_role("button", name="Take back").click()

    guest.go_back()
    expect(guest.get_by_role("heading", name="This link does not work")).to_be_visible()
