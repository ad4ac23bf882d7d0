"""What a withdrawn publication answers, and that nothing of it shows but what readers are told."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.news.models import NewsItem
from newsroom.publication.models import Withdrawal
from newsroom.publication.no_longer import LONGEST, is_fit
from tests.test_leaks import crawl

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview

CANARY = "canary5b1e"
ADDRESS = "/news/2024/04/24/a/"
WITHDRAWN_AT = datetime.datetime(2024, 4, 25, 7, 20, tzinfo=datetime.UTC)


def withdraw(publication: Any, way: str, **told: Any) -> None:
    """Take a publication back as the desk does."""
    Withdrawal.objects.update_or_create(
        desk=publication.desk(),
        publication_key=publication.pk,
        defaults={
            "slug": publication.slug,
            "label": publication.label,
            "date": publication.date,
            "way": way,
            "withdrawn_at": WITHDRAWN_AT,
            **told,
        },
    )
    type(publication)._default_manager.filter(pk=publication.pk).update(published_at=None)


@pytest.fixture
def item(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(slug="a", headline="Talks in Minsk", lead="They begin today.")


def test_a_page_says_what_was_withdrawn_when_and_why(client: Client, item: NewsItem) -> None:
    withdraw(item, "told", reason="It named *another* date.")
    answer = client.get(ADDRESS)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in page
    for words in ("Talks in Minsk", "24.04.2024", "Withdrawn on 25.04.2024, 07:20 UTC."):
        assert words in page
    assert "It named <em>another</em> date." in page
    assert "They begin today." not in page
    assert "application/ld+json" not in page


def test_what_is_gone_for_good_says_so_and_nothing_else(client: Client, item: NewsItem) -> None:
    withdraw(item, "gone", reason="Not for readers.")
    answer = client.get(ADDRESS)
    page = answer.content.decode()

    assert answer.status_code == 410
    assert '<meta name="robots" content="noindex">' in page
    for words in ("Talks", "24.04.2024", "Not for readers."):
        assert words not in page


@pytest.mark.parametrize("elsewhere", ["/archive/", "https://example.org/b?c=d#e"])
def test_readers_are_led_elsewhere_for_the_time_being(
    client: Client, item: NewsItem, elsewhere: str
) -> None:
    withdraw(item, "elsewhere", elsewhere=elsewhere)
    answer = client.get(ADDRESS)

    assert answer.status_code == 302
    assert answer.headers["Location"] == elsewhere


@pytest.mark.parametrize(
    "elsewhere",
    ["", "//example.org/", "/\\example.org/", "http://example.org/", "javascript:alert(1)", "a"],
)
def test_readers_are_never_led_by_an_address_that_does_not_fit(
    client: Client, item: NewsItem, elsewhere: str
) -> None:
    withdraw(item, "elsewhere", elsewhere=elsewhere)
    answer = client.get(ADDRESS)

    assert answer.status_code == 200
    assert "Withdrawn on" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://",
        "https://[::1",
        "https://user@example.org/",
        "https://example.org/a b",
        "https://example.org/\n",
        "/" + "a" * LONGEST,
    ],
)
def test_an_address_that_a_browser_might_read_otherwise_does_not_fit(address: str) -> None:
    assert not is_fit(address)


def test_two_pages_that_lead_to_each_other_send_nobody_to_and_fro(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    other = make_news_item(slug="b")
    withdraw(item, "elsewhere", elsewhere=other.get_absolute_url())
    withdraw(other, "elsewhere", elsewhere=f"http://testserver{ADDRESS}")
    Withdrawal.objects.filter(slug="b").update(elsewhere="/news/2024/04/24/a.json?x=y")

    for address in (ADDRESS, other.get_absolute_url()):
        assert client.get(address).status_code == 200


def test_a_chain_of_pages_that_lead_on_is_followed_to_its_end(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    others = [make_news_item(slug=slug) for slug in "bcd"]
    for one, following in zip([item, *others[:2]], others, strict=True):
        withdraw(one, "elsewhere", elsewhere=following.get_absolute_url())

    assert client.get(ADDRESS).headers["Location"] == "/news/2024/04/24/d/"


def test_machines_are_told_by_the_status(client: Client, item: NewsItem) -> None:
    withdraw(item, "told", reason="It named *another* date.")
    answer = client.get("/news/2024/04/24/a.json")

    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "title": "Gone",
        "status": 410,
        "detail": "“Talks in Minsk” was withdrawn on 25.04.2024, 07:20 UTC. It named another date.",
    }
    answer = client.get("/news/2024/04/24/a.md")
    assert answer.status_code == 410
    assert "It named another date." in answer.content.decode()


def test_a_machine_learns_nothing_of_what_is_gone_for_good(client: Client, item: NewsItem) -> None:
    withdraw(item, "gone", reason="Not for readers.")

    told = client.get("/news/2024/04/24/a.json").content.decode()
    assert "Talks" not in told
    assert "Not for readers." not in told


def test_the_page_of_an_exchange_answers_as_its_interview_does(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(slug="a", headline="On the talks")
    address = interview.exchanges.all()[0].get_page_url()
    withdraw(interview, "told", reason="It was misheard.")
    answer = client.get(address)

    assert answer.status_code == 200
    assert "It was misheard." in answer.content.decode()
    assert "Question 1?" not in answer.content.decode()
    withdraw(interview, "gone")
    assert client.get(address).status_code == 410


def test_a_notice_is_found_under_every_address_that_readers_knew(
    client: Client, item: NewsItem
) -> None:
    for slug in ("b", "c"):
        NewsItem.objects.filter(pk=item.pk).update(slug=slug)
    item.refresh_from_db()
    withdraw(item, "told", reason="Wrong.")

    for slug in "abc":
        assert "Wrong." in client.get(f"/news/2024/04/24/{slug}/").content.decode()


def test_what_is_rewritten_after_a_withdrawal_shows_nowhere(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(date=datetime.date(2024, 4, 23))
    withdraw(item, "told", reason="Wrong.")
    before, page = crawl(Client()), client.get(ADDRESS)
    new = dict.fromkeys(("slug", "headline", "lead", "body"), CANARY)
    NewsItem.objects.filter(pk=item.pk).update(date=datetime.date(2024, 4, 26), **new)

    assert crawl(Client()) == before
    assert client.get(ADDRESS).content == page.content
    for address in (f"/news/2024/04/26/{CANARY}/", f"/news/2024/04/26/{CANARY}.json"):
        assert client.get(address).status_code == 404


def test_a_withdrawn_publication_is_in_no_list(
    item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(slug="b")
    NewsItem.objects.filter(pk=item.pk).update(published_at=None)
    as_if_never = crawl(Client())
    withdraw(item, "told", reason="Wrong.")

    assert crawl(Client()) == as_if_never


def test_a_notice_stays_until_the_very_second_of_the_new_release(
    client: Client, item: NewsItem, time_machine: Any
) -> None:
    withdraw(item, "told", reason="Wrong.")
    moment = timezone.now() + datetime.timedelta(hours=1)
    NewsItem.objects.filter(pk=item.pk).update(published_at=moment, lead="Written anew.")

    time_machine.move_to(moment - datetime.timedelta(seconds=1), tick=False)
    assert "Wrong." in client.get(ADDRESS).content.decode()
    time_machine.move_to(moment, tick=False)
    page = client.get(ADDRESS).content.decode()
    assert "Written anew." in page
    assert "Wrong." not in page


def test_a_publication_that_comes_back_elsewhere_is_found_by_its_old_address(
    client: Client, item: NewsItem
) -> None:
    withdraw(item, "gone")
    NewsItem.objects.filter(pk=item.pk).update(slug="b", published_at=timezone.now())

    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/news/2024/04/24/b/")


def test_a_deleted_publication_keeps_answering_by_its_withdrawal(
    client: Client, item: NewsItem
) -> None:
    withdraw(item, "gone")
    NewsItem.objects.filter(pk=item.pk).delete()

    assert client.get(ADDRESS).status_code == 410


def test_the_withdrawal_of_who_had_the_address_last_is_told(
    client: Client, item: NewsItem, make_news_item: Callable[..., NewsItem]
) -> None:
    NewsItem.objects.filter(pk=item.pk).update(slug="b")
    second = make_news_item(slug="a", headline="The second")
    withdraw(second, "told", reason="Wrong.", withdrawn_at=timezone.now())

    assert "The second" in client.get(ADDRESS).content.decode()


def test_the_desk_sees_its_draft_and_no_notice(desk: Client, item: NewsItem) -> None:
    withdraw(item, "told", reason="Wrong.")
    page = desk.get(ADDRESS).content.decode()

    assert "They begin today." in page
    assert "Wrong." not in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_notice_is_only_there_to_be_read(client: Client, item: NewsItem, method: str) -> None:
    withdraw(item, "told", reason="Wrong.")

    assert getattr(client, method)(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200
