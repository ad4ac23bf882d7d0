"""Whoever follows an address that readers knew is led to the present one, and learns no other."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from newsroom.news.models import NewsItem
from newsroom.publication.former_addresses import FormerAddresses
from newsroom.publication.keeping import present
from newsroom.publication.models import FormerAddress, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from interviews.models import Interview

KEPT = FormerAddresses("news", "newsitem")
DAY = "/news/2024/04/24"


def rename(publication: NewsItem | Interview, slug: str, **also: Any) -> None:
    type(publication)._default_manager.filter(pk=publication.pk).update(slug=slug, **also)


def withdrawn(item: NewsItem, **told: Any) -> Withdrawal:
    """Take an item back as the desk does."""
    defaults = {"slug": item.slug, "label": item.label, "date": item.date, "way": "told"}
    made, _new = Withdrawal.objects.update_or_create(
        desk="news", publication_key=item.pk, defaults=defaults | told
    )
    NewsItem.objects.filter(pk=item.pk).update(published_at=None)
    return made


def test_a_former_address_leads_to_the_present_one_for_good(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a"), "b")

    answer = client.get(f"{DAY}/a/?from=/archive/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{DAY}/b/?from=/archive/"


def test_the_oldest_of_many_addresses_leads_straight_to_the_last(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(slug="a")
    for slug in ("b", "c", "d"):
        rename(item, slug)

    for slug in ("a", "b", "c"):
        assert client.get(f"{DAY}/{slug}/").headers["Location"] == f"{DAY}/d/"


def test_a_former_address_with_another_date_leads_on_in_one_step(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a"), "b", date=datetime.date(2024, 5, 2))

    assert client.get(f"{DAY}/a/").headers["Location"] == "/news/2024/05/02/b/"


def test_an_address_that_is_taken_up_again_is_no_longer_left(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(slug="a")
    for slug in ("b", "a"):
        rename(item, slug)

    assert client.get(f"{DAY}/a/").status_code == 200
    assert client.get(f"{DAY}/b/").headers["Location"] == f"{DAY}/a/"


def test_exchanges_and_other_forms_are_found_by_a_former_address(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    rename(make_interview(slug="a"), "b")
    day = "/interviews/2024/03/12"

    for suffix in ("/", ".json", ".md", "/q1/"):
        answer = client.get(f"{day}/a{suffix}", follow=True)
        assert answer.redirect_chain == [(f"{day}/b{suffix}", 301)]
        assert answer.status_code == 200


def test_a_browser_does_not_keep_for_ever_where_a_former_address_leads(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a"), "b")

    assert client.get(f"{DAY}/a/").headers["Cache-Control"] == "max-age=300, public"


def test_an_exchange_that_never_was_is_not_looked_for_under_its_own_address(
    client: Client, make_interview: Callable[..., Interview]
) -> None:
    interview = make_interview(slug="a")
    for slug in ("b", "a"):
        rename(interview, slug)

    assert client.get("/interviews/2024/03/12/a/nothing/").status_code == 404


def test_sql_by_hand_leaves_the_former_address_as_well(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    make_news_item(slug="a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_newsitem SET slug = 'b' WHERE slug = 'a'")

    assert client.get(f"{DAY}/a/").headers["Location"] == f"{DAY}/b/"


def test_the_address_of_a_draft_that_nobody_ever_saw_is_not_kept(
    make_news_item: Callable[..., NewsItem],
) -> None:
    rename(make_news_item(slug="a", published_at=None), "b")

    assert not FormerAddress.objects.exists()


@pytest.mark.parametrize("moment", ["draft", "scheduled"])
def test_what_is_not_visible_answers_under_a_former_address_as_if_it_had_never_been(
    client: Client,
    make_news_item: Callable[..., NewsItem],
    tomorrow: datetime.datetime,
    moment: str,
) -> None:
    before = client.get(f"{DAY}/a/")
    item = make_news_item(slug="a")
    rename(item, "b")
    later = None if moment == "draft" else tomorrow
    NewsItem.objects.filter(pk=item.pk).update(published_at=later)
    after = client.get(f"{DAY}/a/")

    assert (before.status_code, after.status_code) == (404, 404)
    assert (before.headers, before.content) == (after.headers, after.content)


def test_the_desk_is_led_from_a_former_address_to_the_draft(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(slug="a")
    rename(item, "b")
    NewsItem.objects.filter(pk=item.pk).update(published_at=None)
    answer = desk.get(f"{DAY}/a/")

    assert answer.headers["Location"] == f"{DAY}/b/"
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_present_address_wins_over_a_former_one(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a", lead="The first."), "b")
    make_news_item(slug="a", lead="The second.")

    assert "The second." in client.get(f"{DAY}/a/").content.decode()


def test_who_had_an_address_last_is_found_by_it(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a"), "b")
    rename(make_news_item(slug="a"), "c")

    assert client.get(f"{DAY}/a/").headers["Location"] == f"{DAY}/c/"


def test_addresses_of_one_desk_say_nothing_of_those_of_the_other(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="a"), "b")

    assert client.get("/interviews/2024/04/24/a/").status_code == 404


def test_a_deleted_publication_leaves_a_former_address_that_is_not_found(
    client: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    item = make_news_item(slug="a")
    rename(item, "b")
    NewsItem.objects.filter(pk=item.pk).delete()

    assert client.get(f"{DAY}/a/").status_code == 404


def test_nobody_is_given_an_address_by_which_readers_know_another_publication(
    make_news_item: Callable[..., NewsItem],
) -> None:
    rename(make_news_item(slug="talks"), "talks-in-minsk")
    withdrawn(make_news_item(slug="summit"), way="gone")

    assert made("Talks").slug == "talks-2"
    assert made("Summit").slug == "summit-2"


def made(headline: str, **fields: Any) -> NewsItem:
    item = NewsItem(headline=headline, lead="Lead.", date=datetime.date(2024, 4, 24), **fields)
    item.full_clean()
    item.save()
    return item


def test_an_address_by_which_readers_know_another_publication_is_refused_in_words(
    make_news_item: Callable[..., NewsItem],
) -> None:
    rename(make_news_item(slug="talks"), "talks-in-minsk")

    with pytest.raises(ValidationError) as refused:
        made("Other talks", slug="talks")
    assert "was known to readers under this address" in str(refused.value.message_dict["slug"])


def test_a_publication_may_take_up_its_own_former_address_and_keep_one_that_it_has(
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item(slug="a", headline="A")
    rename(item, "b")
    item.slug = "a"
    item.full_clean()
    item.save()
    FormerAddress.objects.filter(slug="a").update(publication_key=item.pk + 1)

    item.full_clean()


def test_the_desk_is_told_in_the_form_that_an_address_is_another_s(
    desk: Client, make_news_item: Callable[..., NewsItem]
) -> None:
    rename(make_news_item(slug="talks"), "talks-in-minsk")
    sent = {"date": "24.04.2024", "headline": "Other", "lead": "Lead.", "body": "", "slug": "talks"}
    answer = desk.post("/admin/news/newsitem/add/", sent)

    assert answer.status_code == 200
    assert "was known to readers under this address" in answer.content.decode()
    assert not NewsItem.objects.filter(headline="Other").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("app", ["news", "publication"])
def test_a_migration_of_either_app_leaves_the_triggers_in_place(app: str) -> None:
    call_command("migrate", app, "zero" if app == "publication" else "0003", verbosity=0)
    assert present(KEPT, connection) == set()
    call_command("migrate", verbosity=0)

    assert present(KEPT, connection) == set(KEPT.named(connection.vendor))
