"""The settings, each time read anew from another environment in a folder without a var/."""

from __future__ import annotations

import runpy
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from tests.checkout import PROJECT, Checkout

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.machine

KEY = "0123456789abcdefghijklmnopqrstuvwxyz" * 2
GOOD = {"NEWSROOM_SECRET_KEY": KEY, "NEWSROOM_HOSTS": "press.example.org"}
DEVELOPMENT = {"NEWSROOM_ENVIRONMENT": "development"}
DEMO = f"NEWSROOM_ENVIRONMENT=development\nNEWSROOM_SECRET_KEY={KEY}\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read the settings as a new process with this environment would."""
    module = tmp_path / "newsroom" / "settings.py"
    module.parent.mkdir()
    shutil.copy(PROJECT / "newsroom" / "settings.py", module)

    def read(**environ: str) -> dict[str, Any]:
        monkeypatch.setattr("os.environ", environ)
        return runpy.run_path(str(module))

    return read


@pytest.fixture
def demo_was_run(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.env").write_text(DEMO)


def problems(read: Read, **environ: str) -> list[str]:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(**environ)
    return [sentence.strip(". ") for sentence in f"{refusal.value} ".split(". ") if sentence]


def test_production_is_the_default(read: Read) -> None:
    settings = read(**GOOD)

    assert (settings["PRODUCTION"], settings["DEBUG"]) == (True, False)
    assert settings["ALLOWED_HOSTS"] == ["press.example.org"]


def test_development_works_with_nothing_set_and_serves_this_machine_only(read: Read) -> None:
    settings = read(**DEVELOPMENT)

    assert (settings["PRODUCTION"], settings["DEBUG"]) == (False, False)
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert len(settings["SECRET_KEY"]) > 50


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSROOM_SECRET_KEY", ""),
        ("NEWSROOM_SECRET_KEY", "change-me-" + KEY),
        ("NEWSROOM_SECRET_KEY", KEY[:49]),
        ("NEWSROOM_SECRET_KEY", "x" * 50),
        ("NEWSROOM_DEBUG", "1"),
        ("NEWSROOM_DEBUG", "perhaps"),
        ("NEWSROOM_BEHIND_PROXY", "nginx"),
        ("NEWSROOM_PAGE_CACHE", "64 MB"),
        ("NEWSROOM_PAGE_CACHE", "-1"),
        ("NEWSROOM_MAX_AGE", "one minute"),
        ("NEWSROOM_HOSTS", ""),
        ("NEWSROOM_HOSTS", " , "),
        ("NEWSROOM_HOSTS", "*"),
        ("NEWSROOM_HOSTS", "https://press.example.org"),
        ("NEWSROOM_HOSTS", "press.example.org:443"),
        ("NEWSROOM_HOSTS", "press.example.org, .example.org"),
        ("NEWSROOM_ENVIRONMENT", "prodution"),
        ("NEWSROOM_ENVIRONMENT", "Development"),
        ("NEWSROOM_TAG", "press.example.org"),
        ("NEWSROOM_TAG", "press service,2026"),
        ("NEWSROOM_TAG", "press.example.org,2026/news"),
        ("NEWSROOM_TIME_ZONE", "Moscow"),
        ("NEWSROOM_TIME_ZONE", "Europe"),
        ("NEWSROOM_TIME_ZONE", "../../etc/localtime"),
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("DATABASE_URL", "postgres://host"),
        ("DATABASE_URL", "postgres://host:99999/name"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("DATABASE_URL", "postgres://user:half/password@host/name"),
        ("DATABASE_URL", "postgres://[::1/name"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://var/newsroom.sqlite3"),
        ("DATABASE_URL", "sqlite:////no/such/folder/newsroom.sqlite3"),
    ],
)
def test_production_refuses_a_setting_in_one_sentence_that_names_it(
    read: Read, name: str, value: str
) -> None:
    (sentence,) = problems(read, **GOOD | {name: value})

    assert sentence.startswith(f"{name} ")


def test_all_problems_are_listed_at_once(read: Read) -> None:
    wrong = {
        "NEWSROOM_ENVIRONMENT": "staging",
        "NEWSROOM_SECRET_KEY": "short",
        "NEWSROOM_DEBUG": "yes",
        "NEWSROOM_HOSTS": "*",
        "NEWSROOM_BEHIND_PROXY": "2",
        "NEWSROOM_TIME_ZONE": "Atlantis",
        "DATABASE_URL": "oracle",
    }

    assert {sentence.split()[0] for sentence in problems(read, **wrong)} == set(wrong)


def test_a_refusal_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    refused = Checkout.make(tmp_path).manage("check")

    (line,) = refused.stderr.splitlines()
    assert line.startswith("Newsroom cannot start: NEWSROOM_SECRET_KEY is missing")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_djangos_own_check_finds_nothing_to_warn_of_in_production(tmp_path: Path) -> None:
    check = ["-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    checked = Checkout.make(tmp_path, **GOOD).run(*check)

    assert (checked.returncode, checked.stderr) == (0, "")


POSTGRESQL = {"NAME": "name", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://host/name", {"HOST": "host"}),
        ("postgresql://host/name", {"HOST": "host"}),
        ("postgres://user@host:6432/name", {"USER": "user", "HOST": "host", "PORT": 6432}),
        (
            "postgres://us%40er:p%40ss%2F%3A%23%25@host/name",
            {"USER": "us@er", "PASSWORD": "p@ss/:#%", "HOST": "host"},
        ),
        ("postgres://user:@host/n%C3%A4me", {"USER": "user", "HOST": "host", "NAME": "näme"}),
        ("postgres://[2001:db8::1]:5432/name", {"HOST": "2001:db8::1", "PORT": 5432}),
        (
            "postgres:///name?host=/run/postgresql&sslmode=require",
            {"OPTIONS": {"host": "/run/postgresql", "sslmode": "require"}},
        ),
    ],
)
def test_a_database_url_names_a_postgresql_base(
    read: Read, url: str, expected: dict[str, Any]
) -> None:
    base = read(**GOOD, DATABASE_URL=url)["DATABASES"]["default"]

    assert base["ENGINE"] == "django.db.backends.postgresql"
    assert {name: base[name] for name in POSTGRESQL} == POSTGRESQL | expected


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "var/newsroom.sqlite3"),
        ("sqlite:///var/other.sqlite3", "var/other.sqlite3"),
        ("sqlite:///with%20space.sqlite3", "with space.sqlite3"),
        ("sqlite:////base.sqlite3", "/base.sqlite3"),
    ],
)
def test_a_database_url_names_a_file_seen_from_the_project(
    read: Read, tmp_path: Path, url: str, path: str
) -> None:
    base = read(**GOOD, DATABASE_URL=url)["DATABASES"]["default"]

    assert base["ENGINE"] == "django.db.backends.sqlite3"
    assert base["NAME"] == tmp_path / path
    assert (tmp_path / "var").exists() == path.startswith("var/")


