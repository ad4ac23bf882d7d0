"""A headline that cannot be seen is none."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from interviews.models import Interview
from newsroom.news.models import NewsItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.apps.registry import Apps

UNSEEN = [" ", "\t \n", "\N{NO-BREAK SPACE}", "\N{EM SPACE}\N{ZERO WIDTH SPACE}", "\ufeff"]
DATE = datetime.date(2024, 4, 24)


@pytest.mark.parametrize("headline", UNSEEN)
def test_the_database_refuses_a_headline_of_blanks(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Interview],
    headline: str,
) -> None:
    for make in (make_news_item, make_interview):
        with pytest.raises(IntegrityError), transaction.atomic():
            make(headline=headline)


def test_blanks_around_words_and_none_at_all_are_no_mistake(
    make_news_item: Callable[..., NewsItem],
) -> None:
    assert make_news_item(headline="").pk
    assert make_news_item(headline="\N{NO-BREAK SPACE}One word \n").pk


def test_a_headline_of_blanks_is_told_in_a_sentence(db: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        Interview(headline="\N{ZERO WIDTH SPACE}", date=DATE).full_clean()

    told = "The headline holds only blanks: write words that readers can see."
    assert told in refusal.value.messages


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Callable[..., Apps]]:
    """Take both desks to so many migrations, and at the end to all of them."""

    def to(*targets: tuple[str, str]) -> Apps:
        for app, migration in targets:
            call_command("migrate", app, migration, verbosity=0)
        return MigrationExecutor(connection).loader.project_state([*targets]).apps

    yield to
    call_command("migrate", verbosity=0)


def stored(apps: Apps, app: str, model: str, **fields: Any) -> Any:
    return apps.get_model(app, model).objects.create(date=DATE, **fields)


def test_the_migration_mends_headlines_that_cannot_be_seen(migrate: Callable[..., Apps]) -> None:
    old = migrate(("news", "0001_initial"), ("interviews", "0001_initial"))
    for slug, headline, lead in [
        ("seen", " Seen ", ""),
        ("none", "", "Lead."),
        ("with-a-lead", " \N{NO-BREAK SPACE}", "Lead."),
        ("alone", "\N{ZERO WIDTH SPACE}", ""),
    ]:
        stored(old, "news", "NewsItem", slug=slug, headline=headline, lead=lead)
    for slug, headline, lead in [
        ("seen", "Seen", "Lead."),
        ("long", " ", "word " * 40),
        ("short", " ", "A *short* lead."),
        ("alone", "\N{NO-BREAK SPACE}", " "),
    ]:
        stored(old, "interviews", "Interview", slug=slug, headline=headline, lead=lead)
    migrate(("news", "0002_seen_headlines"), ("interviews", "0002_preamble_and_seen_headlines"))

    assert dict(NewsItem.objects.values_list("slug", "headline")) == {
        "seen": " Seen ",
        "none": "",
        "with-a-lead": "",
        "alone": "24.04.2024",
    }
    assert dict(Interview.objects.values_list("slug", "headline")) == {
        "seen": "Seen",
        "long": "word " * 17 + "word\N{NO-BREAK SPACE}…",
        "short": "A short lead.",
        "alone": "24.04.2024",
    }
