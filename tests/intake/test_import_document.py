from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from interviews.models import Exchange, Interview
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

INTERVIEW = (
    "Interview with Jo\n\n12.03.2024\n\nThe lead.\n\n— When?\n\n— Now.\n\n— Where?\n\n— Here."
)


@pytest.fixture
def news(tmp_path: Path) -> str:
    path = tmp_path / "news.txt"
    path.write_text("24.04.2024\n\nIt rained.\n\n\n23.04.2024\n\nIt snowed.\n\nGo back", "utf-8")
    return str(path)


@pytest.fixture
def interview(tmp_path: Path) -> str:
    path = tmp_path / "interview.md"
    path.write_text(INTERVIEW, "utf-8")
    return str(path)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_document", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_documents_become_drafts(news: str, interview: str) -> None:
    printed = run(news, interview)
    assert printed.splitlines()[-1] == (
        "2 files: 3 created, 0 changed, 0 unchanged; 1 left out, 0 doubtful."
    )
    assert NewsItem.objects.in_state("draft").count() == 2
    assert Interview.objects.get().exchanges.count() == 2


def test_a_dry_run_tells_the_same_and_changes_nothing(news: str, interview: str) -> None:
    tried = run(news, interview, "--dry-run")
    assert not NewsItem.objects.exists()
    assert run(news, interview) == tried


def test_publishing_is_said(news: str) -> None:
    run(news, "--publish")
    assert NewsItem.objects.public().count() == 2


def test_one_refused_file_keeps_all_others_out(news: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("It rained.\n\n31.02.2024\n\nIt snowed.", "utf-8")
    with pytest.raises(CommandError) as refusal:
        run(news, str(wrong), str(tmp_path / "missing.txt"))
    said = str(refusal.value).splitlines()
    assert said[0] == "Nothing was stored."
    assert said[1].startswith(f"{wrong}: Line 3: 31.02.2024 is in no calendar")
    assert "missing.txt: The file cannot be read: No such file" in said[2]
    assert refusal.value.returncode == 1
    assert not NewsItem.objects.exists()


def test_what_the_base_refuses_keeps_everything_out(news: str, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(f"# {'Very long ' * 40}\n\n24.04.2024\n\nIt rained.", "utf-8")
    with pytest.raises(CommandError, match=r"long\.txt: Line 1: .*headline"):
        run(news, str(long))
    assert not NewsItem.objects.exists()


def test_json_has_one_line_for_each_file(news: str, interview: str) -> None:
    lines = [json.loads(line) for line in run(news, interview, "--json", "--dry-run").splitlines()]
    assert [len(it["publications"]) for it in lines] == [2, 1]
    assert (lines[1]["turns"], lines[1]["questions"]) == (4, 2)


def test_a_fixture_is_written_and_can_be_loaded(news: str, interview: str, tmp_path: Path) -> None:
    path = tmp_path / "content.json"
    run(news, interview, "--fixture", str(path))
    assert not NewsItem.objects.exists()
    call_command("loaddata", str(path), verbosity=0)
    call_command("loaddata", str(path), verbosity=0)
    assert (NewsItem.objects.count(), Exchange.objects.count()) == (2, 2)
    assert NewsItem.objects.in_state("draft").count() == 2
    run(news, interview)
    assert (NewsItem.objects.count(), Exchange.objects.count()) == (2, 2)


def test_a_dry_run_writes_no_fixture(news: str, tmp_path: Path) -> None:
    run(news, "--fixture", str(tmp_path / "content.json"), "--dry-run")
    assert not (tmp_path / "content.json").exists()
    assert not NewsItem.objects.exists()


def test_a_fixture_refuses_what_the_base_would(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text(f"# {'Very long ' * 40}\n\n24.04.2024\n\nIt rained.", "utf-8")
    with pytest.raises(CommandError, match="headline"):
        run(str(long), "--fixture", str(tmp_path / "content.json"))
    assert not (tmp_path / "content.json").exists()


def test_a_long_interview_costs_few_queries(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    path = tmp_path / "long.txt"
    turns = "\n\n".join(f"Q: When was it, {i}?\n\nA: In {i}." for i in range(242))
    path.write_text(f"A long interview\n\n12.03.2024\n\n{turns}", "utf-8")
    with django_assert_max_num_queries(50):
        run(str(path))
    assert Exchange.objects.count() == 242
    with django_assert_max_num_queries(40):
        run(str(path))


def test_a_fixture_that_cannot_be_written_is_told(news: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no/such/folder"):
        run(news, "--fixture", str(tmp_path / "no/such/folder"))


def test_text_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(INTERVIEW.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    run("-")
    assert Interview.objects.get().headline == "Interview with Jo"


def test_a_bar_shows_how_far_many_files_are(
    news: str, interview: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal: Any = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    call_command("import_document", news, interview, stdout=io.StringIO(), stderr=terminal)
    assert "2/2\n" in terminal.getvalue()
