"""Two people edit the same publication at once, each in a browser of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.filling_in import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import Page

    from interviews.models import Interview
    from newsroom.publication.models import Publication

pytestmark = pytest.mark.browser

LEAD = "The council met in Moscow on Monday and agreed on the calendar of the year."


@pytest.fixture
def open_as(
    new_context: Callable[..., object], sign_in: Callable[[User], Client], base_url: str
) -> Callable[..., Page]:
    """Open the form of a publication in a browser of the user's own."""

    def open_as(user: User, publication: Publication, **options: object) -> Page:
        context = new_context(**options)
        session = sign_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])  # type: ignore[attr-defined]
        page: Page = context.new_page()  # type: ignore[attr-defined]
        page.goto(address_of(publication))
        return page

    return open_as


@pytest.fixture
def draft(make_interview: Callable[..., Interview]) -> Interview:
    return make_interview(3, lead=LEAD, published_at=None)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def both(
    request: pytest.FixtureRequest,
    open_as: Callable[..., Page],
    writer: User,
    publisher: User,
    draft: Interview,
) -> tuple[Page, Page]:
    """Anna and Boris, before the same draft."""
    anna = open_as(writer, draft, java_script_enabled=request.param)
    return anna, open_as(publisher, draft, java_script_enabled=request.param)


@pytest.fixture
def anna(both: tuple[Page, Page]) -> Page:
    return both[0]


@pytest.fixture
def boris(both: tuple[Page, Page]) -> Page:
    return both[1]


def press_save(page: Page) -> None:
    page.get_by_role("button", name="Save draft", exact=True).click()


def save(page: Page) -> None:
    press_save(page)
    expect(page.locator(".messagelist .success")).to_contain_text("changed successfully")


def is_overtaken(page: Page) -> None:
    press_save(page)
    expect(page.locator(".overtaken h2")).to_have_text("Not saved yet: somebody was faster")
    expect(page.locator(".overtaken")).to_contain_text("saved a newer version on")


def answer(page: Page, exchange: int, text: str) -> None:
    page.locator(f"#id_exchanges-{exchange}-answer").fill(text)


def told(interview: Interview) -> list[tuple[str, str]]:
    return list(interview.exchanges.values_list("key", "answer"))


def test_different_exchanges_come_together(anna: Page, boris: Page, draft: Interview) -> None:
    answer(anna, 0, "Anna’s.")
    answer(boris, 2, "Boris’s.")
    boris.get_by_label("Outlet").fill("RIA")
    save(boris)
    is_overtaken(anna)
    expect(anna.locator(".overtaken")).to_contain_text("Outlet: changed")
    expect(anna.get_by_label("Outlet")).to_have_value("RIA")
    save(anna)

    assert told(draft) == [("q1", "Anna’s."), ("q2", "Answer 2."), ("q3", "Boris’s.")]


@pytest.mark.parametrize("takes_theirs", [False, True])
def test_the_same_answer_is_decided_by_the_second(
    anna: Page, boris: Page, draft: Interview, takes_theirs: bool
) -> None:
    answer(anna, 1, "Anna’s.")
    answer(boris, 1, "Boris’s.")
    save(boris)
    is_overtaken(anna)
    clash = anna.locator("#exchanges-1 .clash")
    expect(clash).to_contain_text("This was changed by Boris Ivanov as well.")
    expect(clash.locator("del")).to_contain_text("Anna’s.")
    expect(clash.locator("ins")).to_contain_text("Boris’s.")
    expect(anna.locator("#id_exchanges-1-answer")).to_have_value("Anna’s.")
    if takes_theirs:
        clash.get_by_label("Take theirs instead").check()
    save(anna)

    assert told(draft)[1] == ("q2", "Boris’s." if takes_theirs else "Anna’s.")


def test_one_deletes_what_the_other_changes(anna: Page, boris: Page, draft: Interview) -> None:
    answer(anna, 1, "Anna’s.")
    boris.locator("#id_exchanges-1-DELETE").check()
    save(boris)
    is_overtaken(anna)
    expect(anna.locator(".clash")).to_contain_text("This was deleted by Boris Ivanov")
    save(anna)

    assert told(draft) == [("q1", "Answer 1."), ("q2", "Anna’s."), ("q3", "Answer 3.")]


