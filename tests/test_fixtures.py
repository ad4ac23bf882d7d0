"""The content of the source document, as the project keeps it."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from interviews.models import Exchange, Interview
from newsroom.news.models import NewsItem

SOURCE = settings.ROOT.parent / "shared" / "source" / "csto-news-2024.txt"
NAVIGATION = ["Go back", "Back to the section", "Back to the all news"]


def test_loading_the_fixtures_any_number_of_times_gives_the_same_content(db: None) -> None:
    for _time in range(3):
        call_command("loaddata", "news", "interviews", verbosity=0)
        counts = [model.objects.count() for model in (NewsItem, Interview, Exchange)]
        assert counts == [3, 1, 7]


def test_fixtures_carry_no_primary_keys() -> None:
    for name in ("news", "interviews"):
        rows = json.loads((settings.ROOT / "fixtures" / f"{name}.json").read_text("utf-8"))
        assert rows
        assert all("pk" not in row for row in rows)


def test_loading_again_keeps_the_keys_of_exchanges(source_content: None) -> None:
    before = dict(Exchange.objects.values_list("key", "pk"))
    call_command("loaddata", "interviews", verbosity=0)

    assert dict(Exchange.objects.values_list("key", "pk")) == before
    assert list(before) == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]


@pytest.mark.skipif(not SOURCE.exists(), reason="The source document is not beside the project.")
def test_every_word_of_the_source_document_is_there_in_order(source_content: None) -> None:
    interview = Interview.objects.get()
    told = [
        part for item in NewsItem.objects.public() for part in (f"{item.date:%d.%m.%Y}", item.lead)
    ]
    told += [interview.headline, f"{interview.headline} {interview.date:%d.%m.%Y}", interview.lead]
    for exchange in interview.exchanges.all():
        told += [f"— {exchange.question}", f"— {exchange.answer}"]

    # The dash that marks a turn is followed by a no-break space; dash and space are no words.
    lines = SOURCE.read_text("utf-8").replace("—\N{NO-BREAK SPACE}", "— ").splitlines()
    assert told + NAVIGATION == [line.strip() for line in lines if line.strip()]
