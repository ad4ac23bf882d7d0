"""Who may do what at the desk: every address, with the exact answer, and what it leaves behind."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.models import OpenForm, PreviewLink, Proposal, PublishLogEntry
from newsroom.editing.proposals.making import propose
from newsroom.editing.releases import reviewing
from newsroom.editing.releases.publish_log import Act, note
from newsroom.editing.releases.seen import loaded, value_of
from newsroom.editing.releases.withdrawing import withdraw
from newsroom.editing.stored import content_of
from newsroom.news.models import NewsItem
from tests.filling_in import filled_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from reversion.models import Version

NEWS, INTERVIEWS = "/admin/news/newsitem/", "/admin/interviews/interview/"
LOG = "/admin/editing/publishlogentry/"

ROLES = ("anonymous", "reader", "newcomer", "writer", "publisher", "superuser")
"""Nobody; somebody without access to the desk; with access and no right; the two groups; all."""

GONE = {"way": "gone"}
KEPT_BY = (
    "admin",
    "auth",
    "editing",
    "fixtures",
    "interviews",
    "news",
    "publication",
    "reversion",
)


class Desk(NamedTuple):
    """Somebody in each role, before the same publications."""

    clients: dict[str, Client]
    draft: Any
    scheduled: Any
    public: Any
    waiting: Any
    interview: Any
    entry: PublishLogEntry
    withdrawn: Any
    proposal: Proposal
    link: PreviewLink
    version: Version
    """Of the draft, before it was changed."""
    deleted: Version


@pytest.fixture
def at_the_desk(
    make_news_item: Callable[..., NewsItem],
    make_interview: Callable[..., Any],
    writer: User,
    publisher: User,
    sign_in: Callable[[User], Client],
) -> Desk:
    today = timezone.localdate()
    public = make_news_item(date=today)
    waiting = make_news_item(date=today, published_at=None)
    reviewing.ask(waiting, writer)
    withdrawn, gone, draft = (
        make_news_item(date=today, headline=headline, published_at=None)
        for headline in ("Taken back", "Deleted", "A draft")
    )
    withdraw(withdrawn, GONE | {"reason": "", "elsewhere": ""})
    history.record(draft, publisher, "Written.")
    NewsItem.objects.filter(pk=draft.pk).update(lead="Written anew.")
    history.record(draft, publisher, "Edited.")
    history.record_deletion([gone], publisher)
    deleted = history.versions_of(gone)[0]
    gone.delete()
    base = content_of(public)
    proposed = replace(base, texts={**base.texts, "lead": "A proposed lead."})
    users = {
        "reader": User.objects.create_user("reader"),
        "newcomer": User.objects.create_user("newcomer", is_staff=True),
        "writer": writer,
        "publisher": publisher,
        "superuser": User.objects.create_superuser("root"),
    }
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    return Desk(
        {"anonymous": Client(), **{role: sign_in(user) for role, user in users.items()}},
        draft=draft,
        scheduled=make_news_item(date=today, published_at=tomorrow),
        public=public,
        waiting=waiting,
        interview=make_interview(published_at=None),
        entry=note(public, Act.PUBLISHED, publisher),
        withdrawn=withdrawn,
        proposal=cast("Proposal", propose(public, writer, base, proposed)),
        link=PreviewLink.objects.create(publication=draft, made_by=writer, expires_at=tomorrow),
        version=history.versions_of(draft)[1],
        deleted=deleted,
    )


def dump() -> dict[str, list[Any]]:
    """Return every row of the tables that a request at the desk could change."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in KEPT_BY and model is not OpenForm
    }


def seen(publication: Any) -> list[str]:
    return [value_of(it) for it in loaded(type(publication).objects.filter(pk=publication.pk))]


def confirmed(publication: Any, **more: Any) -> dict[str, Any]:
    return {"confirmed": "yes", "seen": seen(publication), **more}


def chosen(action: str, publication: Any, **more: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [publication.pk], **more}


def in_three_days() -> dict[str, str]:
    moment = timezone.localtime() + datetime.timedelta(days=3)
    return {"published_at_0": f"{moment:%d.%m.%Y}", "published_at_1": f"{moment:%H:%M}"}


def form(desk: Desk, publication: Any, **more: str) -> dict[str, Any]:
    return filled_in(desk.clients["superuser"], publication) | {"lead": "Another lead."} | more


