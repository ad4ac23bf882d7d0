"""What a reader does, with JavaScript and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from interviews.models import EarlierWording, Interview
from tests.browser.axe import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.browser

MONTH = "/interviews/2024/03/"
PAGES = ["/", "/news/", "/interviews/", "/archive/", MONTH, "/news/2024/"]
WRONG = "/news/?date_after=2024-02-30"


@pytest.fixture(params=[True, False], ids=["JavaScript", "no JavaScript"])
def reader(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(java_script_enabled=request.param).new_page()


@pytest.fixture
def every_page(source_content: None, make_news_item: Callable[..., NewsItem]) -> list[str]:
    """The address of each kind of public page."""
    item = make_news_item(headline="A headline", body="- A list\n\n> A [quote](https://a.example)")
    make_news_item(lead="https://press.example.org/" + "a-long-address" * 5)
    interview = Interview.objects.get()
    interview.outlet = interview.interviewee_role = "Nachrichtenagentur" * 5
    interview.save()
    exchange = interview.exchanges.all()[1]
    exchange.question, exchange.answer = "A new question?", "A new *answer*."
    exchange.save()
    EarlierWording.objects.update(is_shown=True)
    addresses = (it.get_absolute_url() for it in (item, interview))
    pages = [*addresses, exchange.get_page_url()]
    return [*PAGES, *pages, WRONG, "/news/2019/01/", "/no-such-page/"]


def titles(page: Page) -> list[str]:
    return page.locator("article.card :is(h2, h3)").all_inner_texts()


def test_a_reader_filters_by_date_opens_an_item_and_goes_back_to_the_very_list(
    reader: Page, source_content: None
) -> None:
    reader.goto("/news/")
    assert len(titles(reader)) == 3
    reader.get_by_label("From", exact=True).fill("2024-04-24")
    reader.get_by_label("To", exact=True).fill("2024-04-30")
    reader.get_by_role("button", name="Show").click()
    filtered = reader.url
    found = titles(reader)
    assert "date_after=2024-04-24&date_before=2024-04-30" in filtered
    assert [title[:9] for title in found] == ["On 24 Apr", "From 1 to"]

    reader.get_by_role("link", name=found[1]).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("24.04.2024")
    expect(reader.locator("article")).to_contain_text("prevent and eliminate emergency situations")

    reader.get_by_role("link", name="Go back").click()
    expect(reader).to_have_url(re.compile(f"^{re.escape(filtered)}#news-from-1-to-23-april"))
    expect(reader.get_by_label("From", exact=True)).to_have_value("2024-04-24")
    assert titles(reader) == found


def test_a_reader_comes_back_to_where_they_left_a_long_list(
    reader: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    for number in range(25):
        make_news_item(headline=f"Item {number}", lead="Words of the lead. " * 20)
    reader.goto("/archive/")
    left = reader.locator(".card").filter(has_text="Item 17")
    left.get_by_role("link", name="Item 17").click()
    reader.get_by_role("link", name="Older").click()
    reader.get_by_role("link", name="Go back").click()

    expect(reader).to_have_url(re.compile("/archive/#news-item-18$"))
    expect(left).to_be_in_viewport(ratio=1)
    # The first Tab leads to its link: the place of the keyboard is there, too.
    reader.keyboard.press("Tab")
    expect(left.get_by_role("link", name="Item 17")).to_be_focused()


def test_a_reader_opens_an_interview_from_all_news_and_finds_the_ways_on(
    reader: Page, source_content: None
) -> None:
    reader.goto("/archive/?date_before=2024-04-01")
    reader.get_by_role("link", name="Interview of the CSTO").click()
    expect(reader.locator(".exchange")).to_have_count(7)

    interview = reader.url
    for way, address in {
        "Go back": "/archive/?date_before=2024-04-01#interviews-",
        "Back to the section": "/interviews/",
        "Back to all news": "/archive/",
    }.items():
        reader.goto(interview)
        reader.get_by_role("link", name=way).click()
        expect(reader).to_have_url(re.compile(re.escape(address) + r"[\w-]*$"))


def test_a_reader_leafs_to_older_items_and_to_newer_ones_again(
    reader: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    for number in range(45):
        make_news_item(headline=f"Item {number}")
    reader.goto("/news/")
    pages = [titles(reader)]
    for link in ["Older", "Older", "Newer", "Newer"]:
        reader.locator(".paging").get_by_role("link", name=link).click()
        pages.append(titles(reader))

    assert [len(page) for page in pages] == [20, 20, 5, 20, 20]
    assert len({*pages[0], *pages[1], *pages[2]}) == 45
    assert pages[3:] == [pages[1], pages[0]]
    expect(reader.locator(".paging").get_by_role("link", name="Newer")).to_have_count(0)


def test_a_wrong_date_is_said_beside_its_field(reader: Page, source_content: None) -> None:
    reader.goto(WRONG)

    expect(reader.locator(".field.wrong")).to_contain_text("2024-02-30")


def test_a_permanent_link_leads_to_its_exchange(reader: Page, source_content: None) -> None:
    reader.goto(f"{Interview.objects.get().get_absolute_url()}#q3")
    third = reader.locator("#q3")
    expect(third).to_be_in_viewport()
    box = third.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100

    reader.locator("#q5 .number a").click()
    expect(reader).to_have_url(re.compile("#q5$"))
    expect(reader.locator("#q5 .question")).to_be_in_viewport()


def test_the_first_tab_leads_past_the_masthead(page: Page, source_content: None) -> None:
    page.goto("/news/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_an_anonymous_reader_gets_no_cookie(page: Page, every_page: list[str]) -> None:
    for address in every_page:
        page.goto(address)

    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 1920])
def test_no_public_page_scrolls_sideways(page: Page, every_page: list[str], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in every_page:
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), address


def test_axe_finds_nothing_on_any_public_page(page: Page, every_page: list[str]) -> None:
    found = []
    for address in every_page:
        page.goto(address)
        found += faults(page)

    assert found == []


def test_nothing_goes_wrong_unnoticed(page: Page, complaints: list[str]) -> None:
    page.goto("/no-such-page/")
    assert complaints == []
    page.evaluate("fetch('https://elsewhere.invalid/').catch(() => {})")
    page.evaluate("fetch('/no-such-part/')")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("setTimeout(() => { throw Error('thrown') })")
    page.evaluate("new Promise(done => setTimeout(done))")

    for expected in ["inline style", "thrown", "404 for", "connect-src"]:
        assert any(expected in complaint for complaint in complaints), expected
    complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_is_black_on_white_and_says_where_it_is_from(
    new_context: Callable[..., BrowserContext], source_content: None, scheme: Any
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.emulate_media(media="print")
    address = Interview.objects.get().get_absolute_url()
    page.goto(f"{address}?from=/archive/")
    body = "getComputedStyle(document.body)"

    expect(page.locator(".printed")).to_have_text(
        re.compile(rf"12\.03\.2024 · http://.*{address}$")
    )
    expect(page.locator(".masthead nav")).to_be_hidden()
    expect(page.locator(".ways-on").first).to_be_hidden()
    assert page.evaluate(f"[{body}.color, {body}.backgroundColor]") == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]


def test_a_printed_draft_says_that_it_is_one(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    desk_page.emulate_media(media="print")
    desk_page.goto(make_news_item(published_at=None).get_absolute_url())

    expect(desk_page.get_by_text("Only the desk sees this page.")).to_be_visible()
