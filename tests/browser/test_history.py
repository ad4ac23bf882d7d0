"""The history of a publication, as somebody at the desk looks through it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from newsroom.editing import history
from newsroom.editing.stored import content_of, put
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from playwright.sync_api import Page

    from interviews.models import Interview

pytestmark = pytest.mark.browser

DESK = "/admin/interviews/interview/"


def sign_in(page: Page, where: str) -> None:
    page.goto(where)
    page.get_by_label("Username").fill("boris")
    page.get_by_label("Password").fill("a good password")
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def test_versions_are_compared_and_restored_and_what_was_deleted_comes_back(
    page: Page, publisher: User, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(exchanges=3, published_at=None)
    history.record(interview, publisher, "Written.")
    written = content_of(interview)
    put(interview, replace(written, parts=written.parts[1:]))
    history.record(interview, publisher, "Edited.")
    found = []

    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, f"{DESK}{interview.pk}/history/")
    found += faults(page)
    page.get_by_role("radio", name="Old: version 1").check()
    page.get_by_role("radio", name="New: version 2").check()
    page.get_by_role("button", name="Compare the two").click()
    expect(page.get_by_text("Exchange 1 as it was: removed")).to_be_visible()
    found += faults(page)

    page.get_by_role("link", name="Restore version 1 …").click()
    expect(page.get_by_text("Exchange 1: new")).to_be_visible()
    found += faults(page)
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".messagelist .success")).to_contain_text("The version is restored.")
    assert content_of(interview) == written

    page.goto(f"{DESK}{interview.pk}/delete/")
    page.get_by_role("button", name="Yes, I’m sure").click()
    page.get_by_role("link", name="Deleted", exact=True).click()
    found += faults(page)
    page.get_by_role("link", name=interview.headline).click()
    found += faults(page)
    page.get_by_role("button", name="Recover as a draft").click()
    expect(page.locator(".messagelist .success")).to_contain_text("It is back, as a draft")
    assert content_of(interview) == written
    assert found == []
