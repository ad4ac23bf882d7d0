from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from newsroom.news.models import NewsItem
from newsroom.news.search import INDEX
from newsroom.publication.keeping import present, put_back, take_away
from newsroom.publication.search.finding import Span, passages
from newsroom.publication.search.query import Query


def found(typed: str) -> int:
    return len(passages([NewsItem.objects.all()], [Span()], Query.parse(typed), 10))


def test_triggers_are_there_after_migrating(db: None) -> None:
    assert present(INDEX, connection) == set(INDEX.named(connection.vendor))


def test_what_was_written_without_triggers_is_kept_once_they_are_back(db: None) -> None:
    take_away(INDEX, connection)
    assert present(INDEX, connection) == set()
    NewsItem.objects.create(slug="a", lead="unseen")
    assert found("unseen") == 0

    put_back(INDEX, connection)
    assert found("unseen") == 1


def test_triggers_of_an_older_text_are_replaced(db: None) -> None:
    take_away(INDEX, connection)
    sql = next(iter(INDEX.named(connection.vendor).values()))
    name = next(iter(INDEX.named(connection.vendor)))
    with connection.cursor() as cursor:
        cursor.execute(sql.replace(name, "news_search_0000_1"))

    put_back(INDEX, connection)
    assert present(INDEX, connection) == set(INDEX.named(connection.vendor))


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_makes_a_table_anew_loses_no_trigger() -> None:
    call_command("migrate", "news", "0001", verbosity=0)
    NewsItem.objects.create(slug="a", lead="between")
    call_command("migrate", "news", verbosity=0)

    assert present(INDEX, connection) == set(INDEX.named(connection.vendor))
    assert found("between") == 1