NEW = {"date": "24.04.2024", "lead": "A new item."}

# What is sent, and the answer to each role but the first two, who are led to the log-in.
# "*" marks the answers that leave something changed.
GET: dict[str, tuple[Callable[[Desk], str], str]] = {
    "list": (lambda _: NEWS, "403 200 200 200"),
    "add": (lambda _: f"{NEWS}add/", "403 200 200 200"),
    "draft": (lambda it: f"{NEWS}{it.draft.pk}/change/", "403 200 200 200"),
    "public": (lambda it: f"{NEWS}{it.public.pk}/change/", "403 200 200 200"),
    "delete a draft": (lambda it: f"{NEWS}{it.draft.pk}/delete/", "403 403 200 200"),
    "delete what is public": (lambda it: f"{NEWS}{it.public.pk}/delete/", "403 403 302 302"),
    "history": (lambda it: f"{NEWS}{it.draft.pk}/history/", "403 200 200 200"),
    "publish": (lambda it: f"{NEWS}{it.draft.pk}/release/publish/", "403 403 200 200"),
    "schedule": (lambda it: f"{NEWS}{it.draft.pk}/release/schedule/", "403 403 200 200"),
    "embargo": (lambda it: f"{NEWS}{it.scheduled.pk}/release/embargo/", "403 403 200 200"),
    "unschedule": (lambda it: f"{NEWS}{it.scheduled.pk}/release/unschedule/", "403 403 200 200"),
    "withdraw": (lambda it: f"{NEWS}{it.public.pk}/release/withdraw/", "403 403 200 200"),
    "no such move": (lambda it: f"{NEWS}{it.draft.pk}/release/x/", "404 404 404 404"),
    "ask for review": (lambda it: f"{NEWS}{it.draft.pk}/review/", "403 200 200 200"),
    "send back": (lambda it: f"{NEWS}{it.waiting.pk}/send-back/", "403 403 200 200"),
    "text": (lambda it: f"{INTERVIEWS}{it.interview.pk}/text/", "403 200 200 200"),
    "wordings": (lambda it: f"{INTERVIEWS}{it.interview.pk}/earlier-wordings/", "403 200 200 200"),
    "from a document": (lambda _: "/admin/from-a-document/", "403 200 200 200"),
    "import": (lambda _: "/admin/import/", "403 200 200 200"),
    "imports": (lambda _: "/admin/fixtures/import/", "403 200 200 200"),
    "export": (lambda _: f"{NEWS}export/", "403 200 200 200"),
    "export a file": (lambda _: f"{NEWS}export/json/", "403 200 200 200"),
    "log": (lambda _: LOG, "403 200 200 200"),
    "entry": (lambda it: f"{LOG}{it.entry.pk}/change/", "403 200 200 200"),
    "day": (lambda _: "/admin/", "200 200 200 200"),
    "previews": (lambda it: f"{NEWS}{it.draft.pk}/previews/", "403 200 200 200"),
    "proposals": (lambda it: f"{NEWS}{it.public.pk}/proposals/", "403 200 200 200"),
    "proposal": (
        lambda it: f"{NEWS}{it.public.pk}/proposals/{it.proposal.pk}/",
        "403 200 200 200",
    ),
    "compare": (
        lambda it: f"{NEWS}{it.draft.pk}/history/compare/?old={it.version.pk}&new=now",
        "403 200 200 200",
    ),
    "restore": (
        lambda it: f"{NEWS}{it.draft.pk}/history/{it.version.pk}/restore/",
        "403 200 200 200",
    ),
    "deleted": (lambda _: f"{NEWS}deleted/", "403 200 200 200"),
    "recover": (lambda it: f"{NEWS}deleted/{it.deleted.pk}/", "403 200 200 200"),
    "what readers find": (lambda it: f"{NEWS}{it.withdrawn.pk}/withdrawal/", "403 403 200 200"),
    "who else": (lambda it: f"{NEWS}{it.draft.pk}/open/", "405 405 405 405"),
    "as read": (lambda _: f"{NEWS}as-read/", "403 405 405 405"),
    "add to the log": (lambda _: f"{LOG}add/", "403 403 403 403"),
    "delete from the log": (lambda it: f"{LOG}{it.entry.pk}/delete/", "403 403 403 403"),
}