def test_one_changes_what_the_other_deletes(anna: Page, boris: Page, draft: Interview) -> None:
    anna.locator("#id_exchanges-1-DELETE").check()
    answer(boris, 1, "Boris’s.")
    save(boris)
    is_overtaken(anna)
    expect(anna.locator("#exchanges-1 .clash")).to_contain_text("It stays, with the new words")
    save(anna)

    assert told(draft)[1] == ("q2", "Boris’s.")


def test_one_moves_what_the_other_changes(anna: Page, boris: Page, draft: Interview) -> None:
    anna.locator("#id_exchanges-2-position").fill("5")
    answer(boris, 2, "Boris’s.")
    save(boris)
    is_overtaken(anna)
    save(anna)

    assert told(draft) == [("q3", "Boris’s."), ("q1", "Answer 1."), ("q2", "Answer 2.")]


def add(page: Page, position: int, question: str) -> None:
    page.get_by_role("button", name="Add another Exchange").click()
    page.locator("#id_exchanges-3-position").fill(str(position))
    page.locator("#id_exchanges-3-question").fill(question)


def test_what_both_add_stands_where_each_has_put_it(
    open_as: Callable[..., Page], writer: User, publisher: User, draft: Interview
) -> None:
    anna, boris = open_as(writer, draft), open_as(publisher, draft)
    add(anna, 25, "Anna’s?")
    add(boris, 15, "Boris’s?")
    save(boris)
    is_overtaken(anna)
    save(anna)

    questions = list(draft.exchanges.values_list("question", flat=True))
    assert questions == ["Question 1?", "Boris’s?", "Question 2?", "Anna’s?", "Question 3?"]


def test_saving_and_going_on_and_buttons_of_release_are_told_as_well(
    open_as: Callable[..., Page], writer: User, publisher: User, draft: Interview
) -> None:
    for button in ("Save and continue editing", re.compile("Publish now")):
        boris, anna = open_as(publisher, draft), open_as(writer, draft)
        answer(anna, 0, f"Anna’s, before {button}.")
        save(anna)
        boris.get_by_role("button", name=button).click()
        expect(boris.locator(".overtaken")).to_contain_text("Anna Berg saved a newer version")
        boris.context.close()


def test_a_third_version_in_between_is_told_again(
    anna: Page, boris: Page, open_as: Callable[..., Page], publisher: User, draft: Interview
) -> None:
    answer(anna, 0, "Anna’s.")
    answer(boris, 1, "Boris’s.")
    save(boris)
    is_overtaken(anna)
    again = open_as(publisher, draft)
    answer(again, 2, "Boris’s, again.")
    save(again)
    is_overtaken(anna)
    save(anna)

    assert [text for _key, text in told(draft)] == ["Anna’s.", "Boris’s.", "Boris’s, again."]


def test_the_form_says_who_else_has_it_open_and_when_they_have_saved(
    open_as: Callable[..., Page], writer: User, publisher: User, draft: Interview
) -> None:
    anna = open_as(writer, draft)
    anna.clock.install()
    anna.reload()
    place = anna.locator("#open-forms")
    expect(place.locator(".others")).to_be_hidden()

    boris = open_as(publisher, draft)
    expect(boris.locator("#open-forms .others")).to_contain_text("Anna Berg has this open since")
    anna.clock.run_for(31_000)
    expect(place.locator(".others")).to_contain_text("Boris Ivanov has this open since")
    assert faults(anna) == []

    answer(boris, 0, "Boris’s.")
    save(boris)
    anna.clock.run_for(31_000)
    expect(place.locator(".newer")).to_contain_text("Boris Ivanov saved a newer version on")
    expect(place.locator(".others")).to_be_hidden()
    assert faults(anna) == []


def test_axe_finds_nothing_and_nothing_is_too_wide_for_a_phone(
    open_as: Callable[..., Page], writer: User, publisher: User, draft: Interview
) -> None:
    anna, boris = open_as(writer, draft), open_as(publisher, draft)
    for page, name in ((anna, "Anna"), (boris, "Boris")):
        page.get_by_label("Headline").fill(f"{name}’s headline")
        answer(page, 0, f"{name}{'’' * 100}s answer.")
    answer(anna, 1, "Anna’s.")
    boris.locator("#id_exchanges-1-DELETE").check()
    save(boris)
    is_overtaken(anna)

    assert faults(anna) == []
    anna.set_viewport_size({"width": 360, "height": 800})
    assert anna.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
