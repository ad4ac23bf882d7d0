from __future__ import annotations

import datetime
import re
import threading
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.delivery.snapshot import snapshot
from newsroom.news.models import NewsItem
from newsroom.publication import edition
from newsroom.publication.content_version import TABLE
from newsroom.publication.edition import Edition, current, for_the_edition, of_this_page
from tests.other_connection import elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviews.models import Interview

NOON = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)
MIDNIGHT = datetime.datetime(2024, 4, 25, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def write() -> None:
    """Change what readers see."""
    NewsItem.objects.create(
        slug=f"item-{NewsItem.objects.count()}", lead="Lead.", date=NOON.date(), published_at=NOON
    )


# --- Which edition it is -------------------------------------------------------------------


@time_machine.travel(NOON, tick=False)
def test_an_edition_lasts_until_something_is_written(db: None) -> None:
    first = current()
    assert current() == first
    write()

    assert current().version != first.version
    assert current().until == first.until == MIDNIGHT


@time_machine.travel(NOON, tick=False)
def test_an_edition_lasts_until_the_next_release_of_any_kind(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    make_news_item(published_at=NOON + 9 * SECOND)
    make_news_item(published_at=NOON)
    assert current().until == NOON + 9 * SECOND
    make_interview(published_at=NOON + 3 * SECOND)
    assert current().until == NOON + 3 * SECOND
    make_news_item(published_at=NOON + datetime.timedelta(microseconds=1))
    assert current().until == NOON + datetime.timedelta(microseconds=1)


def test_a_release_by_the_clock_alone_begins_another_edition(
    make_news_item: Callable[..., NewsItem],
) -> None:
    release = NOON + 3 * SECOND
    make_news_item(published_at=release)
    with time_machine.travel(NOON, tick=False) as clock:
        first = current()
        clock.move_to(release - datetime.timedelta(microseconds=1))
        assert current() == first
        clock.move_to(release)
        assert current() == Edition(first.version, MIDNIGHT)


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("UTC", "2024-03-31T00:00+00:00"),
        ("Europe/Moscow", "2024-03-31T00:00+03:00"),
        ("Pacific/Kiritimati", "2024-04-01T00:00+14:00"),
        # Where the clocks are put on at midnight, the day begins at one.
        ("Asia/Beirut", "2024-03-31T01:00+03:00"),
    ],
)
def test_an_edition_lasts_no_longer_than_the_day_of_the_desk(
    db: None, zone: str, midnight: str
) -> None:
    evening = datetime.datetime(2024, 3, 30, 18, tzinfo=datetime.UTC)
    with time_machine.travel(evening, tick=False), timezone.override(ZoneInfo(zone)):
        assert current().until == datetime.datetime.fromisoformat(midnight)