def release(move: str, which: str, **more: Any) -> Callable[[Desk], tuple[str, dict[str, Any]]]:
    """Confirm the move on the page beside the form."""

    def request(it: Desk) -> tuple[str, dict[str, Any]]:
        publication = getattr(it, which)
        return f"{NEWS}{publication.pk}/release/{move}/", confirmed(publication, **more)

    return request


def action(name: str, which: str, **more: Any) -> Callable[[Desk], tuple[str, dict[str, Any]]]:
    """Confirm the action of the list."""

    def request(it: Desk) -> tuple[str, dict[str, Any]]:
        publication = getattr(it, which)
        return NEWS, chosen(name, publication, **confirmed(publication, **more))

    return request


def as_shown(it: Desk, address: str, **told: Any) -> tuple[str, dict[str, Any]]:
    """Send what is told together with what the page says was seen on it."""
    page = it.clients["superuser"].get(address).text
    shown = re.search('name="seen" value="([^"]*)"', page)
    return address, {"seen": shown[1] if shown else "", **told}


def answering(wish: str, **more: Any) -> Callable[[Desk], tuple[str, dict[str, Any]]]:
    """Answer the proposal to change what is public."""
    return lambda it: as_shown(
        it, f"{NEWS}{it.public.pk}/proposals/{it.proposal.pk}/", do=wish, **more
    )


POST: dict[str, tuple[Callable[[Desk], tuple[str, dict[str, Any]]], str]] = {
    "add": (lambda _: (f"{NEWS}add/", NEW), "403 302* 302* 302*"),
    "add what is public": (
        lambda _: (f"{NEWS}add/", NEW | {"published_at": "2024-04-24"} | in_three_days()),
        "403 302* 302* 302*",
    ),
    "change a draft": (
        lambda it: (f"{NEWS}{it.draft.pk}/change/", form(it, it.draft)),
        "403 302* 302* 302*",
    ),
    "a hidden button": (
        lambda it: (f"{NEWS}{it.draft.pk}/change/", form(it, it.draft, release="publish")),
        "403 302* 302* 302*",
    ),
    # For the writer it is a proposal, which leaves the item as it is.
    "change what is public": (
        lambda it: (
            f"{NEWS}{it.public.pk}/change/",
            form(it, it.public, **{"change-kind": "minor"}),
        ),
        "403 302* 302* 302*",
    ),
    "publish": (release("publish", "draft"), "403 403 302* 302*"),
    "schedule": (release("schedule", "draft", **in_three_days()), "403 403 302* 302*"),
    "embargo": (release("embargo", "scheduled", **in_three_days()), "403 403 302* 302*"),
    "unschedule": (release("unschedule", "scheduled"), "403 403 302* 302*"),
    "withdraw": (release("withdraw", "public", **GONE), "403 403 302* 302*"),
    "publish what is public": (release("publish", "public"), "403 403 200 200"),
    "action: publish": (action("publish", "draft"), "403 302 302* 302*"),
    "action: schedule": (action("schedule", "draft", **in_three_days()), "403 302 302* 302*"),
    "action: embargo": (action("embargo", "scheduled", **in_three_days()), "403 302 302* 302*"),
    "action: unschedule": (action("unschedule", "scheduled"), "403 302 302* 302*"),
    "action: withdraw": (action("withdraw", "public", **GONE), "403 302 302* 302*"),
    "action: delete": (action("delete_selected", "draft", post="yes"), "403 302 302* 302*"),
    "action: delete what is public": (
        action("delete_selected", "public", post="yes"),
        "403 302 302 302",
    ),
    "delete a draft": (
        lambda it: (f"{NEWS}{it.draft.pk}/delete/", {"post": "yes"}),
        "403 403 302* 302*",
    ),
    "delete what is public": (
        lambda it: (f"{NEWS}{it.public.pk}/delete/", {"post": "yes"}),
        "403 403 302 302",
    ),
    "ask for review": (
        lambda it: (f"{NEWS}{it.draft.pk}/review/", {"note": "Please."}),
        "403 302* 302* 302*",
    ),
    "ask for review of what is public": (
        lambda it: (f"{NEWS}{it.public.pk}/review/", {"note": "Please."}),
        "403 302 302 302",
    ),
    "send back": (
        lambda it: (f"{NEWS}{it.waiting.pk}/send-back/", {"note": "Not yet."}),
        "403 403 302* 302*",
    ),
    "send back what does not wait": (
        lambda it: (f"{NEWS}{it.draft.pk}/send-back/", {"note": "Not yet."}),
        "403 403 302 302",
    ),
    "send back without a word": (
        lambda it: (f"{NEWS}{it.waiting.pk}/send-back/", {"note": " "}),
        "403 403 200 200",
    ),
    "text": (
        lambda it: (f"{INTERVIEWS}{it.interview.pk}/text/", {"text": "Q: A?\n\nA: B."}),
        "403 200 200 200",
    ),
    "make a preview link": (
        lambda it: (f"{NEWS}{it.draft.pk}/previews/", {"works_for": "hour"}),
        "403 302* 302* 302*",
    ),
    "take a preview link back": (
        lambda it: (f"{NEWS}{it.draft.pk}/previews/", {"revoke": it.link.pk}),
        "403 302* 302* 302*",
    ),
    "take a proposal": (answering("take", **{"change-kind": "minor"}), "403 403 302* 302*"),
    "decline a proposal": (answering("decline", answer_note="No."), "403 403 302* 302*"),
    "take a proposal back": (answering("take-back"), "403 302* 403 403"),
    "restore": (
        lambda it: as_shown(it, f"{NEWS}{it.draft.pk}/history/{it.version.pk}/restore/"),
        "403 302* 302* 302*",
    ),
    "recover": (lambda it: (f"{NEWS}deleted/{it.deleted.pk}/", {}), "403 302* 302* 302*"),
    "change what readers find": (
        lambda it: (f"{NEWS}{it.withdrawn.pk}/withdrawal/", {"way": "told", "reason": "It erred."}),
        "403 403 302* 302*",
    ),
    "as read": (lambda _: (f"{NEWS}as-read/", {"text": "A *word*."}), "403 200 200 200"),
    "change the log": (
        lambda it: (f"{LOG}{it.entry.pk}/change/", {"note": "x", "act": "withdrawn"}),
        "403 403 403 403",
    ),
    "add to the log": (lambda _: (f"{LOG}add/", {"act": "published"}), "403 403 403 403"),
    "delete from the log": (
        lambda it: (f"{LOG}{it.entry.pk}/delete/", {"post": "yes"}),
        "403 403 403 403",
    ),
    "action: delete from the log": (
        lambda it: (LOG, chosen("delete_selected", it.entry, post="yes")),
        "403 200 200 200",
    ),
}

