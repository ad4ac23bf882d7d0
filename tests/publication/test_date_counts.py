"""Whichever way a row is written, its month and its day are counted."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from interviews.models import Interview
from newsroom.news.models import NewsItem
from newsroom.publication.date_counts import DayCounts, MonthCounts
from newsroom.publication.keeping import put_back, take_away

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime.date
RELEASED = datetime.datetime(2024, 5, 1, 9, tzinfo=datetime.UTC)
KEPT = (MonthCounts("news", "newsitem"), DayCounts("news", "newsitem"))


def counted(desk: str = "news") -> dict[str, int]:
    """
    Return what the triggers have counted, without the months that have nothing.

    On the way it is asserted that the days that they have counted add up to the months.
    """
    days, months = kept_of(desk, "day"), kept_of(desk, "month")
    by_month = Counter[str]()
    for day, number in days.items():
        by_month[day[:7]] += number
    assert by_month == months
    return months


def kept_of(desk: str, unit: str) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {unit}, SUM(number) FROM {desk}_{unit}count GROUP BY {unit}")
        return {unit: number for unit, number in cursor.fetchall() if number}


def item(slug: str, date: DAY, released: datetime.datetime | None = RELEASED) -> NewsItem:
    return NewsItem(slug=slug, lead="Lead.", date=date, published_at=released)


def execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def three(db: None) -> None:
    """Two items of April 2024 and one of March, released; one of March that is a draft."""
    NewsItem.objects.bulk_create(
        [
            item("a", DAY(2024, 4, 24)),
            item("b", DAY(2024, 4, 1)),
            item("c", DAY(2024, 3, 31)),
            item("d", DAY(2024, 3, 31), None),
        ]
    )


def test_what_has_a_moment_of_release_is_counted_in_its_month(three: None) -> None:
    assert counted() == {"2024-03": 1, "2024-04": 2}
    assert kept_of("news", "day") == {"2024-03-31": 1, "2024-04-01": 1, "2024-04-24": 1}
    assert counted("interviews") == {}


def test_loaded_fixtures_are_counted_once_however_often_they_are_loaded(db: None) -> None:
    for _time in range(2):
        call_command("loaddata", "news", "interviews", verbosity=0)

    assert sum(counted().values()) == NewsItem.objects.exclude(published_at=None).count()
    assert sum(counted("interviews").values()) == Interview.objects.count()


def test_another_date_moves_a_publication_to_another_month(three: None) -> None:
    NewsItem.objects.filter(slug__in="ab").update(date=DAY(2023, 12, 31))

    assert counted() == {"2024-03": 1, "2023-12": 2}


def test_a_draft_counts_from_its_release_until_its_withdrawal(three: None) -> None:
    NewsItem.objects.filter(slug="d").update(published_at=RELEASED)
    assert counted() == {"2024-03": 2, "2024-04": 2}

    NewsItem.objects.filter(slug__in="acd").update(published_at=None)
    assert counted() == {"2024-04": 1}


def test_a_date_and_a_release_that_change_together_are_counted(three: None) -> None:
    NewsItem.objects.filter(slug="d").update(published_at=RELEASED, date=DAY(2024, 6, 1))
    NewsItem.objects.filter(slug="c").update(published_at=None, date=DAY(2024, 7, 1))

    assert counted() == {"2024-06": 1, "2024-04": 2}


def test_what_changes_neither_date_nor_release_changes_no_count(three: None) -> None:
    NewsItem.objects.update(lead="Another lead.")
    NewsItem.objects.exclude(published_at=None).update(
        published_at=RELEASED + datetime.timedelta(1)
    )

    assert counted() == {"2024-03": 1, "2024-04": 2}


def test_what_is_deleted_is_counted_no_more(three: None) -> None:
    NewsItem.objects.get(slug="a").delete()
    assert counted() == {"2024-03": 1, "2024-04": 1}

    execute("DELETE FROM news_newsitem")
    assert counted() == {}


def test_sql_by_hand_is_counted(three: None) -> None:
    execute("UPDATE news_newsitem SET date = '2024-02-29' WHERE slug = 'a'")
    execute(
        "INSERT INTO news_newsitem (headline, slug, date, lead, body, published_at)"
        " SELECT headline, 'e', '2024-02-01', lead, body, published_at FROM news_newsitem"
        " WHERE slug = 'a'"
    )

    assert counted() == {"2024-02": 2, "2024-03": 1, "2024-04": 1}


def test_what_is_written_or_left_as_it_was_in_one_statement_is_counted(three: None) -> None:
    again = [item("a", DAY(2025, 1, 1)), item("e", DAY(2025, 1, 2))]
    NewsItem.objects.bulk_create(again, ignore_conflicts=True)
    assert counted() == {"2024-03": 1, "2024-04": 2, "2025-01": 1}

    again = [item("a", DAY(2025, 1, 1)), item("f", DAY(2025, 1, 3))]
    NewsItem.objects.bulk_create(
        again, update_conflicts=True, unique_fields=["slug"], update_fields=["date"]
    )
    assert counted() == {"2024-03": 1, "2024-04": 1, "2025-01": 3}


def test_what_is_undone_was_never_counted(three: None) -> None:
    with transaction.atomic():
        NewsItem.objects.all().delete()
        transaction.set_rollback(True)

    assert counted() == {"2024-03": 1, "2024-04": 2}


def test_many_writes_in_any_order_leave_the_count_that_counting_gives(db: None) -> None:
    chance = random.Random(4)
    for number in range(300):
        day = DAY(2024, chance.randint(1, 12), chance.randint(1, 28))
        released = chance.choice([RELEASED, None])
        stored = list(NewsItem.objects.values_list("pk", flat=True))
        some = NewsItem.objects.filter(pk__in=chance.sample(stored, min(len(stored), 2)))
        match chance.choice(["add", "add", "add", "change", "remove"]):
            case "add":
                item(f"item-{number}", day, released).save()
            case "change":
                some.update(date=day, published_at=released)
            case "remove":
                some.delete()

    dates = list(NewsItem.objects.exclude(published_at=None).values_list("date", flat=True))
    expected = Counter(f"{date:%Y-%m}" for date in dates)
    assert counted() == expected
    assert len(expected) > 6
    assert kept_of("news", "day") == Counter(date.isoformat() for date in dates)


def test_triggers_that_are_put_back_count_what_was_written_without_them(three: None) -> None:
    for keeper in KEPT:
        take_away(keeper, connection)
    NewsItem.objects.filter(slug="a").delete()
    assert counted() == {"2024-03": 1, "2024-04": 2}

    for keeper in KEPT:
        put_back(keeper, connection)
    assert counted() == {"2024-03": 1, "2024-04": 1}


def test_a_base_that_is_migrated_later_counts_what_it_holds_already(
    transactional_db: None,
) -> None:
    call_command("migrate", "news", "0002", verbosity=0)
    NewsItem.objects.bulk_create([item("a", DAY(2024, 4, 24)), item("b", DAY(2024, 4, 1), None)])
    assert counted() == {}
    call_command("migrate", "news", verbosity=0)

    assert counted() == {"2024-04": 1}
    item("c", DAY(2024, 4, 2)).save()
    assert counted() == {"2024-04": 2}


def test_an_emptied_table_counts_nothing(transactional_db: None) -> None:
    item("a", DAY(2024, 4, 24)).save()
    call_command("flush", interactive=False, verbosity=0)

    assert counted() == {}


def test_a_dump_that_is_loaded_again_counts_nothing_twice(three: None, tmp_path: Path) -> None:
    dump = str(tmp_path / "dump.json")
    call_command("dumpdata", "news", output=dump, verbosity=0)
    NewsItem.objects.all().delete()
    call_command("loaddata", dump, verbosity=0)

    assert counted() == {"2024-03": 1, "2024-04": 2}


@pytest.fixture
def postgresql(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL adds rows that are summed up later.")


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news_monthcount")
        return int(cursor.fetchone()[0])


def test_on_postgresql_the_rows_of_a_month_are_added_up_now_and_then(postgresql: None) -> None:
    execute("SELECT setseed(0.5)")
    for number in range(1500):
        item(f"item-{number}", DAY(2024, 4, 1)).save()

    assert counted() == {"2024-04": 1500}
    assert rows() < 1000


def test_on_postgresql_two_writers_of_one_month_do_not_wait_for_each_other(
    postgresql: None,
) -> None:
    other = connection.copy()
    other.ensure_connection()
    insert = (
        "INSERT INTO news_newsitem (headline, slug, date, lead, body, published_at)"
        " VALUES ('', %s, '2024-04-01', 'Lead.', '', now())"
    )
    try:
        execute(insert, "before")
        with transaction.atomic():
            # So many writes that some of them add up the rows, and hold those from before.
            for number in range(800):
                execute(insert, f"here-{number}")
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                for number in range(800):
                    cursor.execute(insert, [f"there-{number}"])
        assert counted() == {"2024-04": 1601}
    finally:
        other.close()