@pytest.mark.parametrize("moment", ["2199-99-99 00:00:00", "2199 at noon"])
def test_nothing_is_kept_while_something_waits_for_what_is_no_moment(
    make_news_item: Callable[..., NewsItem], moment: str
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite takes any text for a moment.")
    item = make_news_item()
    with connection.cursor() as cursor:
        told = "UPDATE news_newsitem SET published_at = %s WHERE id = %s"
        cursor.execute(told, [moment, item.pk])

    assert current().until < timezone.now()


# --- What it costs -------------------------------------------------------------------------


INDEX_ONLY = {
    "sqlite": r"SEARCH {0} USING COVERING INDEX {0}_released",
    "postgresql": r"Index Only Scan using {0}_released",
}


def read_by(sql: str) -> str:
    """Return what the base plans to do."""
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN (COSTS OFF)"}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With hardly a row, a table is as soon read whole, or in another order and sorted.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"{explain[connection.vendor]} {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_an_edition_is_read_in_one_statement_by_indexes_alone(
    make_news_item: Callable[..., NewsItem], tomorrow: datetime.datetime
) -> None:
    make_news_item(published_at=tomorrow)
    current()
    with CaptureQueriesContext(connection) as asked:
        current()

    (statement,) = asked
    plan = read_by(statement["sql"])
    for table in ("news_newsitem", "interviews_interview"):
        assert re.search(INDEX_ONLY[connection.vendor].format(table), plan)
    assert not re.search(r"\bSort\b|B-TREE", plan)


def test_each_parameter_of_the_statement_is_the_moment(db: None) -> None:
    sql, number = edition._statement("default", connection.vendor)
    assert sql.count("%s") == number == 2


# --- When the base does not answer ---------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_base_without_a_version_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME TO elsewhere")
    try:
        with pytest.raises(DatabaseError):
            current()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {TABLE}")
    assert current()


def break_off() -> None:
    """Have the server end this connection behind its back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ((number,),) = cursor.fetchall()

    def end() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])

    elsewhere(end)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_has_died_is_opened_anew() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL is connected to.")
    first = current()
    break_off()
    assert current() == first


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_connection_dies_is_not_made_of_another_snapshot() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL is connected to.")
    with snapshot():
        NewsItem.objects.count()
        break_off()
        with pytest.raises(OperationalError):
            of_this_page()
    # As Django does between two requests.
    connection.close_if_unusable_or_obsolete()
    assert current()


# --- The edition of a page -----------------------------------------------------------------


def test_outside_of_a_snapshot_there_is_no_edition_of_a_page(db: None) -> None:
    assert of_this_page() is None


@pytest.mark.django_db(transaction=True)
def test_the_edition_of_a_page_is_that_of_all_it_is_made_of() -> None:
    write()
    first = current()
    with snapshot():
        assert NewsItem.objects.count() == 1
        elsewhere(write)
        assert of_this_page() == first
        assert NewsItem.objects.count() == 1
    with snapshot():
        second = of_this_page()
        elsewhere(write)
        assert NewsItem.objects.count() == 2
        assert of_this_page() is second
    assert first != second != current()


# --- What is kept for an edition -----------------------------------------------------------


class Made:
    """A function that counts how often it has been called."""

    def __init__(self, most: int = 4) -> None:
        self.times = 0
        self.ask = for_the_edition(most)(self.make)

    def make(self, number: int = 0, *, half: bool = False) -> list[object]:
        self.times += 1
        return [NewsItem.objects.count(), number, half]


def asked(made: Made, *numbers: int, **named: Any) -> list[list[object]]:
    """Return what was made for a page."""
    with snapshot():
        return [made.ask(number, **named) for number in numbers]


@pytest.mark.django_db(transaction=True)
def test_what_is_made_for_an_edition_is_made_once_for_each_question() -> None:
    made = Made()
    for _page in range(3):
        assert asked(made, 1, 2) == [[0, 1, False], [0, 2, False]]
        assert asked(made, 1, half=True) == [[0, 1, True]]
    assert made.times == 3


@pytest.mark.django_db(transaction=True)
def test_another_edition_has_everything_made_anew() -> None:
    made = Made()
    assert asked(made, 1) == [[0, 1, False]]
    write()
    assert asked(made, 1) == [[1, 1, False]]
    with time_machine.travel(current().until, tick=False):
        assert asked(made, 1) == [[1, 1, False]]
    assert made.times == 3


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_and_what_is_read_are_of_one_edition() -> None:
    made = Made()
    with snapshot():
        assert NewsItem.objects.count() == 0
        elsewhere(write)
        elsewhere(lambda: asked(made, 1))
        assert made.ask(1) == [0, 1, False]
    assert asked(made, 1) == [[1, 1, False]]
    assert made.times == 2


@pytest.mark.django_db(transaction=True)
def test_no_more_is_kept_than_was_said() -> None:
    made = Made(2)
    asked(made, 1, 2, 3)
    asked(made, 3, 2)
    assert made.times == 3
    asked(made, 1)
    assert made.times == 4


def test_of_older_editions_nothing_is_kept() -> None:
    kept = edition._Kept(3)
    editions = [Edition(number, MIDNIGHT) for number in range(5)]
    shelves = [kept.of(it) for it in editions]
    assert kept.of(editions[-1]) is shelves[-1]
    assert [*kept.editions] == editions[-2:]


def test_where_no_page_is_made_each_question_is_answered_anew(db: None) -> None:
    made = Made()
    with snapshot():  # of somebody else's transaction
        made.ask(1)
        made.ask(1)
    made.ask(1)
    assert made.times == 3


@pytest.mark.django_db(transaction=True)
def test_what_was_still_being_made_when_the_edition_ended_is_not_kept() -> None:
    made = Made()
    with time_machine.travel(NOON, tick=False) as clock, snapshot():
        assert of_this_page() is not None
        clock.move_to(MIDNIGHT)
        made.ask(1)
        made.ask(1)
    assert made.times == 2


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_made_again() -> None:
    made = Made()
    with snapshot(), pytest.raises(TypeError):
        made.ask(1, whole=True)  # type: ignore[call-arg]
    assert asked(made, 1) == [[0, 1, False]]


@pytest.mark.django_db(transaction=True)
def test_threads_share_what_is_kept() -> None:
    made = Made()
    asked(made, 1)
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda: elsewhere(lambda: found.append(asked(made, 1))))
        for _number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    assert found == [[[0, 1, False]]] * 4
    assert made.times == 1
