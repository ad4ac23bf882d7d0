"""The publish log: told once, kept for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.models import PublishLogEntry
from newsroom.editing.models.log import UnalterableError
from newsroom.editing.releases.publish_log import Act, note
from tests.editing.moving import GONE, carry_out
from tests.filling_in import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from newsroom.news.models import NewsItem

LOG = "/admin/editing/publishlogentry/"


@pytest.fixture
def item(make_news_item: Callable[..., NewsItem]) -> NewsItem:
    return make_news_item(headline="A headline", date=timezone.localdate(), published_at=None)


def test_every_move_is_one_entry_and_one_version(desk: Client, item: NewsItem) -> None:
    early = {"published_at_0": "24.04.2198", "published_at_1": "10:00"}
    late = early | {"published_at_0": "24.04.2199"}
    carry_out(desk, "schedule", item, **early)
    carry_out(desk, "embargo", item, **late)
    carry_out(desk, "unschedule", item)
    carry_out(desk, "publish", item)
    carry_out(desk, "withdraw", item, **GONE)

    acts = PublishLogEntry.objects.about(item).order_by("pk")
    years = [
        tuple(moment and moment.year for moment in (it.published_before, it.published_at))
        for it in acts
    ]
    this = timezone.now().year
    assert [it.act for it in acts] == [
        "scheduled",
        "embargo-changed",
        "unscheduled",
        "published",
        "withdrawn",
    ]
    assert years == [(None, 2198), (2198, 2199), (2199, None), (None, this), (this, None)]
    comments = [it.revision.comment for it in history.versions_of(item)]
    assert comments == [
        "Withdrawn.",
        "Published.",
        "Taken off the schedule.",
        "Embargo changed.",
        "Scheduled.",
        "Found like this.",
    ]


def test_an_entry_outlives_the_user_and_the_publication(
    item: NewsItem, writer: User, publisher: User
) -> None:
    note(item, Act.PUBLISHED, publisher)
    pk = publisher.pk
    publisher.delete()
    item.delete()

    entry = PublishLogEntry.objects.get()
    assert (entry.user_key, entry.user_name, entry.label) == (pk, "Boris Ivanov", "A headline")


def test_no_code_alters_or_deletes_an_entry_in_passing(item: NewsItem, publisher: User) -> None:
    entry = note(item, Act.PUBLISHED, publisher)
    for alter in (
        entry.save,
        entry.delete,
        PublishLogEntry.objects.all().delete,
        lambda: PublishLogEntry.objects.update(note="x"),
        lambda: PublishLogEntry.objects.bulk_update([entry], ["note"]),
    ):
        with pytest.raises(UnalterableError), transaction.atomic():
            alter()
    with pytest.raises(ProtectedError):
        ContentType.objects.get_for_model(item).delete()

    assert PublishLogEntry.objects.get().note == ""


def test_what_nobody_of_the_desk_did_is_noted_without_a_name(item: NewsItem) -> None:
    entry = note(item, Act.PUBLISHED, None)

    assert (entry.user_key, entry.user_name) == (None, "")


def test_the_form_shows_the_latest_acts_and_leads_to_all(
    publisher: User, sign_in: Callable[[User], Client], item: NewsItem
) -> None:
    client = sign_in(publisher)
    for _number in range(5):
        note(item, Act.CORRECTED, publisher, is_alone=True)
    page = client.get(address_of(item))

    assert page.text.count("corrected (Boris Ivanov, published alone)") == 3
    assert client.get(page.context["box"].log_address()).text.count("A headline</a>") == 5


@pytest.mark.parametrize(
    "query",
    [
        "desk=news",
        "desk=x",
        "object_id=x",
        "object_id=" + "9" * 30,
        "act=x",
        "q=%00",
        "p=9e9",
    ],
)
def test_the_list_answers_whatever_it_is_asked(
    publisher: User, sign_in: Callable[[User], Client], item: NewsItem, query: str
) -> None:
    note(item, Act.PUBLISHED, publisher)

    assert sign_in(publisher).get(f"{LOG}?{query}").status_code in {200, 302}


def test_the_list_costs_the_same_however_long_it_is(
    publisher: User,
    sign_in: Callable[[User], Client],
    item: NewsItem,
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(30):
        note(item, Act.PUBLISHED, publisher)
    client = sign_in(publisher)
    with django_assert_max_num_queries(8):
        client.get(LOG)
