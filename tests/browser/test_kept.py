"""What is typed at the desk outlives a crash, an ended session and a save that fails."""

from __future__ import annotations

import datetime
import os
import re
import signal
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.news.admin import NewsItemAdmin
from newsroom.news.models import NewsItem
from tests.browser.axe import faults
from tests.browser.conftest import QUIET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.contrib.auth.models import User
    from django.test import Client
    from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Playwright

    from interviews.models import Interview

pytestmark = pytest.mark.browser

PASSWORD = "a good password"
COUNT_KEPT = """() => new Promise(resolve => {
    const asked = indexedDB.open("desk", 1);
    asked.onsuccess = () => {
        const counted = asked.result.transaction("copies").objectStore("copies").count();
        counted.onsuccess = () => { asked.result.close(); resolve(counted.result); };
    };
})"""


def expect_kept(page: Page, number: int) -> None:
    """Wait until so many copies are kept: the page puts them away after it is shown."""
    for _attempt in range(50):
        if page.evaluate(COUNT_KEPT) == number:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(COUNT_KEPT) == number


def form_of(publication: Any) -> str:
    label = publication._meta
    return f"/admin/{label.app_label}/{label.model_name}/{publication.pk}/change/"


def open_form(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#kept[data-is-looked]")).to_be_attached()


def is_kept(page: Page) -> None:
    """Wait until what was typed is on the disk."""
    expect(page.locator("#kept[data-is-kept=yes]")).to_be_attached()


def type_in(page: Page, selector: str, text: str) -> None:
    page.locator(selector).fill(text)
    is_kept(page)


def offer(page: Page) -> Locator:
    return page.locator(".kept-offer")


def put_back(page: Page) -> None:
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator(".kept-told")).to_contain_text("put back and not saved yet")


def press_save(page: Page) -> None:
    page.locator(".submit-row [name=_save], .submit-row [name=save]").first.click()


def save(page: Page) -> None:
    press_save(page)
    expect(page.locator(".messagelist .success").first).to_be_visible()


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def sign_out_everybody() -> None:
    Session.objects.all().delete()


@pytest.fixture
def crash(
    playwright: Playwright, chromium: str, tmp_path: Path, base_url: str, desk: Client
) -> Iterator[Callable[[], Page]]:
    """Return what opens a browser of one profile, and ends like a power cut the one before."""
    opened: list[BrowserContext] = []

    def kill() -> None:
        lock = (tmp_path / "SingletonLock").readlink()
        os.kill(int(lock.name.rpartition("-")[2]), signal.SIGKILL)
        opened[-1].pages[0].wait_for_event("close")

    def open_browser() -> Page:
        if opened:
            kill()
            (tmp_path / "SingletonLock").unlink(missing_ok=True)
        launch = playwright.chromium.launch_persistent_context
        context = launch(tmp_path, executable_path=chromium, args=QUIET, base_url=base_url)
        session = desk.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
        opened.append(context)
        return context.pages[0]

    yield open_browser
    opened[-1].close()


