"""Somebody at the desk imports a fixture: with a mouse, from the keyboard, without JavaScript."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from interviews.models import Exchange, Interview
from newsroom.fixtures.desk import start, streaming
from newsroom.fixtures.models import Import
from newsroom.news.models import NewsItem
from tests.browser.axe import faults
from tests.fixtures.kept import kept

__all__ = ["kept"]

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("kept")]

START = "/admin/import/"
TALKS = {
    "slug": "talks-in-minsk",
    "date": "2024-05-06",
    "lead": "Consultations took place in Minsk.",
    "published_at": "2024-05-06T09:00:00Z",
}
TALK = {
    "slug": "a-talk",
    "date": "2024-05-07",
    "headline": "A talk about the calendar",
    "outlet": "The Daily",
}
SAID = {
    "interview": ["a-talk"],
    "key": "q1",
    "position": 10,
    "question": "When?",
    "answer": "Soon.",
}


def fixture(**changes: Any) -> str:
    rows = [
        {"model": "news.newsitem", "fields": TALKS | changes},
        {"model": "interviews.interview", "fields": TALK},
        {"model": "interviews.exchange", "fields": SAID},
    ]
    return json.dumps(rows, indent=2)


@pytest.fixture
def at_the_desk(
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[User], Client],
    publisher: User,
    base_url: str,
) -> Callable[..., Page]:
    """Open a page of somebody who may publish."""

    def open_page(**options: Any) -> Page:
        context = new_context(**options)
        session = sign_in(publisher).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        return context.new_page()

    return open_page


def look(page: Page, text: str) -> None:
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Look at it").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_whole_way_from_a_mistake_to_undoing(
    at_the_desk: Callable[..., Page], page: Page, *, java_script_enabled: bool
) -> None:
    desk = at_the_desk(java_script_enabled=java_script_enabled)
    desk.goto("/admin/")
    desk.get_by_role("link", name="Import", exact=True).click()
    look(desk, fixture().replace('"2024-05-06",', '"2024-05-06"', 1))
    expect(desk.locator(".errorlist")).to_contain_text("comma")
    look(desk, fixture(date="06.05.2024"))
    expect(desk.locator(".items .invalid")).to_contain_text("write it as 2024-05-06")
    desk.get_by_role("link", name="Mend the text").click()
    text = desk.get_by_label("Paste the text").input_value()
    look(desk, text.replace("06.05.2024", "2024-05-06"))
    expect(desk.locator(".items > li")).to_have_count(3)
    assert not NewsItem.objects.exists()
    press(desk, "Import 3 new")
    expect(desk.locator(".imported")).to_contain_text("Imported on")

    page.goto("/news/2024/05/06/talks-in-minsk/")
    expect(page.locator("main")).to_contain_text("Consultations took place in Minsk.")
    desk.get_by_role("link", name="A talk about the calendar").first.click()
    assert desk.url.endswith(f"/interview/{Interview.objects.get().pk}/change/")
    desk.go_back()
    desk.get_by_role("link", name="Undo this import …").click()
    press(desk, "Undo this import")
    expect(desk.locator(".imported")).to_contain_text("Undone by Boris Ivanov")
    assert not NewsItem.objects.exists()
    assert not Exchange.objects.exists()


def test_a_long_file_tells_how_far_it_is_and_goes_on_by_itself(
    at_the_desk: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "SMALL", 0)
    monkeypatch.setattr(streaming, "SECONDS", 0)
    monkeypatch.setattr(start, "SMALL", 0)
    desk = at_the_desk()
    desk.goto(START)
    look(desk, fixture())
    desk.wait_for_url("**/admin/import/*/")
    press(desk, "Import 3 new")
    expect(desk.locator(".imported")).to_contain_text("Imported on")
    # A page on which that script does nothing, so that axe, which is one itself, can look at it.
    without = at_the_desk()
    without.route("**/working.js", lambda route: route.fulfill(content_type="text/javascript"))
    without.goto(f"{START}{Import.objects.get().pk}/undo/")
    press(without, "Undo this import")
    steps = without.get_by_role("status").locator(".step")
    expect(steps.last).to_contain_text("Done.")
    assert [it.is_visible() for it in steps.all()] == [False] * (steps.count() - 1) + [True]
    assert faults(without) == []
    without.get_by_role("link", name="See the result").click()
    expect(without.locator(".imported")).to_contain_text("Undone by")


def test_a_conflict_is_decided(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    desk.goto(START)
    look(desk, fixture(published_at=None))
    press(desk, "Import 3 new")
    NewsItem.objects.update(lead="Consultations took place in Moscow.")
    desk.goto(START)
    look(desk, fixture(published_at=None, lead="Consultations took place in Astana."))
    sides = desk.locator(".items .sides > div")
    expect(sides.nth(0)).to_contain_text("Moscow.")
    expect(sides.nth(1)).to_contain_text("Astana.")
    press(desk, "Import")
    expect(desk.locator(".errorlist")).to_contain_text("Choose whose version is to stay")
    assert faults(desk) == []
    desk.get_by_label("Take the file’s version").check()
    press(desk, "Import")
    expect(desk.locator(".imported")).to_be_visible()
    assert NewsItem.objects.get().lead == "Consultations took place in Astana."


def test_the_keyboard_alone_is_enough(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    desk.goto(START)
    desk.get_by_label("Paste the text").focus()
    keys = desk.keyboard
    keys.insert_text(fixture())
    for _tab in range(4):
        keys.press("Tab")
    expect(desk.get_by_role("button", name="Look at it")).to_be_focused()
    keys.press("Enter")
    desk.get_by_role("button", name="Import 3 new").press("Enter")
    expect(desk.locator(".imported")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    at_the_desk: Callable[..., Page], width: int
) -> None:
    desk = at_the_desk()
    desk.set_viewport_size({"width": width, "height": 800})
    found, widths = [], []

    def see() -> None:
        desk.wait_for_load_state()
        found.extend(faults(desk))
        widths.append(desk.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))

    desk.goto(START)
    press(desk, "Look at it")
    expect(desk.locator(".errorlist")).to_be_visible()
    see()
    look(desk, fixture(date="06.05.2024", lead="x" * 300))
    see()
    desk.goto(START)
    look(desk, fixture())
    press(desk, "Import 3 new")
    expect(desk.locator(".imported")).to_be_visible()
    see()
    desk.goto(START)
    look(desk, fixture(lead="Consultations took place in Astana."))
    see()
    desk.get_by_role("link", name="All imports").click()
    expect(desk.locator("#changelist")).to_be_visible()
    see()
    imported = Import.objects.get(stored_at__isnull=False)
    desk.goto(f"{imported.get_desk_url()}undo/")
    see()
    NewsItem.objects.update(lead="Edited.")
    desk.reload()
    expect(desk.locator(".warning")).to_contain_text("was changed since")
    see()

    assert found == []
    assert all(widths)
