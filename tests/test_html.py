"""Every public page as the Nu HTML checker sees it (https://validator.github.io/validator/)."""

from __future__ import annotations

import datetime
import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from interviews.models import EarlierWording, Interview
from newsroom.editing.models import PreviewLink
from newsroom.news.models import NewsItem
from newsroom.publication.models import Withdrawal, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

MARKED_UP = "One *two* [three](https://example.org/).\n\n- four\n- five\n\n> six"


@pytest.mark.machine
def test_every_public_page_is_valid_html(
    client: Client,
    desk: Client,
    source_content: None,
    make_news_item: Callable[..., NewsItem],
    vnu: list[str],
    tmp_path: Path,
) -> None:
    item = make_news_item(headline="A <headline> & more", lead=MARKED_UP, body=MARKED_UP)
    draft = make_news_item(published_at=None)
    interview = Interview.objects.get()
    exchange = interview.exchanges.all()[1]
    interview.exchanges.filter(pk=exchange.pk).update(question="A new question", answer="No.")
    EarlierWording.objects.update(is_shown=True)
    tell(item, MARKED_UP)
    tell(interview, MARKED_UP, list(interview.exchanges.all())[:2])
    withdrawn = [make_news_item(published_at=None) for _way in range(2)]
    for publication, way in zip(withdrawn, ("told", "gone"), strict=True):
        Withdrawal.objects.create(
            desk="news",
            publication_key=publication.pk,
            slug=publication.slug,
            label="A <label> & more",
            date=publication.date,
            way=way,
            reason=MARKED_UP,
        )
    for _number in range(20):
        make_news_item()
    addresses = [
        "/",
        "/news/",
        "/news/2024/",
        "/news/2024/04/",
        "/news/2024/04/24/",
        "/news/2023/",
        "/news/?date_after=x&date_before=24.04.2024",
        "/news/?date_after=2030-01-01",
        "/interviews/",
        "/interviews/?outlet=TASS+agency",
        "/interviews/?outlet=nobody",
        "/archive/",
        "/archive/?date_before=24.04.2024",
        "/archive/?older=garbage",
        "/search/",
        "/search/?q=csto",
        "/search/?q=csto+zebra",
        "/search/?q=*",
        "/interviews/exchanges/?q=policy&order=best",
        "/nowhere/",
        item.get_absolute_url() + "?from=/archive/",
        NewsItem.objects.public()[1].get_absolute_url(),
        interview.get_absolute_url(),
        exchange.get_page_url(),
        *(publication.get_absolute_url() for publication in withdrawn),
    ]
    end = timezone.now() + datetime.timedelta(hours=1)
    addresses += [
        PreviewLink.objects.create(publication=previewed, expires_at=end).get_absolute_url()
        for previewed in (draft, interview)
    ]
    addresses.append("/preview/forged/")
    pages = [client.get(address) for address in addresses]
    pages += [desk.get("/news/"), desk.get(draft.get_absolute_url())]
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_bytes(page.content)

    checked = subprocess.run(
        [*vnu, "--format", "json", str(tmp_path)], capture_output=True, text=True, check=False
    )
    found = json.loads(checked.stderr)["messages"]
    assert [(message["url"][-8:], message["message"]) for message in found] == []
