"""The tools with which texts are written, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from newsroom.publication.markup import plain, render
from tests.browser.axe import faults
from tests.browser.clipboard import HARMFUL, PASTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

pytestmark = pytest.mark.browser

NEWS = "/admin/news/newsitem/"
INTERVIEWS = "/admin/interviews/interview/"


@pytest.fixture
def body(desk_page: Page) -> Locator:
    """The empty body of a new news item, with the caret in it."""
    desk_page.goto(f"{NEWS}add/")
    body = desk_page.locator("#id_body")
    body.focus()
    return body


def write(field: Locator, text: str) -> None:
    """Fill the field; what stands in square brackets is selected, `[]` is the caret."""
    start, end = text.index("["), text.index("]") - 1
    field.fill(bare(text))
    field.evaluate("(it, ends) => it.setSelectionRange(...ends)", [start, end])


def bare(text: str) -> str:
    return text.replace("[", "", 1).replace("]", "", 1)


def written(field: Locator) -> str:
    """Return the text of the field with its selection in square brackets."""
    text: str = field.evaluate(
        """it => it.value.slice(0, it.selectionStart) + "["
            + it.value.slice(it.selectionStart, it.selectionEnd) + "]"
            + it.value.slice(it.selectionEnd)"""
    )
    return text


def tool(field: Locator, name: str) -> Locator:
    return field.locator("..").get_by_role("button", name=name, exact=True)


def paste(field: Locator, html: str, text: str = "") -> bool:
    """Paste as a person does; return whether the browser is left to paste the plain text."""
    is_left: bool = field.evaluate(
        """(it, [html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            it.focus();
            return it.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [html, text],
    )
    return is_left


# --- The buttons and the keys ---------------------------------------------------------------


MARKED = [
    ("Bold", "One [word] more", "One **[word]** more"),
    ("Bold", "One **[word]** more", "One [word] more"),
    ("Bold", "One wo[]rd more", "One **wo[]rd** more"),
    ("Bold", "**All [of] it**", "**All** [of] **it**"),
    ("Bold", "a [**b** c] d", "a **[b c]** d"),
    ("Bold", "[one\n\ntwo]", "**[one**\n\n**two]**"),
    ("Bold", "[]", "**[]**"),
    ("Italic", "a **[b]** c", "a ***[b]*** c"),
    ("Italic", "2 * 3 [= 6]", "2 * 3 *[= 6]*"),
    ("List", "[one\n\ntwo]", "[- one\n- two]"),
    ("List", "[- one\n- two]", "[one\n\ntwo]"),
    ("List", "a\nb[]\nc", "a\n\n- b[]\n\nc"),
    ("Numbered list", "[one\ntwo]", "[1. one\n2. two]"),
    ("Numbered list", "[- one\n- two]", "[1. one\n2. two]"),
    ("Quotation", "[one\n\ntwo]\n\nthree", "[> one\n>\n> two]\n\nthree"),
    ("Quotation", "[> one\n>\n> two]", "[one\n\ntwo]"),
]
"""A button, what is written and selected before it is pressed, and what after it."""


def test_a_button_marks_what_is_selected_and_undo_takes_it_back(body: Locator) -> None:
    for name, before, after in MARKED:
        write(body, before)
        tool(body, name).click()
        assert written(body) == after
        expect(body).to_be_focused()
        body.press("Control+z")
        assert body.input_value() == bare(before)
        body.press("Control+Shift+z")
        assert body.input_value() == bare(after)


def test_the_keys_do_what_the_buttons_do_and_are_named_by_them(body: Locator) -> None:
    expect(tool(body, "Bold")).to_have_attribute("title", "Bold (Ctrl+B)")
    expect(tool(body, "Link")).to_have_attribute("aria-keyshortcuts", "Control+K")
    write(body, "A [bold] word")
    body.press("Control+b")
    body.press("Control+i")
    assert body.input_value() == "A ***bold*** word"
    body.press("Control+b")
    body.press("Control+i")
    assert written(body) == "A [bold] word"


def test_the_keys_are_known_by_their_place_where_the_letters_are_cyrillic(body: Locator) -> None:
    write(body, "[слово]")
    body.evaluate(
        """it => it.dispatchEvent(new KeyboardEvent("keydown", {
            key: "и", code: "KeyB", ctrlKey: true, bubbles: true, cancelable: true }))"""
    )
    assert body.input_value() == "**слово**"


CONTINUED = [
    ("- one[]", "- one\n- []"),
    ("- one\n- []", "- one\n\n[]"),
    ("1. one[]\n2. two", "1. one\n2. []\n3. two"),
    ("9. ni[]ne", "9. ni\n10. []ne"),
    ("> said[]", "> said\n>\n> []"),
    ("> said\n>\n> []", "> said\n\n[]"),
    ("no list[]", "no list\n[]"),
]
"""What is written when Enter is pressed, and what then."""


def test_enter_goes_on_with_a_list_and_ends_it_on_an_empty_item(body: Locator) -> None:
    for before, after in CONTINUED:
        write(body, before)
        body.press("Enter")
        assert written(body) == after


def test_the_toolbar_is_one_stop_of_the_tab_key_and_arrows_lead_through_it(
    body: Locator, desk_page: Page
) -> None:
    write(body, "a [word]")
    body.press("Shift+Tab")
    expect(tool(body, "Bold")).to_be_focused()
    for key, name in [
        ("ArrowRight", "Italic"),
        ("End", "Preview"),
        ("ArrowRight", "Bold"),
        ("ArrowLeft", "Preview"),
        ("Home", "Bold"),
    ]:
        desk_page.keyboard.press(key)
        expect(tool(body, name)).to_be_focused()
    desk_page.keyboard.press("Enter")
    assert written(body) == "a **[word]**"
    toolbar = body.locator("..").get_by_role("toolbar")
    expect(toolbar).to_have_accessible_name("Tools")
    expect(toolbar).to_have_accessible_description("Body:")
    expect(toolbar.locator("button:not([tabindex='-1'])")).to_have_count(1)


# --- Links ----------------------------------------------------------------------------------


def test_a_link_is_set_changed_and_removed(body: Locator, desk_page: Page) -> None:
    dialog = desk_page.get_by_role("dialog", name="Link")
    address = dialog.get_by_label("Address")
    write(body, "Read [the report] here")
    body.press("Control+k")
    expect(address).to_be_focused()
    expect(dialog.get_by_label("Words")).to_have_value("the report")
    expect(dialog.get_by_role("button", name="Remove the link")).to_be_hidden()
    for wrong in ["javascript:alert(1)", "/admin/", "report", "ftp://example.org/", "https://"]:
        address.fill(wrong)
        address.press("Enter")
        expect(dialog.get_by_role("alert")).to_contain_text("This address leads nowhere.")
        expect(address).to_be_focused()
    address.fill("www.example.org/a (b)")
    address.press("Enter")
    link = "[the report](https://www.example.org/a%20%28b%29)"
    expect(body).to_have_value(f"Read {link} here")
    expect(body).to_be_focused()
    assert "href=" in render(body.input_value())

    body.evaluate("it => it.setSelectionRange(8, 8)")
    tool(body, "Link").click()
    expect(address).to_have_value("https://www.example.org/a%20%28b%29")
    address.fill("press@example.org")
    dialog.get_by_role("button", name="Set the link").click()
    expect(body).to_have_value("Read [the report](mailto:press@example.org) here")

    body.evaluate("it => it.setSelectionRange(8, 8)")
    tool(body, "Link").click()
    dialog.get_by_role("button", name="Remove the link").click()
    expect(body).to_have_value("Read the report here")
    body.press("Control+z")
    expect(body).to_have_value("Read [the report](mailto:press@example.org) here")


def test_a_link_that_is_not_set_changes_nothing(body: Locator, desk_page: Page) -> None:
    write(body, "Read [the report] here")
    body.press("Control+k")
    desk_page.get_by_role("dialog").get_by_label("Address").fill("https://example.org/")
    desk_page.keyboard.press("Escape")
    expect(body).to_be_focused()
    assert written(body) == "Read [the report] here"


def test_a_link_without_words_shows_its_address(body: Locator, desk_page: Page) -> None:
    write(body, "See []")
    body.press("Control+k")
    dialog = desk_page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_label("Words")).to_be_focused()
    dialog.get_by_label("Address").fill("https://example.org/")
    dialog.get_by_label("Address").press("Enter")
    expect(body).to_have_value("See <https://example.org/>")


