"""Whichever way something is written that readers see, the base has another version."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import reversion
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from interviews.models import EarlierWording, Exchange, Interview
from newsroom.editing.models import OpenForm, Review
from newsroom.news.models import NewsItem
from newsroom.publication import content_version
from newsroom.publication.content_version import READ, RELEASED, TABLE, ContentVersion, is_seen
from newsroom.publication.keeping import make_anew, present, put_back, take_away
from newsroom.publication.models import FormerAddress, Withdrawal, tell
from tests.other_connection import elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.contrib.auth.models import User
    from django.test import Client

DAY = datetime.date(2024, 4, 24)
RELEASED_AT = datetime.datetime(2024, 4, 24, 9, tzinfo=datetime.UTC)
APPS = ("news", "interviews", "publication")


def version() -> int:
    with connection.cursor() as cursor:
        cursor.execute(READ[connection.vendor])
        return int(cursor.fetchone()[0])


def execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@contextmanager
def moves() -> Iterator[None]:
    before = version()
    yield
    assert version() != before


@contextmanager
def stays() -> Iterator[None]:
    before = version()
    yield
    assert version() == before


def item(slug: str, **fields: Any) -> NewsItem:
    return NewsItem(**{"slug": slug, "lead": "Lead.", "date": DAY, **fields})


def keeper(label: str = "news") -> ContentVersion:
    return ContentVersion(apps.get_app_config(label))


@pytest.fixture
def released(db: None) -> NewsItem:
    item("released", published_at=RELEASED_AT).save()
    return NewsItem.objects.get()


@pytest.fixture
def draft(db: None) -> NewsItem:
    item("draft").save()
    return NewsItem.objects.get(slug="draft")


# --- What moves it -------------------------------------------------------------------------


def test_reading_moves_nothing(released: NewsItem, client: Client) -> None:
    with stays():
        assert client.get(released.get_absolute_url()).status_code == 200
        assert client.get("/search/?q=lead").status_code == 200


@pytest.mark.parametrize("field", ["headline", "lead", "body", "slug"])
def test_each_word_of_what_is_released_moves_it(released: NewsItem, field: str) -> None:
    with moves():
        NewsItem.objects.update(**{field: "another"})


def test_a_release_and_its_end_move_it(draft: NewsItem, tomorrow: datetime.datetime) -> None:
    for moment in (RELEASED_AT, None, tomorrow, RELEASED_AT):
        with moves():
            NewsItem.objects.update(published_at=moment)
        with moves() if moment else stays():
            NewsItem.objects.update(lead=f"Written while it was {moment}.")


def test_what_is_created_and_deleted_moves_it(db: None) -> None:
    with moves():
        item("a", published_at=RELEASED_AT).save()
    with moves():
        NewsItem.objects.get().delete()
    with moves():
        NewsItem.objects.bulk_create([item("b"), item("c", published_at=RELEASED_AT)])
    with moves():
        NewsItem.objects.all().delete()


def test_what_is_written_beside_what_was_there_moves_it(
    released: NewsItem, draft: NewsItem
) -> None:
    again = [item("released", lead="Again."), item("new", published_at=RELEASED_AT)]
    with moves():
        NewsItem.objects.bulk_create(again, ignore_conflicts=True)
    wishes: dict[str, Any] = {"update_conflicts": True, "unique_fields": ["slug"]}
    with moves():
        NewsItem.objects.bulk_create([item("released")], update_fields=["lead"], **wishes)
    with stays():
        NewsItem.objects.bulk_create([item("draft")], update_fields=["lead"], **wishes)


def test_sql_by_hand_moves_it(released: NewsItem) -> None:
    with moves():
        execute("UPDATE news_newsitem SET lead = 'By hand.'")
    with moves():
        execute("DELETE FROM news_newsitem")
    with stays():
        execute("DELETE FROM news_newsitem")


def test_a_loaded_fixture_moves_it(db: None) -> None:
    with moves():
        call_command("loaddata", "news", verbosity=0)
    with moves():
        call_command("loaddata", "interviews", verbosity=0)


def test_an_import_moves_it(db: None) -> None:
    with moves():
        call_command("import_fixture", "fixtures/news.json", verbosity=0)


def test_the_parts_of_what_is_released_move_it(make_interview: Callable[..., Interview]) -> None:
    interview = make_interview(2)
    with moves():
        Exchange.objects.filter(key="q1").update(answer="Another answer.")
    with moves():
        EarlierWording.objects.update(is_shown=True)
    with moves():
        EarlierWording.objects.all().delete()
    with moves():
        Exchange.objects.filter(key="q2").delete()
    with moves():
        Exchange.objects.create(interview=interview, key="q3", position=30, question="Why?")


def test_an_exchange_that_leaves_a_released_interview_for_a_draft_moves_it(
    make_interview: Callable[..., Interview],
) -> None:
    there, draft = make_interview(1), make_interview(0, published_at=None)
    with moves():
        Exchange.objects.update(interview=draft)
    with moves():
        Exchange.objects.update(interview=there)


def test_a_correction_moves_it(
    released: NewsItem, make_interview: Callable[..., Interview]
) -> None:
    with moves():
        tell(released, "It was on Friday.")
    interview = make_interview(1)
    with moves():
        tell(interview, "It was on Friday.", interview.exchanges.all())


def test_a_withdrawal_and_a_former_address_move_it(draft: NewsItem) -> None:
    known = {"desk": "news", "slug": "was", "publication_key": draft.pk}
    with moves():
        Withdrawal.objects.create(**known, label="Was", date=DAY, way=Withdrawal.Way.TOLD)
    with moves():
        Withdrawal.objects.update(reason="A mistake.")
    with moves():
        FormerAddress.objects.create(**known)
    with moves():
        FormerAddress.objects.all().delete()


def test_what_another_connection_commits_moves_it(transactional_db: None) -> None:
    with moves():
        elsewhere(lambda: item("a", published_at=RELEASED_AT).save())
    with stays():
        elsewhere(lambda: item("b").save())


def test_to_empty_a_table_moves_it(transactional_db: None) -> None:
    item("a", published_at=RELEASED_AT).save()
    with moves():
        call_command("flush", interactive=False, verbosity=0)


def test_no_value_comes_twice(released: NewsItem) -> None:
    seen = {version()}
    for number in range(50):
        NewsItem.objects.update(lead=f"Lead {number % 2}.")
        seen.add(version())

    assert len(seen) == 51


def test_chance_that_somebody_has_seeded_repeats_no_value(released: NewsItem) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only the chance of PostgreSQL can be seeded.")
    seen = set()
    for _time in range(3):
        execute("SELECT setseed(0.5)")
        NewsItem.objects.update(lead="Another.")
        seen.add(version())

    assert len(seen) == 3


# --- What does not -------------------------------------------------------------------------


def test_drafts_and_what_belongs_to_them_move_nothing(
    make_interview: Callable[..., Interview],
) -> None:
    with stays():
        item("a").save()
        NewsItem.objects.update(lead="Another.")
        interview = make_interview(3, published_at=None)
        Exchange.objects.update(answer="Another.")
        tell(interview, "A note.")
        interview.delete()


def test_what_the_desk_keeps_for_itself_moves_nothing(
    released: NewsItem, draft: NewsItem, publisher: User, sign_in: Callable[[User], Client]
) -> None:
    about = {"content_type": ContentType.objects.get_for_model(NewsItem), "object_id": released.pk}
    with stays():
        desk = sign_in(publisher)
        for address in ("", "news/newsitem/", f"news/newsitem/{released.pk}/change/"):
            assert desk.get(f"/admin/{address}").status_code == 200
        Review.objects.create(asked_by=publisher, **about)
        with reversion.create_revision():
            draft.save()
        assert OpenForm.objects.exists()
        desk.logout()


def test_what_is_undone_moves_nothing(released: NewsItem) -> None:
    with stays(), transaction.atomic():
        NewsItem.objects.update(lead="Never.")
        transaction.set_rollback(True)


def test_what_is_undone_in_part_moves_it_for_the_rest(released: NewsItem) -> None:
    with moves(), transaction.atomic():
        NewsItem.objects.update(lead="For ever.")
        with stays(), transaction.atomic():
            NewsItem.objects.update(lead="Never.")
            transaction.set_rollback(True)
    with moves(), transaction.atomic():
        with stays(), transaction.atomic():
            NewsItem.objects.update(lead="Never.")
            transaction.set_rollback(True)
        NewsItem.objects.update(lead="For ever.")


# --- What it is kept by --------------------------------------------------------------------


def test_every_table_of_the_desks_is_watched() -> None:
    watched = {table for label in APPS for table in keeper(label).tables}

    assert watched == {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS
    }
    assert is_seen(Interview) == RELEASED
    assert "interviews_exchange" in is_seen(EarlierWording)
    assert is_seen(Withdrawal) == "TRUE"


@pytest.mark.parametrize("label", APPS)
def test_triggers_are_there_after_migrating(db: None, label: str) -> None:
    assert present(keeper(label), connection) == set(keeper(label).named(connection.vendor))


def test_what_was_written_without_triggers_has_another_version_once_they_are_back(
    released: NewsItem,
) -> None:
    take_away(keeper(), connection)
    with stays():
        NewsItem.objects.update(lead="Unseen.")
    with moves():
        put_back(keeper(), connection)
    with stays():
        put_back(keeper(), connection)


def test_what_is_made_anew_has_another_version(released: NewsItem) -> None:
    with moves():
        make_anew(connection)
    with moves():
        NewsItem.objects.update(lead="Another.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("label", ["news", "interviews"])
def test_a_migration_that_makes_a_table_anew_keeps_watch(label: str) -> None:
    with moves():
        call_command("migrate", label, "0002", verbosity=0)
        call_command("migrate", label, verbosity=0)

    assert present(keeper(label), connection) == set(keeper(label).named(connection.vendor))
    with moves():
        item("a", published_at=RELEASED_AT).save()


def test_an_emptied_table_never_says_that_nothing_has_changed(released: NewsItem) -> None:
    execute(f"DELETE FROM {TABLE}")
    with moves():
        pass
    with moves():
        NewsItem.objects.update(lead="Another.")


def test_what_is_restored_has_its_version_and_comes_by_none_that_was_there_since(
    transactional_db: None, tmp_path: Path
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only the base of SQLite is a file.")
    item("a", published_at=RELEASED_AT).save()
    execute("VACUUM INTO %s", str(tmp_path / "backup"))
    then = version()
    NewsItem.objects.update(lead="Another.")
    since = version()

    with closing(sqlite3.connect(tmp_path / "backup", isolation_level=None)) as restored:
        assert restored.execute(READ["sqlite"]).fetchone() == (then,)
        restored.execute("UPDATE news_newsitem SET lead = 'Yet another.'")
        assert restored.execute(READ["sqlite"]).fetchone() not in {(then,), (since,)}


# --- PostgreSQL ----------------------------------------------------------------------------


@pytest.fixture
def postgresql(transactional_db: None) -> Iterator[Any]:
    """Somebody else's connection."""
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL has several writers at once.")
    other = connection.copy()
    other.ensure_connection()
    with closing(other), other.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
        yield cursor


