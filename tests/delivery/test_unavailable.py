"""A base that does not answer: 503 and when to come again. A fault in the code: 500."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.test import Client
from django.urls import path

from newsroom.delivery.unavailable import does_not_answer
from newsroom.urls import urlpatterns as pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

PAGES = ["/", "/news/", "/interviews/2024/03/", "/archive/?q=x", "/news/2024/04/24/a/"]
reader = Client(raise_request_exception=False)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("This view is broken.")


def asks_for_nonsense(request: HttpRequest) -> HttpResponse:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    raise AssertionError("There is such a table.")


urlpatterns = [*pages, path("broken/", broken), path("nonsense/", asks_for_nonsense)]
handler404 = "newsroom.publication.errors.not_found"
handler500 = "newsroom.delivery.unavailable.failed"


@pytest.fixture
def use_base(django_db_blocker: Any) -> Iterator[Callable[..., None]]:
    """Put another base in the place of the one that the site asks."""
    ordinary = connections["default"]

    def use(wrapper: type[Any], **settings: Any) -> None:
        connections["default"] = wrapper({**ordinary.settings_dict, **settings}, "default")

    with django_db_blocker.unblock():
        yield use
        connections["default"].close()
        connections["default"] = ordinary


@pytest.fixture
def no_file(use_base: Callable[..., None], tmp_path: Path) -> None:
    use_base(SQLite, NAME=tmp_path / "no such folder" / "base.sqlite3", OPTIONS={})


@pytest.fixture
def no_server(use_base: Callable[..., None]) -> None:
    # Nothing listens at port 1.
    where = {"HOST": "127.0.0.1", "PORT": "1", "NAME": "newsroom", "USER": "newsroom"}
    use_base(PostgreSQL, **where, PASSWORD="", OPTIONS={})


@pytest.fixture
def locked_file(use_base: Callable[..., None], tmp_path: Path) -> Iterator[None]:
    """A base that another process holds for itself."""
    file = tmp_path / "base.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE held (id)")
        other.execute("BEGIN EXCLUSIVE")
        use_base(SQLite, NAME=file, OPTIONS={"timeout": 0})
        yield


@pytest.fixture
def corrupt_file(use_base: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "base.sqlite3").write_bytes(b"no base " * 4096)
    use_base(SQLite, NAME=tmp_path / "base.sqlite3", OPTIONS={})


@pytest.fixture
def file_taken_away(use_base: Callable[..., None], tmp_path: Path) -> None:
    """Nothing is where the base was: SQLite makes an empty one there."""
    use_base(SQLite, NAME=tmp_path / "base.sqlite3", OPTIONS={})


@pytest.mark.parametrize(
    "base", ["no_file", "no_server", "locked_file", "corrupt_file", "file_taken_away"]
)
def test_a_base_that_does_not_answer_is_said_and_when_to_come_again(
    base: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(base)
    for address in PAGES:
        answer = reader.get(address)

        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "60"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "does not answer at the moment" in answer.text
        assert "Content-Security-Policy" in answer.headers


def test_it_is_logged_once_and_as_an_error(no_file: None, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        reader.get("/news/")

    (record,) = caplog.records
    assert (record.levelname, record.getMessage()) == ("ERROR", "Service Unavailable: /news/")
    assert record.exc_info


def test_a_session_that_cannot_be_read_is_kept_for_later(no_file: None) -> None:
    reader.cookies["sessionid"] = "a" * 32
    answer = reader.get("/admin/")
    reader.cookies.clear()

    assert answer.status_code == 503
    assert not answer.cookies


def test_a_page_without_data_is_answered_all_the_same(no_file: None) -> None:
    assert reader.get("/nowhere/").status_code == 404
    assert reader.get("/admin/login/").status_code == 200


def test_it_recovers_by_itself(use_base: Callable[..., None], tmp_path: Path) -> None:
    folder = tmp_path / "not yet"
    use_base(SQLite, NAME=folder / "base.sqlite3", OPTIONS={})
    assert reader.get("/news/").status_code == 503
    folder.mkdir()
    call_command("migrate", verbosity=0)

    assert reader.get("/news/").status_code == 200


def test_it_recovers_once_the_file_is_put_back(
    use_base: Callable[..., None], tmp_path: Path
) -> None:
    file, away = tmp_path / "base.sqlite3", tmp_path / "away.sqlite3"
    use_base(SQLite, NAME=file, OPTIONS={}, CONN_MAX_AGE=None)
    call_command("migrate", verbosity=0)
    connections["default"].close()
    file.rename(away)
    assert reader.get("/news/").status_code == 503
    away.rename(file)

    assert reader.get("/news/").status_code == 200


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/broken/", "/nonsense/"])
def test_a_fault_in_the_code_stays_one(db: None, address: str) -> None:
    answer = reader.get(address)

    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "Something went wrong on our side" in answer.text


def caused_by(error: Exception, kind: type[Exception] = OperationalError) -> Exception:
    """Return the error as Django wraps it."""
    wrapped = kind(*error.args)
    wrapped.__cause__ = error
    return wrapped


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (caused_by(sqlite_error(sqlite3.SQLITE_BUSY)), True),
        (caused_by(sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT)), True),
        (caused_by(sqlite_error(sqlite3.SQLITE_FULL)), True),
        (caused_by(sqlite_error(sqlite3.SQLITE_IOERR_FSYNC)), True),
        (caused_by(sqlite_error(sqlite3.SQLITE_ERROR)), False),
        (caused_by(sqlite3.OperationalError("of an old library")), False),
        (caused_by(sqlite3.InterfaceError("a parameter of no type"), InterfaceError), False),
        (caused_by(psycopg.OperationalError("connection refused")), True),
        (caused_by(psycopg.errors.TooManyConnections("53300")), True),
        (caused_by(psycopg.errors.AdminShutdown("57P01")), True),
        (caused_by(psycopg.errors.QueryCanceled("57014")), True),
        (caused_by(psycopg.errors.LockNotAvailable("55P03")), True),
        (caused_by(psycopg.errors.DeadlockDetected("40P01")), True),
        (caused_by(psycopg.errors.StatementTooComplex("54001")), False),
        (InterfaceError("connection already closed"), True),
        (sqlite_error(sqlite3.SQLITE_BUSY), False),
        (ConnectionRefusedError("of another service"), False),
        (RuntimeError("a fault"), False),
        (None, False),
    ],
    ids=str,
)
def test_a_base_that_fails_is_told_from_a_statement_that_does(
    error: BaseException | None, expected: bool
) -> None:
    assert does_not_answer(error) is expected
