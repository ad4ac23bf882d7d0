"""What an editor does at the desk."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.models import State
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from playwright.sync_api import Page

    from newsroom.publication.models import Publication

pytestmark = pytest.mark.browser

NEWS = "/admin/news/newsitem/"
INTERVIEWS = "/admin/interviews/interview/"


def form_of(publication: Publication) -> str:
    desk = NEWS if isinstance(publication, NewsItem) else INTERVIEWS
    return f"{desk}{publication.pk}/change/"


def state(publication: Publication) -> State:
    publication.refresh_from_db()
    return publication.state


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def save(page: Page) -> None:
    page.locator(".submit-row [name=_save]").click()
    expect(page.locator(".messagelist .success")).to_contain_text("successfully")


def ask_for(page: Page, move: str) -> None:
    page.get_by_role("button", name=f"{move} …").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(move)


def confirm(page: Page, move: str, answer: str) -> None:
    page.get_by_role("button", name=move, exact=True).click()
    expect(page.locator(".messagelist .success")).to_have_text(answer)


def choose_moment(page: Page, moment: datetime.datetime) -> None:
    page.get_by_label("Goes public on, date").fill(f"{moment:%d.%m.%Y}")
    page.get_by_label("Goes public on, time").fill(f"{moment:%H:%M}")


def order(interview: Interview) -> list[str]:
    return [exchange.key for exchange in interview.exchanges.all()]


def drag(page: Page, exchange: int, onto: int) -> None:
    """Take an exchange by its handle and let it go upon another one."""
    handle = page.locator(f"#exchanges-{exchange} .admin-ordering-field-input-wrapper")
    handle.scroll_into_view_if_needed()
    handle.hover(position={"x": 8, "y": 8})
    page.mouse.down()
    page.locator(f"#exchanges-{onto} h3").hover()
    page.locator(f"#exchanges-{onto} h3").hover(position={"x": 8, "y": 4})
    page.mouse.up()


def test_an_editor_logs_in_edits_an_exchange_and_sees_it_on_the_site(
    page: Page, source_content: None, editor: User
) -> None:
    page.goto(INTERVIEWS)
    log_in(page, "editor", "a good password")
    page.get_by_role("link", name="Interview of the CSTO").click()
    page.locator("#id_exchanges-2-answer").fill("A corrected answer.")
    page.get_by_label("Minor change").check()
    save(page)

    page.goto(Interview.objects.get().get_absolute_url())
    expect(page.locator("#q3 .answer")).to_contain_text("A corrected answer.")


def test_exchanges_are_put_in_order_by_dragging(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    desk_page.set_viewport_size({"width": 1280, "height": 1600})
    desk_page.goto(form_of(interview))
    drag(desk_page, 2, onto=0)
    expect(desk_page.locator("#id_exchanges-2-position")).to_have_value("10")
    save(desk_page)

    assert order(interview) == ["q3", "q1", "q2"]
    desk_page.goto(interview.get_absolute_url())
    expect(desk_page.locator(".question").first).to_contain_text("Question 3?")


def test_exchanges_are_put_in_order_by_typing_numbers(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(3, published_at=None)
    desk_page.goto(form_of(interview))
    desk_page.locator("#id_exchanges-0-position").fill("25")
    save(desk_page)

    assert order(interview) == ["q2", "q1", "q3"]


def test_an_exchange_is_added_and_another_deleted(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2, published_at=None)
    desk_page.goto(form_of(interview))
    desk_page.get_by_role("button", name="Add another Exchange").click()
    desk_page.locator("#id_exchanges-2-question").fill("And what comes next?")
    desk_page.locator("#id_exchanges-0-DELETE").check()
    save(desk_page)

    questions = [exchange.question for exchange in interview.exchanges.all()]
    assert questions == ["Question 2?", "And what comes next?"]


def test_an_interview_of_242_exchanges_opens_and_saves(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(242, published_at=None)
    desk_page.goto(form_of(interview))
    desk_page.locator("#id_exchanges-241-answer").fill("The last word.")
    save(desk_page)

    assert interview.exchanges.count() == 242
    assert interview.exchanges.last().answer == "The last word."  # type: ignore[union-attr]


def test_an_item_without_a_headline_is_written_and_published(desk_page: Page, page: Page) -> None:
    desk_page.goto(f"{NEWS}add/")
    expect(desk_page.get_by_label("Date", exact=False).first).to_be_focused()
    desk_page.get_by_label("Lead").press_sequentially("Talks in Minsk")
    expect(desk_page.get_by_label("Address")).to_have_value("talks-in-minsk")
    desk_page.get_by_role("button", name="Save and continue editing").click()
    expect(desk_page.locator(".release")).to_contain_text("Draft.")
    page.goto("/news/")
    expect(page.locator("article.card")).to_have_count(0)

    desk_page.get_by_label("Lead").fill("Talks in Minsk began.")
    ask_for(desk_page, "Publish now")
    expect(desk_page.locator(".messagelist .success")).to_have_text("Your text is saved.")
    expect(desk_page.locator(".moving")).to_contain_text("Draft → Public")
    confirm(desk_page, "Publish now", "1 publication is public now.")
    expect(desk_page.locator(".release")).to_contain_text("Public since")
    page.goto("/news/")
    page.get_by_role("link", name="Talks in Minsk began.").click()
    expect(page.locator("article")).to_contain_text("Talks in Minsk began.")


def test_an_address_written_by_hand_is_left_alone(desk_page: Page) -> None:
    desk_page.goto(f"{NEWS}add/")
    desk_page.get_by_label("Address").fill("by-hand")
    desk_page.get_by_label("Headline").fill("Another headline")
    expect(desk_page.get_by_label("Address")).to_have_value("by-hand")

    desk_page.get_by_label("Address").fill("")
    desk_page.get_by_label("Headline").fill("Briefing № 5 on [½](https://a.example/)")
    expect(desk_page.get_by_label("Address")).to_have_value("briefing-no-5-on-12")

    desk_page.get_by_label("Headline").fill("Заявление для прессы")
    expect(desk_page.get_by_label("Address")).to_have_value("заявление-для-прессы")


def test_an_item_is_scheduled_and_then_taken_off_the_schedule(
    desk_page: Page, page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(date=timezone.localdate(), published_at=None)
    moment = timezone.now() + datetime.timedelta(days=2)
    desk_page.goto(form_of(item))
    ask_for(desk_page, "Schedule")
    choose_moment(desk_page, timezone.now() - datetime.timedelta(days=2))
    desk_page.get_by_role("button", name="Schedule", exact=True).click()
    expect(desk_page.locator(".errorlist")).to_contain_text("This moment has passed.")
    choose_moment(desk_page, moment)
    confirm(desk_page, "Schedule", "1 publication is scheduled.")
    expect(desk_page.locator(".release")).to_contain_text(f"{moment:%d.%m.%Y at %H:%M} UTC, in")
    assert state(item) == State.SCHEDULED
    page.goto(item.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")

    ask_for(desk_page, "Take off the schedule")
    confirm(desk_page, "Take off the schedule", "1 publication is a draft again.")
    assert state(item) == State.DRAFT


def test_a_form_with_a_mistake_still_says_what_readers_see(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    desk_page.goto(form_of(make_news_item()))
    desk_page.get_by_label("Lead").fill("")
    desk_page.locator(".submit-row [name=_save]").click()

    expect(desk_page.locator(".errorlist").first).to_contain_text("Write a headline or a lead.")
    expect(desk_page.locator(".release")).to_contain_text("Public since")


def test_several_are_withdrawn_at_once_and_the_list_stays_filtered(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    for _number in range(3):
        make_news_item()
    desk_page.goto(f"{NEWS}?state=public")
    desk_page.get_by_label("Select all objects").check()
    desk_page.get_by_label("Action:").select_option(label="Withdraw …")
    desk_page.get_by_role("button", name="Go").click()
    expect(desk_page.locator(".moving li")).to_have_count(3)
    desk_page.get_by_label("A page says that it was withdrawn").check()
    desk_page.get_by_label("Reason, for readers").fill("They named a wrong date.")
    confirm(desk_page, "Withdraw", "3 publications are withdrawn.")

    assert desk_page.url.endswith("?state=public")
    assert NewsItem.objects.in_state(State.DRAFT).count() == 3


def test_the_enter_key_saves_and_releases_nothing(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    desk_page.goto(form_of(item))
    desk_page.get_by_label("Headline").fill("Entered")
    desk_page.get_by_label("Headline").press("Enter")
    expect(desk_page.locator(".messagelist .success")).to_contain_text("changed successfully")

    assert state(item) == State.DRAFT
    assert item.headline == "Entered"


def test_view_on_site_shows_a_draft_to_its_editor(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    desk_page.goto(form_of(make_news_item(published_at=None)))
    desk_page.get_by_role("link", name="View on site").click()

    expect(desk_page.locator(".state")).to_contain_text("Draft. Only the desk sees this page.")


@pytest.fixture
def every_form(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
) -> list[str]:
    """The address of each kind of page at the desk."""
    items = [make_news_item(), make_news_item(published_at=tomorrow)]
    draft = make_news_item(published_at=None)
    interview = make_interview(2)
    lists = ["/admin/", NEWS, f"{NEWS}?state=draft&q=lead", INTERVIEWS]
    forms = [form_of(it) for it in (*items, draft, interview)]
    of_one = [f"{INTERVIEWS}{interview.pk}/{page}/" for page in ("delete", "history")]
    return [*lists, f"{NEWS}add/", f"{INTERVIEWS}add/", *of_one, *forms]


def test_axe_finds_nothing_at_the_desk(desk_page: Page, every_form: list[str]) -> None:
    found = []
    for address in every_form:
        desk_page.goto(address)
        found += faults(desk_page)
    desk_page.get_by_role("button", name="Add another Exchange").click()
    found += faults(desk_page)

    assert found == []


def test_axe_finds_nothing_on_the_pages_of_confirmation(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(date=timezone.localdate(), published_at=None)
    public = make_news_item()
    found = []
    for publication, move in [
        (public, "Withdraw"),
        (draft, "Publish now"),
        (draft, "Schedule"),
    ]:
        desk_page.goto(form_of(publication))
        ask_for(desk_page, move)
        found += faults(desk_page)
    desk_page.get_by_role("button", name="Schedule", exact=True).click()
    expect(desk_page.locator(".errorlist")).to_be_visible()
    found += faults(desk_page)

    assert found == []


def test_axe_finds_nothing_at_the_door(page: Page, editor: User) -> None:
    page.goto("/admin/")
    found = faults(page)
    for refusal in ["Log in"] * 4 + ["Please wait"]:
        log_in(page, "editor", "a wrong password")
        expect(page.get_by_role("heading", level=1)).to_have_text(refusal)
    found += faults(page)

    assert found == []


def test_no_page_of_the_desk_scrolls_sideways_on_a_phone(
    desk_page: Page, every_form: list[str]
) -> None:
    desk_page.set_viewport_size({"width": 360, "height": 800})
    for address in every_form:
        desk_page.goto(address)
        assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), address
