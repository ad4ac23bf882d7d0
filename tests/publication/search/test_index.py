"""The index follows every way of writing, on whichever base the tests are run."""

from __future__ import annotations

import datetime
import unicodedata
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection

from interviews.models import Exchange, Interview
from newsroom.news.models import NewsItem
from newsroom.publication.search.finding import Passage, Span, passages
from newsroom.publication.search.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable


def found(typed: str, **how: bool) -> list[str]:
    """Return what is found, newest first, as news-1 or interviews-1-2."""
    shelves = [NewsItem.objects.public(), Interview.objects.public()]
    return [
        "-".join(str(part) for part in (it.kind, it.publication, exchange(it)) if part)
        for it in passages(shelves, [Span(), Span()], Query.parse(typed), 50, **how)
    ]


def exchange(passage: Passage) -> int | None:
    """Return the primary key of the exchange that is the passage, if one is."""
    with connection.cursor() as cursor:
        table = f"{passage.kind}_passage"
        cursor.execute(f"SELECT exchange_id FROM {table} WHERE id = %s", [passage.place])
        (key,) = cursor.fetchone()
    return key  # type: ignore[no-any-return]


def is_whole() -> bool:
    """Whether the index has a passage for each text, and SQLite finds no fault with it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for desk in ("news", "interviews"):
                words = f"{desk}_passage_words"
                cursor.execute(f"INSERT INTO {words}({words}) VALUES ('integrity-check')")
        cursor.execute("SELECT count(*) FROM interviews_passage")
        (number,) = cursor.fetchone()
    return int(number) == Interview.objects.count() + Exchange.objects.count()


def test_the_words_of_the_source_find_their_exchanges(source_content: None) -> None:
    interview = Interview.objects.get()

    def exchange(key: str) -> str:
        return f"interviews-{interview.pk}-{interview.exchanges.get(key=key).pk}"

    assert found("SIP") == [exchange("q3")]
    assert found('"Special Interstate Policy"') == [exchange("q3")]
    assert found("coordinating state") == [exchange("q6")]
    assert found('"state coordinating"') == []
    assert is_whole()


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("МОСКВА", "москва"),
        ("Ёлка", "елка"),
        ("елка", "Ёлка"),
        (unicodedata.normalize("NFD", "Йод"), "йод"),
        ("йод", unicodedata.normalize("NFD", "ЙОД")),
        ("Café", "cafe"),
        ("policies", "policy"),
        ("Tajik-Afghan border", "tajik-afghan"),
        ("on 24.04.2024", "24.04.2024"),
        ("at https://example.org/a-page", "example"),
        ("the “quoted” word", '"the quoted word"'),
        ("हिन्दी", "हिन्दी"),
        ("C:\\path and 100%", "path"),
    ],
)
def test_case_accents_endings_and_punctuation_make_no_difference(
    make_news_item: Callable[..., NewsItem], written: str, typed: str
) -> None:
    item = make_news_item(lead=f"Before {written} after.")
    assert found(typed) == [f"news-{item.pk}"]


def test_all_words_are_needed_in_one_passage_together_with_who_spoke(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(2, interviewee="Ivan Petrov", outlet="TASS")
    first, second = interview.exchanges.all()
    Exchange.objects.filter(pk=first.pk).update(answer="about grain")
    Exchange.objects.filter(pk=second.pk).update(answer="about ships")

    assert found("grain") == [f"interviews-{interview.pk}-{first.pk}"]
    assert found("petrov grain tass") == [f"interviews-{interview.pk}-{first.pk}"]
    assert found("grain ships") == []
    assert found("about -grain") == [f"interviews-{interview.pk}-{second.pk}"]
    assert found("petrov") == [f"interviews-{interview.pk}"]
    assert found("petrov", parts_only=True) == []


def test_what_is_changed_moved_or_deleted_is_found_by_its_new_words_alone(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(3, interviewee="Oldname")
    first, *_others = interview.exchanges.all()
    first.answer = "newword"
    first.save()
    interview.interviewee, interview.date = "Newname", datetime.date(2020, 1, 2)
    interview.save()
    assert found("newword newname") == [f"interviews-{interview.pk}-{first.pk}"]
    assert found("oldname") == []
    assert found('"answer 1"') == []
    assert is_whole()

    Exchange.objects.filter(pk=first.pk).delete()
    assert found("newword") == []
    assert is_whole()

    other = make_interview(0)
    interview.exchanges.update(interview=other)
    assert found('"answer 2"')[0].startswith(f"interviews-{other.pk}-")
    assert is_whole()

    Interview.objects.all().delete()
    assert found("answer") == []
    assert is_whole()


def test_every_way_of_writing_is_seen(source_content: None) -> None:
    call_command("loaddata", "interviews", verbosity=0)
    NewsItem.objects.bulk_create([NewsItem(slug="b", lead="bulkword", date="2024-05-01")])
    NewsItem.objects.filter(slug="b").update(published_at="2024-05-01T12:00:00Z")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_newsitem SET lead = 'rawword' WHERE slug = 'b'")
    interview = Interview.objects.get()
    third = interview.exchanges.get(key="q3")
    third.answer = "bulkupdated"
    Exchange.objects.bulk_update([third], ["answer"])

    assert found("bulkword") == []
    assert len(found("rawword")) == 1
    assert found("bulkupdated") == [f"interviews-{interview.pk}-{third.pk}"]
    assert is_whole()


def test_an_exchange_that_comes_before_its_interview_is_found_as_well(
    make_interview: Callable[..., Interview],
) -> None:
    interview = make_interview(1)
    exchange = interview.exchanges.get()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("DELETE FROM interviews_interview WHERE id = %s", [interview.pk])
        assert found("answer") == []
        interview.save(force_insert=True)
    assert found("answer") == [f"interviews-{interview.pk}-{exchange.pk}"]
    assert is_whole()


def test_the_newest_are_found_first_and_a_day_in_the_order_of_storing(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> None:
    day = datetime.date(2024, 4, 24)
    items = [
        make_news_item(lead="word", date=date) for date in (day, day, datetime.date(2023, 1, 1))
    ]
    newest = make_interview(0, headline="word", date=datetime.date(2024, 5, 1))

    assert found("word") == [
        f"interviews-{newest.pk}",
        *(f"news-{item.pk}" for item in items),
    ]


def test_what_is_not_public_is_not_found(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    tomorrow: datetime.datetime,
) -> None:
    make_news_item(lead="word", published_at=None)
    make_news_item(lead="word", published_at=tomorrow)
    make_interview(2, published_at=tomorrow)
    assert found("word") == found("answer") == []


def test_a_text_too_long_for_an_index_can_be_stored(
    make_news_item: Callable[..., NewsItem],
) -> None:
    item = make_news_item(lead="first", body=" ".join(f"слово{n}" for n in range(120_000)))
    assert found("first") == found("слово77") == [f"news-{item.pk}"]
    make_news_item(lead="x" * 100_000)
