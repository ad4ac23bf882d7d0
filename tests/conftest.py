"""Factories and clients that every test may ask for."""

from __future__ import annotations

import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from interviews.models import Exchange, Interview
from newsroom.news.models import NewsItem
from tests.machine import chromium, lighthouse, postgresql_url, vnu

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["chromium", "lighthouse", "postgresql_url", "vnu"]

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

NOON = datetime.time(12, tzinfo=datetime.UTC)


def noon(date: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(date, NOON)


@pytest.fixture
def make_news_item(db: None) -> Callable[..., NewsItem]:
    """Make a public news item without a headline; every field can be given."""
    numbers = count(1)

    def make(**fields: Any) -> NewsItem:
        number = next(numbers)
        date = fields.setdefault("date", datetime.date(2024, 4, 24))
        defaults = {
            "slug": f"item-{number}",
            "lead": f"Lead of item {number}.",
            "published_at": noon(date),
        }
        return NewsItem.objects.create(**defaults | fields)

    return make


@pytest.fixture
def make_interview(db: None) -> Callable[..., Interview]:
    """Make a public interview of so many `exchanges`."""
    numbers = count(1)

    def make(exchanges: int = 2, **fields: Any) -> Interview:
        number = next(numbers)
        date = fields.setdefault("date", datetime.date(2024, 3, 12))
        defaults = {
            "slug": f"interview-{number}",
            "headline": f"Interview {number}",
            "outlet": "TASS agency",
            "interviewee": "Imangali Tasmagambetov",
            "published_at": noon(date),
        }
        interview = Interview.objects.create(**defaults | fields)
        Exchange.objects.bulk_create(
            Exchange(
                interview=interview,
                key=f"q{place}",
                position=place * 10,
                question=f"Question {place}?",
                answer=f"Answer {place}.",
            )
            for place in range(1, exchanges + 1)
        )
        return interview

    return make


@pytest.fixture
def source_content(db: None) -> None:
    """Load the content of the source document."""
    call_command("loaddata", "news", "interviews", verbosity=0)


@pytest.fixture
def tomorrow() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=1)


@pytest.fixture
def editor(db: None) -> User:
    """Someone who works at both desks and nowhere else."""
    editor = User.objects.create_user("editor", password="a good password", is_staff=True)
    desks = Permission.objects.filter(content_type__app_label__in=["news", "interviews"])
    editor.user_permissions.set(desks)
    return editor


@pytest.fixture
def desk(editor: User) -> Client:
    """A client signed in as the editor."""
    client = Client()
    client.force_login(editor)
    return client
