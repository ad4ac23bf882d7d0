"""Factories and clients that every test may ask for."""

from __future__ import annotations

import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from interviews.models import Exchange, Interview
from newsroom.editing import roles
from newsroom.news.models import NewsItem
from tests.machine import chromium, lighthouse, postgresql_url, vnu

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["chromium", "lighthouse", "postgresql_url", "vnu"]

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

ASKS_THE_BASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "leave out what another database would not change: tests that ask none"
    parser.addoption("--asks-the-base", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--asks-the-base"):
        return
    config.hook.pytest_deselected(items=[item for item in items if not asks_the_base(item)])
    items[:] = filter(asks_the_base, items)


def asks_the_base(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return bool(ASKS_THE_BASE & {*fixtures}) or item.get_closest_marker("django_db") is not None


NOON = datetime.time(12, tzinfo=datetime.UTC)


def noon(date: datetime.date) -> datetime.datetime:
    """Noon of that date, or now while noon is still to come: public at any hour of a test."""
    noon = datetime.datetime.combine(date, NOON)
    return min(noon, timezone.now()) if date == timezone.localdate() else noon


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


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Make somebody of the desk, with the role of the group that is named."""
    # Tests that empty the base take what migrations wrote with it.
    roles.granting("news", "newsitem", ())(apps, None)
    roles.granting("interviews", "interview", ("exchange",))(apps, None)
    roles.showing("editing", "publishlogentry")(apps, None)
    roles.showing("fixtures", "import")(apps, None)

    def make(name: str, role: str, **fields: Any) -> User:
        user = User.objects.create_user(name, password="a good password", is_staff=True, **fields)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make


@pytest.fixture
def writer(make_user: Callable[..., User]) -> User:
    """Someone who may write at both desks, and not publish."""
    return make_user("anna", roles.EDITORS, first_name="Anna", last_name="Berg")


@pytest.fixture
def publisher(make_user: Callable[..., User]) -> User:
    return make_user("boris", roles.PUBLISHERS, first_name="Boris", last_name="Ivanov")


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """Return a client of its own for whoever is named."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
