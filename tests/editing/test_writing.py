"""The preview of a text that is being written, and what the forms need for their tools."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from newsroom.editing.writing import LONGEST_PREVIEWED, Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

NEWS, INTERVIEWS = "/admin/news/newsitem/as-read/", "/admin/interviews/interview/as-read/"


@pytest.mark.parametrize("address", [NEWS, INTERVIEWS])
def test_a_text_is_rendered_as_readers_will_see_it(desk: Client, address: str) -> None:
    answer = desk.post(address, {"text": "A **bold** word.\n\n- one\n- two"})

    expected = "<p>A <strong>bold</strong> word.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    assert answer.status_code == 200
    assert answer.json() == {"html": expected}
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_no_text_is_too_strange(desk: Client, text: str | bytes) -> None:
    answer = desk.post(NEWS, {"text": text})

    assert answer.status_code == 200
    assert "<script" not in answer.json()["html"]
    assert 'href="javascript' not in answer.json()["html"]


def test_a_text_of_any_length_is_answered(desk: Client) -> None:
    longest = desk.post(NEWS, {"text": "word " * (LONGEST_PREVIEWED // 5)})
    longer = desk.post(NEWS, {"text": "w" * (LONGEST_PREVIEWED + 1)})

    assert longest.status_code == 200
    assert longer.status_code == 413
    assert "200000 characters" in longer.json()["wrong"]


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_only_a_text_that_is_sent_is_rendered(desk: Client, method: str) -> None:
    answer = getattr(desk, method)(NEWS)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"


def test_a_stranger_is_sent_to_the_door(client: Client, db: None) -> None:
    answer = client.post(NEWS, {"text": "A word."})

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        ([], 403),
        (["view_interview", "change_interview", "add_interview"], 403),
        (["view_newsitem"], 200),
        (["add_newsitem"], 200),
        (["change_newsitem"], 200),
        (["publish_newsitem"], 403),
    ],
)
def test_it_takes_a_right_at_this_desk(db: None, rights: list[str], status: int) -> None:
    user = User.objects.create_user("someone", password="a good password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)

    assert client.post(NEWS, {"text": "A word."}).status_code == status


def test_a_post_from_another_site_is_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(NEWS, {"text": "A word."}).status_code == 403


def test_the_long_texts_of_a_news_item_are_written_with_tools(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    html = desk.get(f"/admin/news/newsitem/{make_news_item().pk}/change/").content.decode()

    assert html.count("data-writing") == 2
    assert f'data-preview="{NEWS}"' in html
    assert html.count('id="writing-tools-template"') == 1


def test_the_long_texts_of_an_interview_and_its_exchanges_are_written_with_tools(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    page = desk.get(f"/admin/interviews/interview/{make_interview(2).pk}/change/")
    html = page.content.decode()

    # Lead and preamble; question and answer of both exchanges and of the row to be added.
    assert html.count("data-writing") == 2 + 2 * 3
    assert f'data-preview="{INTERVIEWS}"' in html


def test_asterisks_are_explained_only_where_no_toolbar_is(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    html = desk.get("/admin/news/newsitem/add/").content.decode()

    before, _noscript, after = html.partition("<noscript>")
    explained, _end, after = after.partition("</noscript>")
    assert "*Asterisks* emphasise" in explained
    assert "sterisks" not in before + after


def test_every_file_of_the_tools_is_there() -> None:
    media: Any = Writing().media

    addresses = re.findall('(?:src|href)="/static/([^"]+)"', media.render())
    assert [name for name in addresses if not finders.find(name)] == []
    assert len(addresses) == len(media._js) + len(media._css["all"])
    assert finders.find("editing/vendor/turndown-7.2.5.LICENSE")