INSERT = (
    "INSERT INTO news_newsitem (headline, slug, date, lead, body, published_at)"
    " VALUES ('', %s, '2024-04-01', 'Lead.', '', now())"
)
ISOLATIONS = ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"]


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("isolation", ISOLATIONS)
def test_no_writer_waits_for_another_and_each_commit_moves_it(
    postgresql: Any, isolation: str
) -> None:
    execute(INSERT, "before")
    postgresql.execute(f"BEGIN ISOLATION LEVEL {isolation}")
    postgresql.execute(INSERT, ["there-first"])
    with moves(), transaction.atomic():
        # So many writes that some of them gather what nobody holds.
        for number in range(300):
            execute(INSERT, f"here-{number}")
        for number in range(300):
            postgresql.execute(INSERT, [f"there-{number}"])
    with moves():
        # It began before the other one and ends after it.
        postgresql.execute("COMMIT")
    with moves():
        execute(INSERT, "after")


@pytest.fixture
def gathered_each_time(postgresql: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A transaction moves the version once, and gathers all rows with each write."""
    monkeypatch.setattr(content_version, "ONE_IN_SO_MANY", 1)
    monkeypatch.setattr(content_version, "MOST_MOVES", 1)
    put_back(keeper(), connection)
    yield
    monkeypatch.undo()
    put_back(keeper(), connection)


def test_to_make_one_row_of_all_leaves_the_version(
    gathered_each_time: None, postgresql: Any
) -> None:
    execute(INSERT, "here")
    with transaction.atomic():
        NewsItem.objects.filter(slug="here").update(lead="Moved once.")
        with moves():
            postgresql.execute(INSERT, ["there"])
        assert rows() == 2
        with stays():
            NewsItem.objects.filter(slug="here").update(lead="Gathered only.")
        assert rows() == 1
    assert rows() == 1


def test_a_transaction_of_many_writes_takes_one_row(postgresql: Any) -> None:
    with transaction.atomic():
        execute(INSERT, "item")
        before = rows()
        for number in range(150):
            NewsItem.objects.update(lead=f"Lead {number}.")
        assert rows() <= before
