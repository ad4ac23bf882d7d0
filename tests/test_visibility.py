"""Who sees what, where: the whole truth as one table, and the rule in SQL as the rule in Python."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import hypothesis.strategies as st
import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from interviews.models import Exchange, Interview
from newsroom.editing.contents import Content
from newsroom.editing.models import PreviewLink, Proposal, Review
from newsroom.news.models import NewsItem
from newsroom.publication.models import Publication, State, Withdrawal, kinds

if TYPE_CHECKING:
    from collections.abc import Callable

MICROSECOND = datetime.timedelta(microseconds=1)
SECRET = "canary7f3a"
"""A word of the text that is looked for; no name, label or address has it."""

# --- Where ---------------------------------------------------------------------------------

ADDRESS = {
    "news": "/news/2024/04/23/target",
    "interviews": "/interviews/2024/04/23/target",
}
COMMON = {
    "front page": ("/", "{address}/"),
    "list": ("/{desk}/", "{address}/"),
    "list of the year": ("/{desk}/2024/", "{address}/"),
    "list of the month": ("/{desk}/2024/04/", "{address}/"),
    "list of the day": ("/{desk}/2024/04/23/", "{address}/"),
    "all news": ("/archive/", "{address}/"),
    "all news of the day": ("/archive/2024/04/23/", "{address}/"),
    "glance": ("/{desk}/2024/04/", 'href="/{desk}/2024/04/23/"'),
    "glance of all news": ("/archive/2024/04/", 'href="/archive/2024/04/23/"'),
    "page": ("{address}/", SECRET),
    "citation": ("{address}/", 'id="citation-1"'),
    "JSON": ("{address}.json", SECRET),
    "Markdown": ("{address}.md", SECRET),
    "neighbour after it": ("/{desk}/2024/04/24/after/", "{address}/"),
    "neighbour before it": ("/{desk}/2024/04/22/before/", "{address}/"),
    "search": ("/search/?q=" + SECRET, "{address}/"),
    "search of the section": ("/{desk}/?q=" + SECRET, "{address}/"),
    "search, best first": ("/search/?order=best&q=" + SECRET, "{address}/"),
}
OF_INTERVIEWS = {
    "exchange": ("{address}/q1/", SECRET),
    "search of the answers": ("/interviews/exchanges/?q=" + SECRET, "{address}/"),
    "outlets": ("/interviews/", "Outlet of the target"),
    "list of the outlet": ("/interviews/?outlet=Outlet+of+the+target", "{address}/"),
}
FOR_ALL_ALIKE = {
    **{
        f"{form} of {name}": (f"{section}feed.{form}", SECRET)
        for form in ("rss", "atom", "json")
        for name, section in [
            ("the section", "/{desk}/"),
            ("all news", "/archive/"),
            ("the day", "/{desk}/2024/04/23/"),
        ]
    },
    "feed of the search": (f"/search/feed.json?q={SECRET}", "{address}/"),
    "sitemap": ("/sitemap-{desk}-2024-04.xml", "{address}/"),
    "sitemap of the day": ("/sitemap-{desk}-2024-04-23.xml", "{address}/"),
    "sitemap for Google News": ("/sitemap-google-news.xml", "{address}/"),
}
"""What machines keep and pass on: it shows the same whoever asks for it."""


def surfaces(desk: str) -> dict[str, tuple[str, str]]:
    """Return each surface by its name: its address, and what it shows of the target alone."""
    own = OF_INTERVIEWS if desk == "interviews" else {}
    named = {"desk": desk, "address": ADDRESS[desk]}
    every = {**COMMON, **own, **FOR_ALL_ALIKE}
    return {
        name: (address.format(**named), mark.format(**named))
        for name, (address, mark) in every.items()
    }


# --- Whom ----------------------------------------------------------------------------------


def anonymous(_desk: str) -> User | None:
    return None


def signed_in(_desk: str) -> User:
    return User.objects.create_user("reader")


def of_the_other_desk(desk: str) -> User:
    other = {"news": "interviews", "interviews": "news"}[desk]
    user = User.objects.create_user("other", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label=other))
    return user


def of_the_desk_no_more(desk: str) -> User:
    """Whoever has kept the rights and is no longer let in."""
    user = User.objects.create_user("former", is_staff=False)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label=desk))
    return user


READERS: dict[str, Callable[[str], User | None]] = {
    "anonymous": anonymous,
    "signed in": signed_in,
    "of the other desk": of_the_other_desk,
    "of the desk no more": of_the_desk_no_more,
}
DESK = ("Editors", "Publishers", "superuser")

# --- In which state ------------------------------------------------------------------------


def draft(target: Publication) -> None:
    release(target, None)


def scheduled(target: Publication) -> None:
    release(target, timezone.now() + datetime.timedelta(hours=1))


def public(target: Publication) -> None:
    release(target, timezone.now() - MICROSECOND)


def with_a_proposal(target: Publication) -> None:
    public(target)
    proposed = Content({"headline": "Proposed words", "lead": "Proposed words"})
    Proposal.objects.create(
        publication=target, base=Content().as_json(), proposed=proposed.as_json()
    )


def sent_for_review(target: Publication) -> None:
    draft(target)
    Review.objects.create(publication=target, asked_by_name="Anna Berg")


def with_a_preview(target: Publication) -> None:
    draft(target)
    end = timezone.now() + datetime.timedelta(hours=1)
    PreviewLink.objects.create(publication=target, expires_at=end)


def withdrawn(way: str) -> Callable[[Publication], None]:
    def withdraw(target: Publication) -> None:
        public(target)
        Withdrawal.objects.create(
            desk=target.desk(),
            publication_key=target.pk,
            slug=target.slug,
            label="What it was called",
            date=target.date,
            way=way,
            reason="It was wrong.",
            elsewhere="/archive/" if way == Withdrawal.Way.ELSEWHERE else "",
        )
        draft(target)

    return withdraw


def deleted(target: Publication) -> None:
    public(target)
    target.delete()


def release(target: Publication, moment: datetime.datetime | None) -> None:
    target.published_at = moment
    target.save(update_fields=["published_at"])


class Told(NamedTuple):
    """Who sees the target, and what its page answers to readers."""

    seen_by: str
    """"everyone", "the desk" or "nobody"."""
    status: int


STATES: dict[Callable[[Publication], None], Told] = {
    draft: Told("the desk", 404),
    scheduled: Told("the desk", 404),
    public: Told("everyone", 200),
    with_a_proposal: Told("everyone", 200),
    sent_for_review: Told("the desk", 404),
    with_a_preview: Told("the desk", 404),
    withdrawn("told"): Told("the desk", 200),
    withdrawn("gone"): Told("the desk", 410),
    withdrawn("elsewhere"): Told("the desk", 302),
    deleted: Told("nobody", 404),
}
NAMES = ("draft scheduled public proposal review preview told gone elsewhere deleted").split()

# --- The table -----------------------------------------------------------------------------


@pytest.fixture
def make_target(
    make_news_item: Callable[..., NewsItem], make_interview: Callable[..., Interview]
) -> Callable[[str], Publication]:
    """Make a publication between two public ones, with the secret in all of its texts."""
    make: dict[str, Callable[..., Publication]] = {
        "news": make_news_item,
        "interviews": make_interview,
    }

    def make_target(desk: str) -> Publication:
        for slug, day in (("before", 22), ("after", 24)):
            make[desk](slug=slug, date=datetime.date(2024, 4, day))
        own = {"outlet": "Outlet of the target"} if desk == "interviews" else {}
        long_text = "preamble" if desk == "interviews" else "body"
        target = make[desk](
            slug="target",
            headline="What it is called",
            lead=f"Lead {SECRET}.",
            date=datetime.date(2024, 4, 23),
            published_at=None,
            **{long_text: f"Long text {SECRET}."},
            **own,
        )
        Exchange.objects.update(answer=f"Answer {SECRET}.")
        Exchange.objects.exclude(interview__slug="target").update(answer="Nothing.")
        return target

    return make_target


@pytest.fixture
def client_of(make_user: Callable[..., User]) -> Callable[[str, str], Client]:
    def client_of(role: str, desk: str) -> Client:
        client = Client()
        if role in READERS:
            user = READERS[role](desk)
        elif role == "superuser":
            user = User.objects.create_superuser("root")
        else:
            user = make_user("insider", role)
        if user:
            client.force_login(user)
        return client

    return client_of


def seen(client: Client, desk: str) -> set[str]:
    """Return the surfaces that show something of the target."""
    answers = {}
    found = set()
    for name, (address, mark) in surfaces(desk).items():
        if address not in answers:
            answers[address] = client.get(address)
        answer = answers[address]
        assert answer.status_code in {200, 302, 404, 410}, address
        if answer.status_code == 200 and mark in answer.text:
            found.add(name)
    return found


@pytest.mark.parametrize("desk", ["news", "interviews"])
@pytest.mark.parametrize("role", [*READERS, *DESK])
@pytest.mark.parametrize(("state", "told"), STATES.items(), ids=NAMES)
def test_who_sees_what_where(
    make_target: Callable[[str], Publication],
    client_of: Callable[[str, str], Client],
    state: Callable[[Publication], None],
    told: Told,
    role: str,
    desk: str,
) -> None:
    target = make_target(desk)
    state(target)
    client, every = client_of(role, desk), set(surfaces(desk))
    page = f"{ADDRESS[desk]}/"

    if told.seen_by == "everyone":
        assert seen(client, desk) == every
        assert client.get(page).status_code == 200
    elif told.seen_by == "the desk" and role in DESK:
        assert seen(client, desk) == every - set(FOR_ALL_ALIKE)
        assert "no-store" in client.get(page).headers["Cache-Control"]
    else:
        assert seen(client, desk) == set()
        assert client.get(page).status_code == told.status


# --- The rule ------------------------------------------------------------------------------

KINDS = [NewsItem, Interview]


def test_every_kind_is_in_the_table() -> None:
    assert set(kinds()) == set(KINDS)
    assert {kind.desk() for kind in KINDS} == set(ADDRESS)


def states_in_sql(kind: Any, at: datetime.datetime | None) -> list[State]:
    return [state for state in State if kind.objects.in_state(state, at).exists()]


# Far enough from the ends of what the base takes for what lies a second beside.
FIRST, LAST = (
    datetime.datetime.fromisoformat(day) for day in ("1800-01-02T00:00", "2199-12-31T00:00")
)
moments = st.datetimes(FIRST, LAST, timezones=st.just(datetime.UTC))
whole_seconds = moments.map(lambda moment: moment.replace(microsecond=0))
a_little = st.sampled_from([-1, 0, 1, 10**6, -(10**6)]).map(lambda number: number * MICROSECOND)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    now=moments | whole_seconds,
    published_at=st.none() | moments | whole_seconds,
    beside=st.none() | a_little,
)
def test_the_rule_in_sql_is_the_rule_in_python_to_the_microsecond(
    db: None,
    time_machine: Any,
    now: datetime.datetime,
    published_at: datetime.datetime | None,
    beside: datetime.timedelta | None,
) -> None:
    if beside is not None:
        published_at = now + beside
    time_machine.move_to(now, tick=False)
    for kind in KINDS:
        kind.objects.all().delete()
        stored = kind.objects.create(
            slug="a",
            headline="A",
            lead="A",
            date=datetime.date(2024, 4, 24),
            published_at=published_at,
        )
        stored.refresh_from_db()
        expected = (
            State.DRAFT
            if published_at is None
            else State.PUBLIC
            if published_at <= now
            else State.SCHEDULED
        )

        assert stored.state == expected
        assert stored.is_public == (expected == State.PUBLIC)
        assert states_in_sql(kind, None) == states_in_sql(kind, now) == [expected]
        assert kind.objects.public().exists() == (expected == State.PUBLIC)
