from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from newsroom.editing.models import PreviewLink, Proposal
from newsroom.editing.releases import reviewing
from newsroom.publication.models import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.news.models import NewsItem

LIST = "/admin/news/newsitem/"


@pytest.fixture
def four(make_news_item: Callable[..., NewsItem], writer: User) -> None:
    """Make an item in each of the conditions that a list tells of, and one in none."""
    asked = make_news_item(headline="Asked", published_at=None)
    reviewing.ask(asked, writer)
    changed = make_news_item(headline="To be changed")
    Proposal.objects.create(publication=changed, base={}, proposed={}, proposed_by=writer)
    taken_back = make_news_item(headline="Taken back", published_at=None)
    again = make_news_item(headline="Public again")
    for item in (taken_back, again):
        Withdrawal.objects.create(
            desk="news",
            publication_key=item.pk,
            slug=item.slug,
            label=item.label,
            date=item.date,
            way="gone",
        )
    make_news_item(headline="A draft", published_at=None)


def rows(page: str) -> dict[str, str]:
    """Return what the list tells of the state of each publication, by its headline."""
    found = re.findall(r'field-label"><a[^>]*>(.*?)</a>.*?field-state">(.*?)</td>', page, re.DOTALL)
    return {label: " ".join(re.sub("<[^>]+>", " ", state).split()) for label, state in found}


@pytest.mark.usefixtures("four")
def test_a_list_tells_what_waits_and_what_was_withdrawn(desk: Client) -> None:
    assert rows(desk.get(LIST).text) == {
        "Asked": "Draft waits for review",
        "To be changed": "Public a change is proposed",
        "Taken back": "Draft withdrawn",
        "Public again": "Public",
        "A draft": "Draft",
    }


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("review", ["Asked"]),
        ("proposal", ["To be changed"]),
        ("withdrawn", ["Taken back"]),
    ],
)
def test_a_list_is_narrowed_to_what_waits(desk: Client, chosen: str, shown: list[str]) -> None:
    assert list(rows(desk.get(f"{LIST}?waits={chosen}").text)) == shown


@pytest.mark.usefixtures("four")
def test_a_forged_choice_narrows_nothing(desk: Client) -> None:
    assert len(rows(desk.get(f"{LIST}?waits=nonsense").text)) == 5


def test_what_is_deleted_and_recovered_is_shown_to_nobody_by_an_old_link(
    desk: Client, editor: User, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(published_at=None)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    PreviewLink.objects.create(publication=item, made_by=editor, expires_at=tomorrow)

    desk.post(f"{LIST}{item.pk}/delete/", {"post": "yes"})

    assert not type(item).objects.exists()
    assert PreviewLink.objects.get().revoked_at


def test_a_nul_in_the_address_of_a_list_is_no_error_of_ours(admin_client: Client) -> None:
    for address in (LIST, "/admin/interviews/interview/", "/admin/editing/publishlogentry/"):
        for name in ("headline__exact", "act__exact", "label__contains", "state"):
            assert admin_client.get(address, {name: "a\0b"}).status_code == 400


ASKED_BY_NO_LIST = (
    "slug__regex=(((",
    "headline__iregex=[",
    "lead__contains=a",
    "id__in=1,99999999999999999999999",
    "date__year=99999999999",
    "made_at__year=99999999999",
    "looked_at__year=99999999999",
)


@pytest.mark.parametrize("question", ASKED_BY_NO_LIST)
def test_what_no_list_offers_is_no_error_of_ours(
    admin_client: Client, make_news_item: Callable[..., NewsItem], question: str
) -> None:
    make_news_item(headline="Something")
    for name in ("news/newsitem", "editing/publishlogentry", "fixtures/import"):
        assert admin_client.get(f"/admin/{name}/?{question}").status_code in {200, 302, 400}


def test_the_filters_of_a_list_are_taken(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(lead="In April.", date=datetime.date(2024, 4, 24))
    make_news_item(lead="In May.", date=datetime.date(2024, 5, 1))
    address = f"{LIST}?date__gte=2024-05-01&date__lt=2024-06-01"
    assert list(rows(desk.get(address).text)) == ["In May."]
