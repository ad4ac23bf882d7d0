"""The desk of either kind of publication."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview

LIST = "/admin/news/newsitem/"


def add(desk: Client, **fields: str) -> NewsItem:
    """Fill in the form of a new item as an editor would, and save it."""
    form = {"date": "24.04.2024", "headline": "", "lead": "", "body": "", "slug": ""}
    response = desk.post(f"{LIST}add/", form | fields)
    assert response.status_code == 302, response.context["errors"]
    return NewsItem.objects.latest("pk")


def test_an_item_of_a_date_and_a_paragraph_is_a_draft_with_an_address(desk: Client) -> None:
    item = add(desk, lead="Consultations took place in Moscow.")

    assert item.date == datetime.date(2024, 4, 24)
    assert item.slug == "consultations-took-place-in-moscow"
    assert item.published_at is None


def test_the_same_headline_every_week_is_no_mistake(desk: Client) -> None:
    slugs = [add(desk, headline="Briefing", slug="briefing").slug for _week in range(3)]

    assert slugs == ["briefing", "briefing-2", "briefing-3"]


def test_an_address_chosen_by_hand_must_be_free(desk: Client) -> None:
    add(desk, headline="Briefing", slug="chosen")
    response = desk.post(f"{LIST}add/", {"date": "24.04.2024", "lead": "x", "slug": "chosen"})

    assert "already exists" in response.content.decode()


def test_an_empty_item_is_refused_in_words(desk: Client) -> None:
    response = desk.post(f"{LIST}add/", {"date": "24.04.2024"})

    assert "Write a headline or a lead." in response.content.decode()
    assert not NewsItem.objects.exists()


def test_the_list_tells_state_date_and_label(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    moment = datetime.datetime(2199, 1, 2, 10, tzinfo=datetime.UTC)
    make_news_item(lead="Lead of a scheduled item", published_at=moment)
    html = desk.get(LIST).content.decode()

    assert "Lead of a scheduled item" in html
    assert "24.04.2024" in html
    assert "Scheduled" in html
    assert "02.01.2199, 10:00 UTC" in html


@pytest.mark.parametrize(
    ("state", "shown"),
    [("draft", {"D"}), ("scheduled", {"S"}), ("public", {"P"}), ("nonsense", {"D", "S", "P"})],
)
def test_the_list_is_filtered_by_state(
    desk: Client,
    make_news_item: Callable[..., NewsItem],
    tomorrow: datetime.datetime,
    state: str,
    shown: set[str],
) -> None:
    make_news_item(headline="D", published_at=None)
    make_news_item(headline="S", published_at=tomorrow)
    make_news_item(headline="P")
    found = desk.get(f"{LIST}?state={state}").context["cl"].result_list

    assert {item.headline for item in found} == shown


def test_the_list_is_searched(desk: Client, make_news_item: Callable[..., NewsItem]) -> None:
    make_news_item(body="Something about Minsk")
    make_news_item(body="Nothing")

    assert len(desk.get(f"{LIST}?q=Minsk").context["cl"].result_list) == 1


@pytest.mark.parametrize("words", ["x" * 60_000, "word " * 1_500, "\x00", '"', "%_\\"])
def test_any_search_at_the_desk_gets_an_answer(
    desk: Client, make_news_item: Callable[..., NewsItem], words: str
) -> None:
    make_news_item()

    assert desk.get(LIST, {"q": words}).status_code == 200


def test_view_on_site_leads_to_the_page_of_a_draft(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    draft = make_news_item(published_at=None)
    html = desk.get(f"{LIST}{draft.pk}/change/").content.decode()

    assert f'href="{draft.get_absolute_url()}"' in html
    assert desk.get(draft.get_absolute_url()).status_code == 200


def test_every_field_of_the_form_is_explained(desk: Client) -> None:
    for address in (LIST, "/admin/interviews/interview/"):
        form = desk.get(f"{address}add/").context["adminform"].form
        assert [name for name, field in form.fields.items() if not field.help_text] == []


def test_the_desk_costs_a_constant_number_of_queries(
    desk: Client,
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(30):
        make_news_item()
        make_interview()
    for address in (LIST, "/admin/interviews/interview/"):
        with django_assert_max_num_queries(9):
            desk.get(address)


@pytest.mark.parametrize("typed", ["москва", "МОСК", "визит москва", '"визит в моск"'])
def test_the_desk_finds_words_by_their_beginning_in_any_case_and_state(
    desk: Client, make_news_item: Callable[..., NewsItem], typed: str
) -> None:
    make_news_item(headline="Визит в Москву", lead="Москва", published_at=None)
    make_news_item(headline="Other")

    page = desk.get("/admin/news/newsitem/", {"q": typed}).content.decode()
    assert "Визит в Москву" in page
    assert "Other" not in page


def test_a_search_at_the_desk_that_has_no_words_finds_nothing(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(headline="Some item")
    assert "Some item" not in desk.get("/admin/news/newsitem/", {"q": "*"}).content.decode()
