from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsroom.editing import logs
from newsroom.editing.releases import publish_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.test import Client

    from interviews.models import Interview
    from newsroom.news.models import NewsItem

LOG = "/admin/editing/publishlogentry/"


@pytest.fixture
def three_acts(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    publisher: User,
) -> None:
    """Note three acts, the first one about an interview."""
    talk = make_interview(headline="First talk")
    publish_log.note(talk, publish_log.Act.PUBLISHED, publisher)
    for headline in ("Second", "Third"):
        publish_log.note(
            make_news_item(headline=headline), publish_log.Act.WITHDRAWN, publisher, is_alone=True
        )


def labels(client: Client, **asked: str) -> list[str]:
    return [it.label for it in client.get(LOG, asked).context["cl"].result_list]


@pytest.mark.usefixtures("three_acts")
def test_a_log_is_searched_and_narrowed(admin_client: Client) -> None:
    assert labels(admin_client, q="boris") == ["Third", "Second", "First talk"]
    assert labels(admin_client, q="talk") == ["First talk"]
    assert labels(admin_client, act="withdrawn") == ["Third", "Second"]
    assert labels(admin_client, desk="interviews") == ["First talk"]
    assert labels(admin_client, is_alone__exact="1", q="second") == ["Second"]
    assert labels(admin_client, desk="nonsense") == ["Third", "Second", "First talk"]


@pytest.mark.usefixtures("three_acts")
def test_a_search_reads_the_newest_entries_and_says_so(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "MOST_READ", 2)
    page = admin_client.get(LOG, {"q": "talk"})

    assert "at least 0 found" in page.text
    assert "Only the newest part of the list was searched" in page.text
    assert labels(admin_client, q="talk", desk="interviews") == ["First talk"]
    assert (
        "Only the newest part" not in admin_client.get(LOG, {"q": "third", "act": "withdrawn"}).text
    )


@pytest.mark.usefixtures("three_acts")
def test_a_log_is_sorted_by_its_acts(admin_client: Client) -> None:
    assert labels(admin_client, o="1") == ["First talk", "Third", "Second"]
    assert labels(admin_client, o="0") == ["First talk", "Second", "Third"]
