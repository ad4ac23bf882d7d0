from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {
    "slug": "good",
    "date": "2024-05-06",
    "lead": "A lead.",
    "published_at": "2024-05-06T09:00:00Z",
}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"slug": "bad slug!"}, "The address holds letters, digits and hyphens only."),
        ({"lead": ""}, "Write a headline or a lead."),
        ({"date": "2024-02-30"}, "“2024-02-30” value has the correct format"),
        ({"date": "1024-02-20"}, "The date lies between the years 1800 and 2199."),
        ({"published_at": "yesterday"}, "“yesterday” value has an invalid format."),
        ({"published_at": "0001-01-01T00:00:00+03:00"}, "Nothing was loaded."),
        ({"titel": "x"}, "NewsItem has no field named 'titel'"),
    ],
)
def test_a_mistake_in_a_fixture_is_told_in_a_sentence_and_nothing_is_loaded(
    db: None, tmp_path: Path, wrong: dict[str, Any], told: str
) -> None:
    rows = [GOOD, GOOD | {"slug": "second"} | wrong]
    path = tmp_path / "may.json"
    path.write_text(json.dumps([{"model": "news.newsitem", "fields": row} for row in rows]))

    with pytest.raises(CommandError) as refusal:
        call_command("loaddata", path, verbosity=0)
    assert str(refusal.value).startswith("Nothing was loaded. Problem installing fixture")
    assert "may.json" in str(refusal.value)
    assert told in str(refusal.value)
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize("text", ['[{"model":', '{"a": 1}', '[{"fields": {}}]', "\x00"])
def test_a_file_that_is_no_fixture_is_told_in_a_sentence(
    db: None, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "may.json"
    path.write_text(text)

    with pytest.raises(CommandError, match=r"Nothing was loaded\."):
        call_command("loaddata", path, verbosity=0)