# --- The preview ----------------------------------------------------------------------------


def test_a_text_is_shown_as_readers_will_see_it_and_written_on(
    body: Locator, desk_page: Page
) -> None:
    body.fill("A **bold** word and [a link](https://example.org/).\n\n- one\n- two")
    tool(body, "Preview").click()
    shown = desk_page.get_by_role("region", name="As readers will see it: Body")
    expect(shown.locator("strong")).to_have_text("bold")
    expect(shown.locator("li")).to_have_count(2)
    expect(shown.locator("a")).to_have_attribute("target", "_blank")
    expect(body).to_be_hidden()
    expect(tool(body, "Preview")).to_have_attribute("aria-pressed", "true")
    expect(tool(body, "Bold")).to_be_disabled()

    tool(body, "Preview").click()
    expect(body).to_be_focused()
    expect(shown).to_have_count(0)
    expect(tool(body, "Bold")).to_be_enabled()


def test_a_text_is_saved_while_it_is_shown(
    desk_page: Page, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    desk_page.goto(f"{NEWS}{item.pk}/change/")
    lead = desk_page.locator("#id_lead")
    lead.fill("A newer lead.")
    tool(lead, "Preview").click()
    expect(desk_page.get_by_role("region", name="As readers will see it")).to_be_visible()
    desk_page.get_by_role("button", name="Save and continue editing").click()
    expect(desk_page.locator(".messagelist .success")).to_be_visible()
    item.refresh_from_db()
    assert item.lead == "A newer lead."


def test_who_is_signed_out_meanwhile_keeps_the_text(body: Locator, desk_page: Page) -> None:
    body.fill("Words that must not be lost.")
    desk_page.context.clear_cookies(name="sessionid")
    tool(body, "Preview").click()
    expect(desk_page.locator(".as-read")).to_contain_text("you may have been signed out")
    tool(body, "Preview").click()
    expect(body).to_have_value("Words that must not be lost.")


# --- What is pasted -------------------------------------------------------------------------


def test_what_is_pasted_keeps_its_form_and_loses_the_rest(body: Locator) -> None:
    found = {}
    for source, (html, _expected) in PASTED.items():
        assert not paste(body, html, "the plain text")
        found[source] = body.input_value()
        body.press("Control+z")
        expect(body).to_have_value("")

    assert found == {source: expected for source, (_html, expected) in PASTED.items()}
    assert body.page.evaluate("typeof window.hacked") == "undefined"


def test_nothing_that_is_pasted_runs_or_asks_a_foreign_site(body: Locator) -> None:
    for html in HARMFUL:
        body.fill("")
        paste(body, html, "words")
        assert body.input_value() == "words"
    # A link, had one come through, would be followed from the preview.
    body.fill("")
    paste(body, "".join(HARMFUL), "words")
    tool(body, "Preview").click()
    expect(body.page.locator(".as-read")).to_contain_text("words")
    expect(body.page.locator(".as-read a")).to_have_count(0)
    assert body.page.evaluate("typeof window.hacked") == "undefined"


def test_plain_text_is_pasted_as_it_is(body: Locator) -> None:
    assert paste(body, "", "1. *as* [it](is) _")
    assert body.input_value() == ""


def test_a_code_editor_gives_its_text_as_it_is(body: Locator) -> None:
    html = "<div style='font-family: monospace; white-space: pre;'><div>a *b*</div></div>"
    assert paste(body, html, "a *b*")


def test_paragraphs_that_are_pasted_into_a_sentence_stand_by_themselves(body: Locator) -> None:
    write(body, "Before [gone] after")
    paste(body, "<ul><li>one</li></ul><p>two</p>")
    assert written(body) == "Before \n\n- one\n\ntwo\n\n[] after"

    write(body, "Before [gone] after")
    paste(body, "<b>some</b> words", "some words")
    assert written(body) == "Before **some** words[] after"


SIGNS = ["*", "_", "**", "\\", "[", "]", "(", ")", "<", ">", "&", "`", "#", "!", "~", "-", "+"]


def test_every_sign_that_is_pasted_is_read_as_itself(body: Locator) -> None:
    pieces = [*SIGNS, "a", "слово", " ", "1.", "2)", ".", "&amp;", "https://a.b/_c_", "a@b.org"]
    texts = body.evaluate(
        """(it, pieces) => {
            let seed = 24;
            const next = () => (seed = (seed * 16807) % 2147483647);
            const one = () => Array.from({ length: 1 + (next() % 9) },
                () => pieces[next() % pieces.length]).join("");
            return Array.from({ length: 600 }, one).filter((text) => text.trim());
        }""",
        pieces,
    )
    read = body.evaluate(
        """(it, texts) => texts.map((text) => {
            const made = ["p", "b", "i", "a"].map((name) => document.createElement(name));
            const [p, b, i, a] = made;
            p.textContent = b.textContent = i.textContent = a.textContent = text;
            a.href = "https://example.org/";
            return made.map((it) => pasting.markdown(it.outerHTML));
        })""",
        texts,
    )
    wrong = [
        (text, it)
        for text, forms in zip(texts, read, strict=True)
        for it in forms
        if plain(it) != " ".join(text.split())
    ]

    assert len(texts) > 500
    assert wrong == []


def test_the_clipboard_of_the_browser_is_pasted_with_and_without_its_form(
    body: Locator, desk_page: Page
) -> None:
    desk_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk_page.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob(["<p>a <b>bold</b> word</p>"], { type: "text/html" }),
            "text/plain": new Blob(["a bold word"], { type: "text/plain" }),
        })])"""
    )
    body.press("Control+v")
    expect(body).to_have_value("a **bold** word")
    body.fill("")
    body.press("Control+Shift+v")
    expect(body).to_have_value("a bold word")


# --- Pages ----------------------------------------------------------------------------------


def test_an_exchange_that_is_added_has_its_tools(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(1)
    desk_page.goto(f"{INTERVIEWS}{interview.pk}/change/")
    desk_page.get_by_role("button", name="Add another Exchange").click()
    question = desk_page.locator("#id_exchanges-1-question")
    write(question, "[Why?]")
    tool(question, "Italic").click()
    expect(question).to_have_value("*Why?*")
    expect(
        desk_page.locator("#id_exchanges-0-question").locator("..").get_by_role("toolbar")
    ).to_have_count(1)


def test_242_exchanges_get_their_tools_when_they_are_entered(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(242)
    desk_page.goto(f"{INTERVIEWS}{interview.pk}/change/")
    expect(desk_page.get_by_role("toolbar")).to_have_count(2)
    answer = desk_page.locator("#id_exchanges-120-answer")
    answer.scroll_into_view_if_needed()
    before = answer.bounding_box()
    answer.click()
    after = answer.bounding_box()

    expect(desk_page.get_by_role("toolbar")).to_have_count(3)
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1
    write(answer, "[Answer]")
    tool(answer, "Bold").click()
    expect(answer).to_have_value("**Answer**")


def test_a_long_document_is_pasted_and_taken_back(body: Locator) -> None:
    write(body, "Before.[]")
    paste(body, "<p>A sentence with <b>bold</b> words, one of many.</p>" * 1500)
    assert body.input_value().startswith("Before.\n\nA sentence with **bold** words")
    assert body.input_value().count("**bold**") == 1500

    body.press("Control+z")
    assert written(body) == "Before.[]"


def test_without_scripts_it_is_a_plain_textarea(
    new_desk: Callable[..., Page], make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    page = new_desk(java_script_enabled=False)
    page.goto(f"{NEWS}{item.pk}/change/")
    expect(page.get_by_role("toolbar")).to_have_count(0)
    page.locator("#id_lead").fill("A *newer* lead.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    item.refresh_from_db()
    assert item.lead == "A *newer* lead."


def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    desk_page: Page, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(2)
    desk_page.goto(f"{INTERVIEWS}{interview.pk}/change/")
    lead = desk_page.locator("#id_lead")
    lead.fill("A **bold** lead with [a link](https://example.org/).\n\n- one\n\n> two\n\n1. three")
    found = faults(desk_page)
    tool(lead, "Preview").click()
    expect(desk_page.locator(".as-read blockquote")).to_be_visible()
    desk_page.locator("#id_exchanges-1-question").focus()
    tool(desk_page.locator("#id_exchanges-1-question"), "Preview").click()
    expect(desk_page.locator(".as-read.question")).to_be_visible()
    found += faults(desk_page)
    desk_page.locator("#id_exchanges-0-answer").press("Control+k")
    dialog = desk_page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Address").press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    found += faults(desk_page)

    assert found == []
    desk_page.set_viewport_size({"width": 360, "height": 800})
    assert desk_page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    desk_page.keyboard.press("Escape")
    bar = tool(lead, "Preview").bounding_box()
    first = tool(lead, "Bold").bounding_box()
    assert bar
    assert first
    assert bar["y"] == first["y"]