def test_a_killed_browser_offers_the_text_again(
    crash: Callable[[], Page], make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    page = crash()
    open_form(page, form_of(item))
    expect(offer(page)).to_have_count(0)
    type_in(page, "#id_lead", "Typed before the power went.")

    page = crash()
    open_form(page, form_of(item))
    expect(offer(page)).to_contain_text(
        re.compile(r"typed here on \d\d\.\d\d\.\d{4} at \d\d:\d\d\.")
    )
    expect(page.locator("#id_lead")).to_have_value(item.lead)
    put_back(page)
    expect(page.locator("#id_lead")).to_have_value("Typed before the power went.")
    save(page)

    item.refresh_from_db()
    assert item.lead == "Typed before the power went."
    expect_kept(page, 0)


def test_added_exchanges_and_another_order_are_put_back(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    open_form(desk_page, form_of(interview))
    for number in range(3, 6):
        desk_page.get_by_role("button", name="Add another").click()
        desk_page.locator(f"#id_exchanges-{number}-question").fill(f"Added question {number}?")
        desk_page.locator(f"#id_exchanges-{number}-answer").fill(f"Added answer {number}.")
    desk_page.locator("#id_exchanges-5-position").fill("5")
    desk_page.locator("#id_exchanges-2-position").fill("15")
    desk_page.locator("#id_exchanges-1-DELETE").check()
    type_in(desk_page, "#id_exchanges-0-answer", "A corrected answer.")

    open_form(desk_page, form_of(interview))
    put_back(desk_page)
    expect(desk_page.locator("#id_exchanges-TOTAL_FORMS")).to_have_value("6")
    save(desk_page)

    told = [(it.question, it.answer) for it in interview.exchanges.all()]
    assert told == [
        ("Added question 5?", "Added answer 5."),
        ("Question 1?", "A corrected answer."),
        ("Question 3?", "Answer 3."),
        ("Added question 3?", "Added answer 3."),
        ("Added question 4?", "Added answer 4."),
    ]
    expect_kept(desk_page, 0)


def test_an_exchange_that_is_gone_comes_back_as_a_new_one(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    open_form(desk_page, form_of(interview))
    type_in(desk_page, "#id_exchanges-1-answer", "Words that nobody else has.")
    interview.exchanges.filter(key="q2").delete()

    open_form(desk_page, form_of(interview))
    put_back(desk_page)
    expect(desk_page.locator("#id_exchanges-2-answer")).to_have_value("Words that nobody else has.")
    expect(desk_page.locator("#id_exchanges-1-answer")).to_have_value("Answer 3.")
    expect(desk_page.locator("#id_exchanges-2-position")).to_have_value("20")


def test_what_somebody_saved_meanwhile_is_seen_by_the_server(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None, lead="A lead of five words.")
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "A lead of some five words.")
    NewsItem.objects.filter(pk=item.pk).update(lead="Another lead of five words.")

    open_form(desk_page, form_of(item))
    put_back(desk_page)
    press_save(desk_page)
    expect(desk_page.locator("#id_lead")).to_have_value("Another lead of some five words.")
    item.refresh_from_db()
    assert item.lead == "Another lead of five words."


def test_a_session_that_ended_keeps_the_form_and_is_renewed(
    desk_page: Page, make_news_item: Callable[..., NewsItem], complaints: list[str]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    desk_page.locator("#id_lead").fill("Typed for twelve hours.")
    sign_out_everybody()
    press_save(desk_page)
    expect(desk_page.get_by_role("alert")).to_contain_text("You have been signed out.")
    expect(desk_page.locator("#id_lead")).to_have_value("Typed for twelve hours.")

    with desk_page.expect_popup() as opened:
        desk_page.get_by_role("link", name="Sign in again in a new window").click()
    log_in(opened.value, "editor")
    expect(opened.value.locator("#content")).to_contain_text("Close this window and go back")
    expect(desk_page.locator(".kept-told")).to_contain_text("You are signed in again")
    expect(desk_page.get_by_role("alert")).to_have_count(0)
    # Who has the form open is asked every now and then, perhaps just before the token is renewed.
    complaints[:] = [it for it in complaints if not it.endswith("/open/")]
    save(desk_page)

    item.refresh_from_db()
    assert item.lead == "Typed for twelve hours."


def test_a_form_sent_in_a_session_that_ended_is_offered_after_signing_in(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "Sent into nothing.")
    sign_out_everybody()
    with desk_page.expect_navigation():
        desk_page.evaluate("document.querySelector('#newsitem_form').submit()")
    log_in(desk_page, "editor")
    put_back(desk_page)
    save(desk_page)

    item.refresh_from_db()
    assert item.lead == "Sent into nothing."


def test_a_site_that_does_not_answer_leaves_the_form_where_it_is(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    desk_page.locator("#id_lead").fill("Typed in a train.")
    desk_page.context.set_offline(True)
    press_save(desk_page)
    expect(desk_page.get_by_role("alert")).to_contain_text("The site does not answer just now.")
    desk_page.context.set_offline(False)
    save(desk_page)

    item.refresh_from_db()
    assert item.lead == "Typed in a train."


def test_typing_keeps_the_session_alive_and_looking_does_not(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    def look(method: str) -> None:
        with desk_page.expect_response(
            lambda it: "/admin/session/" in it.url and it.request.method == method
        ):
            desk_page.evaluate("window.dispatchEvent(new Event('focus'))")

    soon = timezone.now() + datetime.timedelta(minutes=10)
    open_form(desk_page, form_of(make_news_item(published_at=None)))
    Session.objects.update(expire_date=soon)
    look("GET")
    assert Session.objects.get().expire_date == soon
    desk_page.locator("#id_lead").fill("Typed.")
    look("POST")
    assert Session.objects.get().expire_date > soon + datetime.timedelta(hours=11)


def test_somebody_else_who_signed_in_meanwhile_does_not_save_it(
    desk_page: Page, publisher: User, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "Of the editor.")
    sign_out_everybody()
    other = desk_page.context.new_page()
    other.goto(form_of(item))
    log_in(other, publisher.username)
    expect(other.locator("#kept[data-is-looked]")).to_be_attached()
    expect(offer(other)).to_have_count(0)

    press_save(desk_page)
    expect(desk_page.get_by_role("alert")).to_contain_text(f"{publisher.username} is signed in")
    item.refresh_from_db()
    assert item.lead != "Of the editor."


def test_a_save_that_fails_keeps_the_text(
    desk_page: Page, make_news_item: Callable[..., NewsItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "Typed before the server failed.")
    with monkeypatch.context() as failing:
        failing.setattr(NewsItemAdmin, "save_model", None)
        press_save(desk_page)
        expect(desk_page.locator(".kicker")).to_have_text("500")

    open_form(desk_page, form_of(item))
    put_back(desk_page)
    save(desk_page)
    item.refresh_from_db()
    assert item.lead == "Typed before the server failed."


def test_a_form_that_comes_back_with_a_fault_goes_on_with_its_copy(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    desk_page.locator("#id_date").fill("31.02.2024")
    type_in(desk_page, "#id_body", "A long body.")
    press_save(desk_page)
    expect(desk_page.locator(".errornote")).to_be_visible()
    expect(desk_page.locator("#kept[data-is-looked]")).to_be_attached()
    expect(offer(desk_page)).to_have_count(0)

    open_form(desk_page, form_of(item))
    put_back(desk_page)
    expect(desk_page.locator("#id_body")).to_have_value("A long body.")
    expect(desk_page.locator("#id_date")).to_have_value("31.02.2024")
    desk_page.locator("#id_date").fill("29.02.2024")
    save(desk_page)
    expect_kept(desk_page, 0)


def test_leaving_warns_only_when_something_is_not_saved(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    desk_page.on("dialog", stay)
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    desk_page.locator("#id_lead").click()
    desk_page.get_by_role("link", name="Home").click()
    expect(desk_page).to_have_url(re.compile("/admin/$"))
    assert asked == []

    open_form(desk_page, form_of(item))
    desk_page.locator("#id_lead").fill("Not saved.")
    desk_page.get_by_role("link", name="Home").click()
    expect(desk_page.locator("#id_lead")).to_have_value("Not saved.")
    assert asked == ["beforeunload"]
    save(desk_page)
    assert asked == ["beforeunload"]


def test_a_copy_is_offered_nowhere_while_its_form_is_open(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "In the first window.")
    second = desk_page.context.new_page()
    open_form(second, form_of(item))
    expect(offer(second)).to_have_count(0)

    desk_page.close()
    second.reload()
    expect(offer(second)).to_have_count(1)


def test_what_differs_is_shown_and_thrown_away_can_be_undone(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2, published_at=None)
    open_form(desk_page, form_of(interview))
    desk_page.get_by_role("button", name="Add another").click()
    desk_page.locator("#id_exchanges-2-question").fill("A third question?")
    type_in(desk_page, "#id_exchanges-0-answer", "Answer one.")

    open_form(desk_page, form_of(interview))
    desk_page.get_by_role("button", name="Show what differs").click()
    expect(desk_page.locator(".change h3")).to_have_text(["Exchange 1: changed", "Exchange 3: new"])
    expect(desk_page.locator(".change").first.locator("del")).to_have_text("1.")
    expect(desk_page.locator(".change").first.locator("ins")).to_have_text("one.")
    desk_page.get_by_role("button", name="Throw it away").click()
    expect(offer(desk_page)).to_have_count(0)
    expect_kept(desk_page, 0)
    desk_page.get_by_role("button", name="Undo").click()
    expect(offer(desk_page)).to_have_count(1)
    expect_kept(desk_page, 1)


def test_what_is_typed_beside_an_offer_is_not_lost_by_putting_it_back(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "The first lead.")
    open_form(desk_page, form_of(item))
    type_in(desk_page, "#id_lead", "The second lead.")
    desk_page.get_by_role("button", name="Put it back").click()
    expect(desk_page.locator("#id_lead")).to_have_value("The first lead.")
    expect(desk_page.locator(".kept-told")).to_contain_text(
        "What stood here before is kept as well"
    )
    desk_page.get_by_role("button", name="Put it back").click()
    expect(desk_page.locator("#id_lead")).to_have_value("The second lead.")


def test_logging_out_asks_and_forgets(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    open_form(desk_page, form_of(make_news_item(published_at=None)))
    type_in(desk_page, "#id_lead", "Under embargo.")
    desk_page.goto("/admin/")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    desk_page.on("dialog", answer)
    with desk_page.expect_event("dialog"):
        desk_page.get_by_role("button", name="Log out").click()
    assert "Logging out throws away" in asked[0]
    expect_kept(desk_page, 1)
    desk_page.get_by_role("button", name="Log out").click()
    expect(desk_page.get_by_role("heading", level=1)).to_have_text("Logged out")
    expect_kept(desk_page, 0)


def test_a_conversation_edited_as_text_is_kept_until_it_is_saved(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1, published_at=None)
    address = form_of(interview).replace("/change/", "/text/")
    open_form(desk_page, address)
    type_in(desk_page, "#id_text", "Q: Why?\n\nA: Therefore.")
    desk_page.get_by_role("button", name="Show what changes").click()
    expect(desk_page.get_by_role("heading", name="This will change")).to_be_visible()
    expect(offer(desk_page)).to_have_count(0)

    open_form(desk_page, address)
    put_back(desk_page)
    expect(desk_page.locator("#id_text")).to_have_value("Q: Why?\n\nA: Therefore.")
    desk_page.get_by_role("button", name="Show what changes").click()
    press_save(desk_page)
    expect(desk_page.locator(".messagelist .success")).to_be_visible()
    expect_kept(desk_page, 0)


def test_a_pasted_document_is_kept_until_what_was_found_in_it_is_saved(desk_page: Page) -> None:
    open_form(desk_page, "/admin/from-a-document/")
    type_in(desk_page, "#id_text", "24.04.2024\n\nThe Council met in Astana and adopted a plan.")
    desk_page.get_by_role("button", name="Read it").click()
    expect(desk_page.locator("#review")).to_be_visible()

    open_form(desk_page, "/admin/from-a-document/")
    put_back(desk_page)
    desk_page.get_by_role("button", name="Read it").click()
    desk_page.get_by_role("button", name=re.compile("^Save")).first.click()
    expect(desk_page.locator(".messagelist .success")).to_be_visible()
    expect_kept(desk_page, 0)
    assert NewsItem.objects.count() == 1


def test_axe_finds_nothing_with_every_bar_open_and_no_page_scrolls_sideways(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    open_form(desk_page, form_of(interview))
    desk_page.get_by_role("button", name="Add another").click()
    desk_page.locator("#id_exchanges-3-question").fill(f"A new{'w' * 200} question?")
    type_in(desk_page, "#id_exchanges-0-answer", "Another answer.")
    open_form(desk_page, form_of(interview))
    desk_page.get_by_role("button", name="Show what differs").click()
    expect(desk_page.locator(".change")).to_have_count(2)
    sign_out_everybody()
    press_save(desk_page)
    expect(desk_page.get_by_role("alert")).to_contain_text("You have been signed out.")
    assert faults(desk_page) == []

    desk_page.set_viewport_size({"width": 360, "height": 800})
    assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_button_pressed_twice_saves_once(desk_page: Page) -> None:
    open_form(desk_page, "/admin/news/newsitem/add/")
    desk_page.locator("#id_date").fill("24.04.2024")
    desk_page.locator("#id_lead").fill("Only once.")
    desk_page.locator(".submit-row [name=_save]").dblclick()
    expect(desk_page.locator(".messagelist .success").first).to_be_visible()

    assert NewsItem.objects.count() == 1
    expect_kept(desk_page, 0)
