#!/usr/bin/env python3
"""
What it costs to work at the desk, and whether that grows with the archive.

    .venv/bin/python benchmarks/desk.py /tmp/1000.sqlite3 /tmp/1000000.sqlite3
    .venv/bin/python benchmarks/desk.py --plans postgres://…/small postgres://…/large

The bases are made by `benchmarks/publications.py`, given a life by `benchmarks/desk_life.py`, and
named smallest first. In each somebody with every right works, in a process of its own, with the
settings of production, through the application that a server would call. They take turns, page
by page and round by round, and the least time counts: that of the processor, in milliseconds; for
PostgreSQL, which works in processes of its own, it is the time that passes. What a page would
write is rolled back. "growth" is the largest base against the smallest; "base" is the time of the
statements alone, over an open connection, in the smallest base and in the largest.

`--only form` measures the pages with that word in their names; `--plans` adds how the largest base
finds what each page asks for.

Exit status is 1 if a page takes more than `MOST` milliseconds in some base.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlencode
from wsgiref.util import setup_testing_defaults

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.apps import apps
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction

from benchmarks.in_turn import HOST, READING, ask, at_work, least, plan, prepare
from benchmarks.reading import LENGTH

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST = 100.0
"""Milliseconds that a page may take."""

ATTEMPTS = 3
TOKEN = "n" * 32

NEWS, TALKS, LOG = "/admin/news/newsitem/", "/admin/interviews/interview/", "/admin/editing/"
YEAR = "date__gte=2012-01-01&date__lt=2013-01-01"
MONTH = "date__gte=2012-05-01&date__lt=2012-06-01"
DAY = "date__gte=2012-05-14&date__lt=2012-05-15"

PAGES = {
    "the desk today": "/admin/",
    "list of news": NEWS,
    "list of news, second page": f"{NEWS}?p=2",
    "list of news, page 40": f"{NEWS}?p=40",
    "list of news, oldest first": f"{NEWS}?o=1",
    "list of news by state": f"{NEWS}?o=3",
    "list of news by state, down": f"{NEWS}?o=-3",
    "list of news by headline": f"{NEWS}?o=2",
    "list of news, all": f"{NEWS}?all=",
    "list of interviews": TALKS,
    "list of interviews by outlet": f"{TALKS}?o=4",
    "list of interviews by exchanges": f"{TALKS}?o=-5",
    "filter: drafts": f"{NEWS}?state=draft",
    "filter: drafts, page 10": f"{NEWS}?state=draft&p=10",
    "filter: scheduled": f"{NEWS}?state=scheduled",
    "filter: public": f"{NEWS}?state=public",
    "filter: waits for review": f"{NEWS}?waits=review",
    "filter: change proposed": f"{NEWS}?waits=proposal",
    "filter: withdrawn": f"{NEWS}?waits=withdrawn",
    "filter: a year": f"{NEWS}?{YEAR}",
    "filter: a month": f"{NEWS}?{MONTH}",
    "filter: a day": f"{NEWS}?{DAY}",
    "filter: drafts of a year": f"{NEWS}?state=draft&{YEAR}",
    "filter: scheduled of a year": f"{NEWS}?state=scheduled&{YEAR}",
    "filter: public of a year": f"{NEWS}?state=public&{YEAR}",
    "filter: public of a year by state": f"{NEWS}?state=public&{YEAR}&o=-3",
    "filter: withdrawn of a year": f"{NEWS}?waits=withdrawn&{YEAR}",
    "filter: drafts by headline": f"{NEWS}?state=draft&o=2",
    "filter: a month by headline": f"{NEWS}?{MONTH}&o=2",
    "filter: interviews of a month by exchanges": f"{TALKS}?{MONTH}&o=-5",
    "filter: interviews of an outlet": TALKS + "?outlet={outlet}",
    "filter: interviews of an interviewee": TALKS + "?interviewee={interviewee}",
    "filter: drafts of an interviewee": TALKS + "?interviewee={interviewee}&state=draft",
    "search: 30 % hold the word": f"{NEWS}?q=cooperation",
    "search: 30 %, its beginning": f"{NEWS}?q=coo",
    "search: nearly all hold the word": f"{NEWS}?q=the",
    "search: a frequent beginning": f"{NEWS}?q=con",
    "search: three hold the word": f"{NEWS}?q=isthmus",
    "search: none": f"{NEWS}?q=zzyzx",
    "search: phrase": f'{NEWS}?q="joint statement"',
    "search: interviews": f"{TALKS}?q=cooperation",
    "search: two words": f"{NEWS}?q=cooperation harvest",
    "search: drafts": f"{NEWS}?q=cooperation&state=draft",
    "search: scheduled": f"{NEWS}?q=cooperation&state=scheduled",
    "search: a month": f"{NEWS}?q=cooperation&{MONTH}",
    "search: an old day": f"{NEWS}?q=cooperation&{DAY}",
    "search: sorted by state": f"{NEWS}?q=cooperation&o=3",
    "form: new news item": f"{NEWS}add/",
    "form: news item": NEWS + "{item}/change/",
    "form: draft": NEWS + "{draft}/change/",
    "form: new interview": f"{TALKS}add/",
    "form: interview": TALKS + "{talk}/change/",
    "form: interview as text": TALKS + "{talk}/text/",
    "earlier wordings": TALKS + "{talk}/earlier-wordings/",
    "history": NEWS + "{item}/history/",
    "history of an interview": TALKS + "{talk}/history/",
    "preview links": NEWS + "{item}/previews/",
    "proposals": NEWS + "{item}/proposals/",
    "delete": NEWS + "{draft}/delete/",
    "publish": NEWS + "{draft}/release/publish/",
    "withdraw": NEWS + "{item}/release/withdraw/",
    "deleted": f"{NEWS}deleted/",
    "publish log": f"{LOG}publishlogentry/",
    "publish log, page 20": f"{LOG}publishlogentry/?p=20",
    "publish log by publication": f"{LOG}publishlogentry/?o=2",
    "publish log: corrected": f"{LOG}publishlogentry/?act__exact=corrected&act=corrected",
    "publish log: withdrawn": f"{LOG}publishlogentry/?act=withdrawn",
    "publish log: of interviews": f"{LOG}publishlogentry/?desk=interviews",
    "publish log: published alone": f"{LOG}publishlogentry/?is_alone__exact=1",
    "publish log: a year": (
        f"{LOG}publishlogentry/"
        "?made_at__gte=2012-01-01+00:00:00%2B00:00&made_at__lt=2013-01-01+00:00:00%2B00:00"
    ),
    "publish log: search": f"{LOG}publishlogentry/?q=Anna",
    "publish log: search that finds nothing": f"{LOG}publishlogentry/?q=zzyzx",
    "publish log of a publication": LOG
    + "publishlogentry/?content_type__id__exact={content_type}&object_id={item}",
    "imports": "/admin/fixtures/import/",
    "import": "/admin/import/{import_}/",
    "import, far down": "/admin/import/{import_}/?after={far}",
    "start of an import": "/admin/import/",
    "export of everything": f"{NEWS}export/",
    "export of drafts": f"{NEWS}export/?state=draft",
    "export of a search": f"{NEWS}export/?q=cooperation",
    "start from a document": "/admin/from-a-document/",
    "users": "/admin/auth/user/",
    "not found": NEWS + "999999999/change/",
}
"""Addresses, in which `Editor.places` fills in what differs from base to base."""

ACTS = {
    "save a news item": (
        "form: news item",
        NEWS + "{item}/change/",
        {"lead": "Talks were held.", "change-kind": "minor"},
    ),
    "save a draft": ("form: draft", NEWS + "{draft}/change/", {}),
    "save an interview": (
        "form: interview",
        TALKS + "{talk}/change/",
        {"lead": "Talks were held.", "change-kind": "minor"},
    ),
    "save a new news item": ("form: new news item", f"{NEWS}add/", {"lead": "Talks were held."}),
    "sign of life of a form": ("", NEWS + "{item}/open/", {}),
    "text as read": ("", f"{NEWS}as-read/", {"text": "*Talks* were held."}),
    "action: publish drafts": ("", NEWS, {"action": "publish", "_selected_action": "{drafts}"}),
    "action: export": ("", NEWS, {"action": "export", "_selected_action": "{drafts}"}),
    "action: delete drafts": (
        "",
        NEWS,
        {"action": "delete_selected", "_selected_action": "{drafts}"},
    ),
    "action: delete everything": (
        "",
        NEWS,
        {"action": "delete_selected", "_selected_action": "{draft}", "select_across": "1"},
    ),
}
"""What is sent: the page whose form it is, if it is one, the address, and what is typed."""


class Answer(NamedTuple):
    status: int
    length: int
    queries: int
    in_the_base: float


class Fields(HTMLParser):
    """The fields of a page as a browser would send them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.text = self.choice = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag in ("textarea", "select"):
            self.text, self.choice = (name, "") if tag == "textarea" else ("", name)
            self.found[name] = ""
        elif tag == "option" and self.choice and "selected" in told:
            self.found[self.choice] = told.get("value", "")
        elif tag == "input" and name and told.get("type", "text") in ("text", "hidden", "number"):
            self.found[name] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.text:
            self.found[self.text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self.text = self.choice = ""


class Editor:
    """Works at the desk over one base, in this process."""

    def __init__(self, database: str, static: str) -> None:
        prepare(database, static)
        # The connection of a transaction that is rolled back later must outlast the request.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        self.application: Any = get_wsgi_application()
        self.clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={self.signed_in()}"
        self.cookies += f"; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        self.place = self.places()
        self.sent: dict[str, bytes] = {}

    def signed_in(self) -> str:
        """Sign somebody with every right in, as the login does; return the key of the session."""
        from django.contrib.auth import get_user_model, login  # noqa: PLC0415 - needs Django
        from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
        from django.http import HttpRequest  # noqa: PLC0415

        model: Any = get_user_model()
        request, session = HttpRequest(), SessionStore()
        request.session = session
        user, _made = model.objects.get_or_create(
            username="chief", defaults={"is_staff": True, "is_superuser": True}
        )
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        session.save()
        return str(session.session_key)

    def size(self) -> int:
        return sum(
            apps.get_model(it).objects.count() for it in ("news.newsitem", "interviews.interview")
        )

    def places(self) -> dict[str, Any]:
        """Return what is to be filled into the addresses."""
        news, talks = (
            apps.get_model(it).objects for it in ("news.newsitem", "interviews.interview")
        )
        item = news.public()[news.count() // 3]
        some = talks.public()[talks.count() // 3 :][:500].prefetch_related("exchanges")
        talk = next(it for it in some if len(it.exchanges.all()) == LENGTH)
        drafts = [it.pk for it in news.in_state("draft").order_by("pk")[:5]]
        import_ = apps.get_model("fixtures.import").objects.first()
        about = apps.get_model("contenttypes.contenttype").objects.get_for_model(type(item))
        return {
            "item": item.pk,
            "talk": talk.pk,
            "draft": drafts[0],
            "drafts": drafts,
            "outlet": talk.outlet,
            "interviewee": talk.interviewee,
            "content_type": about.pk,
            "import_": import_.pk,
            "far": import_.new * 9 // 10,
        }

    def ask(self, method: str, address: str, sent: bytes = b"") -> tuple[int, bytes]:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {"HTTP_HOST": HOST, "wsgi.url_scheme": "https"}
        environ |= {"REQUEST_METHOD": method, "PATH_INFO": unquote(path)}
        environ |= {"QUERY_STRING": query.replace(" ", "+"), "HTTP_COOKIE": self.cookies}
        environ |= {"HTTP_REFERER": f"https://{HOST}/", "wsgi.input": io.BytesIO(sent)}
        environ |= {"CONTENT_LENGTH": str(len(sent))}
        environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded"}
        setup_testing_defaults(environ)
        response = self.application(environ, lambda *_: None)
        body = b"".join(response)
        response.close()
        return response.status_code, body

    def visit(self, page: str) -> tuple[int, bytes]:
        """Open the page or make the act; what that writes is rolled back."""
        if page in PAGES:
            return self.ask("GET", PAGES[page].format(**self.place))
        if page not in self.sent:
            self.sent[page] = self.filled_in(page)
        with transaction.atomic():
            answer = self.ask("POST", ACTS[page][1].format(**self.place), self.sent[page])
            transaction.set_rollback(True)
        return answer

    def filled_in(self, page: str) -> bytes:
        form, _address, typed = ACTS[page]
        fields = Fields(self.visit(form)[1].decode()).found if form else {}
        fields = {name: value for name, value in fields.items() if "__prefix__" not in name}
        more = {
            name: self.place[value[1:-1]] if value.startswith("{") else value
            for name, value in typed.items()
        }
        told = fields | more | {"csrfmiddlewaretoken": TOKEN}
        return urlencode(told, doseq=True).encode()

    def milliseconds(self, page: str) -> float:
        begun = self.clock()
        self.visit(page)
        return (self.clock() - begun) * 1000

    def answer(self, page: str) -> Answer:
        status, body, statements = self.asked_by(page)
        in_the_base = least(questions(statements), self.clock, ATTEMPTS)
        return Answer(status, len(body), len(statements), in_the_base)

    def asked_by(self, page: str) -> tuple[int, bytes, list[tuple[str, Any]]]:
        """Return what a page answers, and what it asks of the base."""
        statements: list[tuple[str, Any]] = []

        def noted(execute: Any, sql: str, parameters: Any, *rest: Any) -> Any:
            statements.append((sql, parameters))
            return execute(sql, parameters, *rest)

        with connection.execute_wrapper(noted):
            return *self.visit(page), statements

    def plans(self, page: str) -> list[str]:
        """Return each question of a page with what it takes and its plan."""
        asked = questions(self.asked_by(page)[2])
        return [f"{least([it], self.clock, 1):.2f} ms  {plan(*it)}" for it in asked]


def questions(statements: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return what only reads, without the locks that a transaction would be needed for."""
    return [
        (sql.replace(" FOR UPDATE", ""), parameters)
        for sql, parameters in statements
        if sql.startswith(READING)
    ]


def measure(editors: list[Connection], pages: list[str], rounds: int) -> dict[str, list[float]]:
    """Return of each page the least milliseconds that it takes every editor."""
    shortest: dict[str, list[float]] = {}
    for _ in range(rounds):
        for page in pages:
            now = ask(editors, "milliseconds", page)
            before = shortest.get(page, now)
            shortest[page] = [min(pair) for pair in zip(now, before, strict=True)]
    return shortest


def row(page: str, answers: list[Answer], times: list[float]) -> list[str]:
    """Return a line of the table; a page that does not answer 200 has its status beside it."""
    statuses = sorted({answer.status for answer in answers} - {200})
    queries = sorted({answer.queries for answer in answers})
    return [
        f"{page} ({', '.join(map(str, statuses))})" if statuses else page,
        *(f"{milliseconds:.1f}" for milliseconds in times),
        f"{times[-1] / times[0]:.1f}",
        f"{answers[0].in_the_base:.1f} – {answers[-1].in_the_base:.1f}",
        "–".join(str(number) for number in queries),
        f"{answers[-1].length:,}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what it costs to work at the desk.")
    parser.add_argument("databases", nargs="+", help="files of SQLite, or DATABASE_URLs")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="a word of the names of the pages")
    parser.add_argument("--plans", action="store_true")
    arguments = parser.parse_args()
    pages = [page for page in (*PAGES, *ACTS) if arguments.only in page]
    with at_work(Editor, arguments.databases) as editors:
        sizes = ask(editors, "size")
        times = measure(editors, pages, arguments.rounds)
        columns = ["page", *(f"{size:,}" for size in sizes), "growth", "base", "queries", "bytes"]
        print(f"| {' | '.join(columns)} |")
        print(f"| {' | '.join(['---', *['---:'] * (len(columns) - 1)])} |")
        for page in pages:
            print(f"| {' | '.join(row(page, ask(editors, 'answer', page), times[page]))} |")
        for page in pages if arguments.plans else ():
            print(f"\n## {page}\n")
            print("\n\n".join(ask(editors[-1:], "plans", page)[0]))
    sys.exit(any(milliseconds > MOST for found in times.values() for milliseconds in found))


if __name__ == "__main__":
    main()
