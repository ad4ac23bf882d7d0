"""What the desk costs the database: a few queries, each by an index, whatever the archive holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.models import Interview
from newsroom.editing import history
from newsroom.editing.models import Proposal, PublishLogEntry
from newsroom.news.models import NewsItem
from newsroom.publication.models import Withdrawal
from tests.test_queries import fill, plan

if TYPE_CHECKING:
    from django.test import Client

NEWS, INTERVIEWS = "/admin/news/newsitem/", "/admin/interviews/interview/"
LOG = "/admin/editing/publishlogentry/"
MONTH = "date__gte=2000-05-01&date__lt=2000-06-01"
ADDRESSES = [
    "/admin/",
    NEWS,
    f"{NEWS}?p=40",
    f"{NEWS}?o=1",
    f"{NEWS}?o=3",
    f"{NEWS}?o=-3",
    f"{NEWS}?o=2",
    f"{NEWS}?state=draft",
    f"{NEWS}?state=scheduled",
    f"{NEWS}?state=public",
    f"{NEWS}?waits=review",
    f"{NEWS}?waits=proposal",
    f"{NEWS}?waits=withdrawn",
    f"{NEWS}?{MONTH}",
    f"{NEWS}?{MONTH}&o=2",
    f"{NEWS}?{MONTH}&state=draft",
    f"{NEWS}?q=lead",
    f"{NEWS}?q=lead&state=draft",
    f"{NEWS}add/",
    NEWS + "{item}/change/",
    NEWS + "{item}/history/",
    NEWS + "{item}/previews/",
    NEWS + "{item}/proposals/",
    NEWS + "{item}/release/withdraw/",
    f"{NEWS}deleted/",
    f"{NEWS}export/",
    f"{NEWS}export/?{MONTH}",
    INTERVIEWS,
    f"{INTERVIEWS}?o=4",
    f"{INTERVIEWS}?o=-5",
    f"{INTERVIEWS}?{MONTH}&o=-5",
    f"{INTERVIEWS}?outlet=Outlet+1",
    f"{INTERVIEWS}?interviewee=Speaker+1&state=draft",
    f"{INTERVIEWS}?q=said",
    INTERVIEWS + "{talk}/change/",
    INTERVIEWS + "{talk}/text/",
    LOG,
    f"{LOG}?o=2",
    f"{LOG}?act=withdrawn",
    f"{LOG}?desk=interviews",
    f"{LOG}?is_alone__exact=1",
    f"{LOG}?q=lead",
    "/admin/fixtures/import/",
    "/admin/from-a-document/",
]
READS_A_GROWING_TABLE = re.compile(
    r'"(news_newsitem|interviews_interview|interviews_exchange|editing_publishlogentry|'
    r'reversion_version|reversion_revision|publication_withdrawal|editing_proposal)"'
)
READS_WHOLE = re.compile(
    r"SCAN (?!json_each|subquery|CONSTANT|\w+_(?:month|day)count)(\w+)\b(?! USING| VIRTUAL)"
)
FOUND_ON_THE_WAY = re.compile(r"(?:CO-ROUTINE|MATERIALIZE) (\w+)")


@pytest.fixture
def chief(client: Client, db: None) -> Client:
    """Somebody with every right, signed in."""
    client.force_login(User.objects.create_superuser("chief", password="a good password"))
    return client


def live(count: int) -> None:
    """Make so many publications of each desk, and give the desk a life."""
    fill(NewsItem.objects.count(), count)
    items = list(NewsItem.objects.order_by("pk"))
    user = User.objects.get()
    known: dict[str, Any] = {"user_name": "Chief", "made_at": timezone.now()}
    PublishLogEntry.objects.bulk_create(
        PublishLogEntry(
            publication=it, act="published", label=it.label, date=it.date, slug=it.slug, **known
        )
        for it in items[PublishLogEntry.objects.count() :]
    )
    for it in items[:5]:
        history.record(it, user, "Written.")
        told = {"slug": it.slug, "label": it.label, "date": it.date, "way": "gone"}
        Withdrawal.objects.get_or_create(desk="news", publication_key=it.pk, defaults=told)
        Proposal.objects.create(publication=it, base={}, proposed={}, proposed_by=user)
    NewsItem.objects.filter(pk__in=[it.pk for it in items[5:8]]).update(published_at=None)


def addresses() -> list[str]:
    item, talk = (it.objects.public().order_by("pk")[20] for it in (NewsItem, Interview))
    place = {"item": item.pk, "talk": talk.pk}
    return [address.format(**place) for address in ADDRESSES]


def statements(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code in {200, 302}, address
    return [query["sql"] for query in captured.captured_queries]


def number_of_queries(client: Client, address: str) -> int:
    """Return how many a page takes the second time; the first time it may write a sign of life."""
    return min(len(statements(client, address)) for _visit in range(2))


def test_a_page_of_the_desk_takes_as_many_queries_with_twice_as_much(chief: Client) -> None:
    live(1500)
    few = {address: number_of_queries(chief, address) for address in addresses()}
    live(3000)
    many = {address: number_of_queries(chief, address) for address in addresses()}

    assert many == few
    assert max(many.values()) <= 25


def test_no_page_of_the_desk_reads_a_growing_table_as_a_whole(chief: Client) -> None:
    live(3000)
    for address in addresses():
        for sql in statements(chief, address):
            if not sql.startswith("SELECT") or not READS_A_GROWING_TABLE.search(sql):
                continue
            told = plan(sql)
            read = {*READS_WHOLE.findall(told)} - {*FOUND_ON_THE_WAY.findall(told)}
            assert not read, (address, sql, told)
            assert "Seq Scan" not in told, (address, sql, told)