TABLE = [
    (method, name, role, answer)
    for method, rows in (("GET", GET), ("POST", POST))
    for name, (_request, answers) in rows.items()
    for role, answer in zip(ROLES, ["login", "login", *answers.split()], strict=True)
]


@pytest.mark.parametrize(("method", "name", "role", "answer"), TABLE)
def test_every_address_answers_each_role_as_it_may(
    at_the_desk: Desk, method: str, name: str, role: str, answer: str
) -> None:
    client = at_the_desk.clients[role]
    address, data = (
        POST[name][0](at_the_desk) if method == "POST" else (GET[name][0](at_the_desk), {})
    )
    before = dump()
    response = client.post(address, data) if method == "POST" else client.get(address)

    if answer == "login":
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
    else:
        assert response.status_code == int(answer.rstrip("*"))
    assert (dump() != before) == answer.endswith("*")


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_a_form_carries_along_makes_anything_public(
    at_the_desk: Desk, role: str
) -> None:
    forged = {"published_at": "2024-04-24 10:00", **in_three_days(), "release": "publish"}
    client, before = at_the_desk.clients[role], set(NewsItem.objects.public())
    for publication in (at_the_desk.draft, at_the_desk.scheduled):
        address = f"{NEWS}{publication.pk}/change/"
        client.post(address, form(at_the_desk, publication, **forged))
        released = publication.published_at
        publication.refresh_from_db()
        assert publication.published_at == released
    client.post(f"{NEWS}add/", NEW | forged)

    assert set(NewsItem.objects.public()) == before


def test_a_writer_sees_no_button_that_releases(at_the_desk: Desk) -> None:
    writer = at_the_desk.clients["writer"]
    for publication in (at_the_desk.draft, at_the_desk.scheduled, at_the_desk.public):
        page = writer.get(f"{NEWS}{publication.pk}/change/")
        buttons = re.findall('name="release" value="([^"]*)"', page.text)
        assert buttons == (["review"] if publication is at_the_desk.draft else [])
