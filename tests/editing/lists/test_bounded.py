from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from newsroom.editing.lists import bounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

LIST, INTERVIEWS = "/admin/news/newsitem/", "/admin/interviews/interview/"
BY_DATE, BY_HEADLINE, BY_STATE, BY_OUTLET, BY_EXCHANGES = 1, 2, 3, 4, 5


@pytest.fixture
def three_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list hold so few that a test can make more."""
    monkeypatch.setattr(bounded, "MOST", 3)


@pytest.fixture
def five(make_news_item: Callable[..., NewsItem]) -> None:
    for headline in "BADCE":
        make_news_item(headline=headline)


def headlines(desk: Client, **asked: Any) -> list[str]:
    found = desk.get(LIST, asked).context["cl"].result_list
    return [item.headline for item in found]


def told(page: str) -> str:
    """Return what is said below the list of how many there are."""
    return " ".join(re.sub("<[^>]+>", " ", page.partition('class="paginator"')[2]).split())


@pytest.mark.usefixtures("five")
def test_a_list_tells_how_many_it_holds(desk: Client) -> None:
    assert "5 news items" in told(desk.get(LIST).text)


@pytest.mark.usefixtures("five", "three_at_most")
def test_a_list_of_everything_is_counted_however_long_it_is(desk: Client) -> None:
    page = desk.get(LIST).text

    assert "5 news items" in told(page)
    assert "These pages hold the first 3." in page


@pytest.mark.usefixtures("five", "three_at_most")
def test_what_is_not_counted_is_told_to_be_more(desk: Client) -> None:
    page = desk.get(LIST, {"state": "public"}).text

    assert "more than 3 news items" in told(page)
    assert "more than 3 found" in page


@pytest.mark.usefixtures("five", "three_at_most")
def test_a_long_list_is_leafed_through_up_to_the_bound(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.editing.admin.PublicationAdmin.list_per_page", 2)

    assert headlines(desk, p=1) + headlines(desk, p=2) == ["B", "A", "D"]
    assert desk.get(LIST, {"p": 3}).status_code == 302


@pytest.mark.usefixtures("five")
def test_a_short_list_is_sorted_by_any_columns(desk: Client) -> None:
    assert headlines(desk, o=BY_HEADLINE) == [*"ABCDE"]
    assert headlines(desk, o=f"{BY_DATE}.-{BY_HEADLINE}") == [*"EDCBA"]


@pytest.mark.usefixtures("five", "three_at_most")
def test_a_long_list_says_that_it_cannot_be_sorted_by_what_no_index_holds(desk: Client) -> None:
    sentence = "More than 3 cannot be sorted like this"

    assert sentence in desk.get(LIST, {"o": BY_HEADLINE}).text
    assert headlines(desk, o=BY_HEADLINE) == headlines(desk)
    assert sentence not in desk.get(LIST, {"o": BY_DATE}).text
    assert sentence not in desk.get(LIST, {"o": f"-{BY_STATE}.{BY_HEADLINE}"}).text
    assert sentence not in desk.get(LIST, {"o": f"{BY_HEADLINE}", "q": "B"}).text


@pytest.mark.usefixtures("three_at_most")
@pytest.mark.parametrize("column", [BY_DATE, BY_STATE, BY_OUTLET])
def test_an_order_that_an_index_holds_is_the_same_backwards(
    desk: Client, make_interview: Callable[..., Interview], column: int
) -> None:
    for outlet in ("A", "B", "A", "C"):
        make_interview(outlet=outlet)
    forwards, backwards = (
        [it.pk for it in desk.get(f"{INTERVIEWS}?o={sign}{column}").context["cl"].result_list]
        for sign in ("", "-")
    )

    assert len(forwards) == len(backwards) == 3
    assert [*forwards, backwards[0]] == [forwards[0], *backwards[::-1]]


def test_interviews_are_sorted_by_their_exchanges(
    desk: Client, make_interview: Callable[..., Interview]
) -> None:
    for exchanges in (2, 0, 3):
        make_interview(exchanges=exchanges)
    found = desk.get(INTERVIEWS, {"o": f"-{BY_EXCHANGES}"}).context["cl"].result_list

    assert [it.exchange_count for it in found] == [3, 2, 0]


@pytest.mark.usefixtures("five", "three_at_most")
def test_a_long_list_is_sorted_by_the_first_column_chosen_and_shows_that(desk: Client) -> None:
    """Django's own links add the new column to those that were chosen before."""
    sorted_by = [
        desk.get(LIST, {"o": order}).context["cl"].get_ordering_field_columns()
        for order in (f"-{BY_STATE}.{BY_DATE}", f"{BY_HEADLINE}.{BY_DATE}")
    ]

    assert sorted_by == [{BY_STATE: "desc"}, {}]


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("forged", ["99", "-99", "x", "1.x", "٣", "0", "-", "9" * 5000])
def test_a_forged_order_sorts_nothing(desk: Client, forged: str) -> None:
    assert sorted(headlines(desk, o=forged)) == [*"ABCDE"]


@pytest.mark.usefixtures("five", "three_at_most")
def test_what_is_not_counted_is_not_chosen_as_a_whole(desk: Client) -> None:
    assert "Click here to select the objects across all pages" not in desk.get(LIST).text


@pytest.mark.usefixtures("five")
def test_all_of_a_list_of_several_pages_can_be_chosen(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.editing.admin.PublicationAdmin.list_per_page", 2)

    assert "Select all 5 news items" in desk.get(LIST).text


@pytest.mark.usefixtures("five")
def test_all_rows_of_a_short_list_are_shown_on_one_page(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.editing.admin.PublicationAdmin.list_per_page", 2)

    assert "Show all" in desk.get(LIST).text
    assert len(headlines(desk, all="")) == 5


@pytest.mark.usefixtures("five", "three_at_most")
def test_an_export_tells_how_much_it_will_be(desk: Client) -> None:
    assert "The file holds 5 news items" in desk.get(f"{LIST}export/").text
    assert "The file holds more than 3 news items" in desk.get(f"{LIST}export/?state=public").text
