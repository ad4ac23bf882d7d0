from __future__ import annotations

import pytest
from django.db import DatabaseError, OperationalError, connection

from newsroom.delivery.snapshot import snapshot
from newsroom.publication.search import time_limit
from newsroom.publication.search.time_limit import all_in_time, rows_in_time

NEVER_ENDING = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT x FROM n WHERE x < 3 OR x < 0",
    "postgresql": "SELECT 1 FROM pg_sleep(60)",
}


@pytest.fixture(autouse=True)
def little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS", {"sqlite": 0.01, "postgresql": 0.01})


def test_what_is_found_in_time_is_whole(db: None) -> None:
    assert rows_in_time(connection, "SELECT %s", ["word"]) == ([("word",)], True)


def test_what_takes_too_long_is_broken_off_and_the_base_can_be_asked_again(db: None) -> None:
    rows, is_all = rows_in_time(connection, NEVER_ENDING[connection.vendor], [])

    assert not is_all
    assert rows == ([] if connection.vendor == "postgresql" else [(1,)])
    assert rows_in_time(connection, "SELECT 1", []) == ([(1,)], True)


def test_a_question_that_is_wanted_whole_is_answered_whole_or_not_at_all(db: None) -> None:
    assert all_in_time(connection, "SELECT %s", ["word"]) == [("word",)]
    assert all_in_time(connection, NEVER_ENDING[connection.vendor], []) is None
    assert all_in_time(connection, "SELECT 1", []) == [(1,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_page", [True, False])
def test_a_page_goes_on_after_a_question_that_took_too_long(is_page: bool) -> None:
    if is_page:
        with snapshot():
            assert rows_in_time(connection, NEVER_ENDING[connection.vendor], [])[1] is False
            assert rows_in_time(connection, "SELECT 1", []) == ([(1,)], True)
            assert all_in_time(connection, NEVER_ENDING[connection.vendor], []) is None
            assert all_in_time(connection, "SELECT 1", []) == [(1,)]
    else:
        assert all_in_time(connection, NEVER_ENDING[connection.vendor], []) is None
        assert rows_in_time(connection, NEVER_ENDING[connection.vendor], [])[1] is False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_mistake_in_a_question_is_no_matter_of_time(db: None) -> None:
    with pytest.raises(DatabaseError):
        all_in_time(connection, "SELECT nothing_of_this_name", [])


def test_a_base_that_fails_is_no_question_of_time(db: None) -> None:
    failure = OperationalError("disk I/O error")
    assert not time_limit.is_about_time(failure)
