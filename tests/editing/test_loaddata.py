from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from reversion.models import Revision

from interviews.models import Interview
from newsroom.editing import history
from newsroom.editing.management.commands import loaddata
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable
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


def write(path: Path, *rows: tuple[str, dict[str, Any]]) -> Path:
    path.write_text(json.dumps([{"model": model, "fields": fields} for model, fields in rows]))
    return path


def comments(publication: Any) -> list[str]:
    return [version.revision.comment for version in history.versions_of(publication)]


def test_a_fixture_is_one_act_of_nobody(db: None, tmp_path: Path) -> None:
    interview = {"headline": "Interview", "slug": "interview", "date": "2024-05-06"}
    exchange = {"interview": ["interview"], "key": "q1", "position": 10, "question": "Why?"}
    path = write(
        tmp_path / "may.json",
        ("news.newsitem", GOOD),
        ("interviews.interview", interview),
        ("interviews.exchange", exchange),
    )

    for _time in range(2):
        call_command("loaddata", path, verbosity=0)

    (revision,) = Revision.objects.all()
    assert (revision.user, revision.comment) == (None, "Loaded from may.json.")
    (version,) = history.versions_of(Interview.objects.get())
    assert history.content_of_version(version).keys == ("q1",)
    assert comments(NewsItem.objects.get()) == ["Loaded from may.json."]


def test_what_a_fixture_replaces_is_kept_and_what_it_leaves_alone_is_not_touched(
    make_interview: Callable[..., Interview], tmp_path: Path
) -> None:
    interview, other = make_interview(), make_interview()
    exchange = {"interview": [interview.slug], "key": "q2", "position": 20, "question": "Why?"}
    path = write(tmp_path / "may.json", ("interviews.exchange", exchange))

    call_command("loaddata", path, verbosity=0)

    assert comments(interview) == ["Loaded from may.json.", "Found like this."]
    loaded, found = map(history.content_of_version, history.versions_of(interview))
    assert (loaded.parts[1].texts["question"], loaded.parts[1].texts["answer"]) == ("Why?", "")
    assert found.parts[1].texts["answer"] == "Answer 2."
    assert comments(other) == []


def test_of_a_whole_archive_only_what_it_replaces_is_kept(
    make_news_item: Callable[..., NewsItem], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaddata, "MOST_KEPT", 1)
    make_news_item(slug="old", lead="Before.")
    rows = [GOOD | {"slug": slug} for slug in ("old", "new", "newer")]
    path = write(tmp_path / "may.json", *(("news.newsitem", row) for row in rows))

    call_command("loaddata", path, verbosity=0)

    kept = {item.slug: comments(item) for item in NewsItem.objects.all()}
    assert kept == {"old": ["Loaded from may.json.", "Found like this."], "new": [], "newer": []}


def test_a_fixture_with_a_mistake_leaves_no_version(db: None, tmp_path: Path) -> None:
    path = write(
        tmp_path / "may.json", ("news.newsitem", GOOD), ("news.newsitem", GOOD | {"slug": "b b"})
    )

    with pytest.raises(CommandError):
        call_command("loaddata", path, verbosity=0)

    assert not Revision.objects.exists()