@pytest.mark.usefixtures("demo_was_run")
def test_what_demo_wrote_down_is_read_where_nothing_else_is_asked_for(read: Read) -> None:
    settings = read()

    assert (settings["PRODUCTION"], settings["SECRET_KEY"]) == (False, KEY)


@pytest.mark.usefixtures("demo_was_run")
@pytest.mark.parametrize(
    "environ", [{"NEWSROOM_ENVIRONMENT": "production"}, {"NEWSROOM_SECRET_KEY": KEY[::-1]}]
)
def test_what_demo_wrote_down_never_reaches_production(read: Read, environ: dict[str, str]) -> None:
    settings = read(**GOOD | {"NEWSROOM_SECRET_KEY": KEY[::-1]} | environ)

    assert (settings["PRODUCTION"], settings["SECRET_KEY"]) == (True, KEY[::-1])
    assert problems(read, NEWSROOM_ENVIRONMENT="production")


def test_a_refused_start_leaves_nothing_behind(read: Read, tmp_path: Path) -> None:
    assert problems(read)
    assert not (tmp_path / "var").exists()


needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="The base is no SQLite.")


@needs_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_survives_a_power_cut_and_keeps_references_whole(
    transactional_db: None, pragma: str, value: object
) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@needs_sqlite
def test_a_transaction_of_sqlite_claims_the_right_to_write_when_it_begins(db: None) -> None:
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_ready_pages_are_kept_unless_an_engineer_works_on_them(read: Read) -> None:
    assert read(**GOOD)["NEWSROOM_PAGE_CACHE"] == 16
    assert read(**GOOD, NEWSROOM_PAGE_CACHE="0")["NEWSROOM_PAGE_CACHE"] == 0
    assert read(**DEVELOPMENT, NEWSROOM_DEBUG="1")["NEWSROOM_PAGE_CACHE"] == 0


def test_ids_in_feeds_begin_with_the_first_host_unless_a_tag_is_set(read: Read) -> None:
    hosts = GOOD | {"NEWSROOM_HOSTS": "press.example.org, www.example.org"}
    assert read(**hosts)["NEWSROOM_SITE"]["tag"] == "press.example.org,2026"

    moved = hosts | {"NEWSROOM_HOSTS": "new.example.org", "NEWSROOM_TAG": "press.example.org,2026"}
    assert read(**moved)["NEWSROOM_SITE"]["tag"] == "press.example.org,2026"
