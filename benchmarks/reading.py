#!/usr/bin/env python3
"""
What it costs to read the site, and whether that grows with the archive.

    .venv/bin/python benchmarks/reading.py /tmp/1000.sqlite3 /tmp/1000000.sqlite3
    .venv/bin/python benchmarks/reading.py --plans postgres://…/small postgres://…/large

The bases are made by `benchmarks/publications.py` and given smallest first. Each is read by a
process of its own, with the settings of production, through the application that a server
would call, without a cache of pages. They take turns, page by page and round by round; of each
address the least time counts, and of a page the mean of its addresses. Time is that of the
processor, in milliseconds; for PostgreSQL, which works in processes of its own, it is the time
that passes. "growth" is the largest base against the smallest, which cannot fill every page: the
bytes are those of the largest base, after the smallest base's where that page has much less to
show. "base" is the time of the statements alone, over an open connection, in the smallest base
and in the largest.

`--only search` reads the pages with that word in their names; `--plans` adds how the largest base
finds what each page asks for.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import time
from http import HTTPStatus
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote
from wsgiref.util import setup_testing_defaults

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models import Count

from benchmarks.in_turn import HOST, READING, ask, at_work, least, plan, prepare

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PLACES, LENGTH = 5, 9
"""Addresses of a page that has many, and exchanges of an interview: alike in every base."""

ATTEMPTS = 5
LESS = 0.8
"""A page with less than this share of another's bytes has much less to show."""

PAGES = {
    "front page": "/",
    "news": "/news/",
    "interviews": "/interviews/",
    "all news": "/archive/",
    "news, 90 % down": "/news/?older={deep}",
    "all news, 90 % down": "/archive/?older={deep}",
    "all news, up again from there": "/archive/?newer={deep}",
    "news of a year": "/news/2012/",
    "news of a month": "/news/2012/05/",
    "all news of a month": "/archive/2012/05/",
    "all news of a day": "/archive/{day}/",
    "all news between two days": "/archive/?date_after=2009-02-11&date_before=2015-08-21",
    "interviews of an outlet": "/interviews/?outlet={outlet}",
    "interviews of an interviewee": "/interviews/?interviewee={interviewee}",
    "news item": "{item}/",
    "interview": "{talk}/",
    "exchange": "{talk}/{key}/",
    "not found": "/news/2012/05/06/no-such-thing/",
    "search, 30 % hold the word": "/search/?q=cooperation",
    "search, 90 % down": "/search/?q=cooperation&older={deep}",
    "search, nearly all hold the word": "/search/?q=the",
    "search, 5 %, Cyrillic": "/search/?q=СОТРУДНИЧЕСТВО",
    "search, 1 %": "/search/?q=harvest",
    "search, three": "/search/?q=isthmus",
    "search, none": "/search/?q=zzyzx",
    "search, two words": "/search/?q=cooperation harvest",
    "search, phrase": '/search/?q="joint statement"',
    "search, phrase of frequent words": '/search/?q="of the"',
    "search, phrase that nothing holds": '/search/?q="cooperation cooperation"',
    "search, without a word": "/search/?q=cooperation -the",
    "search, a month": "/search/?q=cooperation&date_after=2012-05-01&date_before=2012-05-31",
    "search, 1 %, a year": "/search/?q=harvest&date_after=2007-01-01&date_before=2007-12-31",
    "news with a word of 30 %": "/news/?q=cooperation",
    "news with a word of three": "/news/?q=isthmus",
    "exchanges with a word of 30 %": "/interviews/exchanges/?q=cooperation",
    "exchanges with a word of 1 %": "/interviews/exchanges/?q=harvest",
    "exchanges of an interviewee": (
        "/interviews/exchanges/?q=cooperation&interviewee={interviewee}"
    ),
    "exchanges of a rare interviewee": "/interviews/exchanges/?q=cooperation&interviewee={rare}",
    "feed of all news, RSS": "/archive/feed.rss",
    "feed of news, Atom": "/news/feed.atom",
    "feed of interviews, JSON": "/interviews/feed.json",
    "feed of a search": "/search/feed.rss?q=cooperation",
    "sitemaps": "/sitemap.xml",
    "sitemap of Google News": "/sitemap-google-news.xml",
    "sitemap of news": "{sitemap}",
    "news item as JSON": "{item}.json",
    "interview as JSON": "{talk}.json",
    "interview as Markdown": "{talk}.md",
}
"""Addresses, in which `Reader.places` fills in what differs from base to base."""


class Answer(NamedTuple):
    status: int
    body: bytes
    statements: list[tuple[str, Any]]
    in_the_base: float


class Reader:
    """Reads the site over one base, in this process."""

    def __init__(self, database: str, static: str) -> None:
        prepare(database, static)
        self.application: Any = get_wsgi_application()
        self.clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
        news, interviews = (apps.get_model(it) for it in ("news.NewsItem", "interviews.Interview"))
        self.shelves = [model._default_manager.public() for model in (news, interviews)]
        self.found = self.places()

    def size(self) -> int:
        return sum(shelf.model.objects.count() for shelf in self.shelves)

    def get(self, address: str) -> tuple[int, bytes]:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {"HTTP_HOST": HOST, "wsgi.url_scheme": "https"}
        environ["PATH_INFO"] = unquote(path).encode().decode("latin-1")
        environ["QUERY_STRING"] = quote(query, safe="=&%")
        setup_testing_defaults(environ)
        response = self.application(environ, lambda *_: None)
        body = b"".join(response)
        response.close()
        return response.status_code, body

    def answer(self, page: str) -> Answer:
        """Return what a page answers, and what it asks of the base."""
        statements: list[tuple[str, Any]] = []

        def noted(execute: Any, sql: str, parameters: Any, *rest: Any) -> Any:
            statements.append((sql, parameters))
            return execute(sql, parameters, *rest)

        with connection.execute_wrapper(noted):
            status, body = self.get(self.addresses(page)[0])
        # How long PostgreSQL may look for something stands around a question, and asks nothing.
        asked = [it for it in statements if it[0].startswith(READING)]
        return Answer(status, body, asked, least(asked, self.clock, ATTEMPTS))

    def milliseconds(self, page: str) -> list[float]:
        """Return what each address of a page takes."""
        return [self.timed(address) for address in self.addresses(page)]

    def timed(self, address: str) -> float:
        begun = self.clock()
        self.get(address)
        return (self.clock() - begun) * 1000

    def plans(self, page: str) -> list[str]:
        """Return each statement of a page with its plan."""
        return [plan(sql, parameters) for sql, parameters in self.answer(page).statements]

    def addresses(self, page: str) -> list[str]:
        return list(dict.fromkeys(PAGES[page].format(**place) for place in self.found))

    def places(self) -> list[dict[str, str]]:
        """Return what is to be filled into the addresses, for as many places of the archive."""
        news, interviews = self.shelves
        deep = news[news.count() * 9 // 10 :][:PLACES]
        items = news.exclude(headline="")[news.count() // 3 :][:PLACES]
        talks = interviews[interviews.count() // 3 :][:500].prefetch_related("exchanges")
        alike = [talk for talk in talks if len(talk.exchanges.all()) == LENGTH][:PLACES]
        numbers = interviews.order_by().values_list("interviewee").annotate(Count("pk"))
        rare = min(numbers, key=lambda pair: (pair[1], pair[0]))[0]
        sitemap = self.sitemap()
        return [
            {
                "deep": str(position.position),
                "day": f"{item.date:%Y/%m/%d}",
                "item": item.get_absolute_url().rstrip("/"),
                "talk": talk.get_absolute_url().rstrip("/"),
                "key": talk.exchanges.all()[LENGTH // 2].key,
                "outlet": quote(alike[0].outlet),
                "interviewee": quote(alike[0].interviewee),
                "rare": quote(rare),
                "sitemap": sitemap,
            }
            for position, item, talk in zip(deep, items, alike, strict=False)
        ]

    def sitemap(self) -> str:
        """Return the address of some sitemap of news, preferably of the year 2012."""
        _status, index = self.get("/sitemap.xml")
        named = re.findall(r"<loc>https?://[^/<]*([^<]*news-[0-9][^<]*)</loc>", index.decode())
        return min(named, key=lambda path: "2012" not in path, default="/sitemap-news-2012.xml")


def measure(readers: list[Connection], pages: list[str], rounds: int) -> dict[str, list[float]]:
    """Return of each page the milliseconds that it takes every reader."""
    shortest: dict[str, list[list[float]]] = {}
    for _ in range(rounds):
        for page in pages:
            now = ask(readers, "milliseconds", page)
            before = shortest.get(page, now)
            shortest[page] = [
                [min(pair) for pair in zip(*pairs, strict=True)]
                for pairs in zip(before, now, strict=True)
            ]
    return {page: [fmean(addresses) for addresses in times] for page, times in shortest.items()}


def row(page: str, answers: list[Answer], times: list[float]) -> list[str]:
    """Return a line of the table; a page that does not answer 200 has its status beside it."""
    status, largest = answers[-1].status, answers[-1].body
    smallest = len(answers[0].body)
    queries = sorted({len(answer.statements) for answer in answers})
    has_less = smallest < LESS * len(largest)
    return [
        page if status == HTTPStatus.OK else f"{page} ({status})",
        *(f"{milliseconds:.2f}" for milliseconds in times),
        f"{times[-1] / times[0]:.1f}",
        f"{answers[0].in_the_base:.2f} – {answers[-1].in_the_base:.2f}",
        "–".join(str(number) for number in sorted({queries[0], queries[-1]})),
        f"{smallest:,} – {len(largest):,}" if has_less else f"{len(largest):,}",
        f"{len(gzip.compress(largest, 6)):,}",
    ]


def table(readers: list[Connection], pages: list[str], rounds: int) -> list[list[str]]:
    sizes = ask(readers, "size")
    times = measure(readers, pages, rounds)
    return [
        ["page", *(f"{size:,}" for size in sizes), "growth", "base", "queries", "bytes", "gzip"],
        ["---", *["---:"] * (len(sizes) + 5)],
        *(row(page, ask(readers, "answer", page), times[page]) for page in pages),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what it costs to read the site.")
    parser.add_argument("databases", nargs="+", help="files of SQLite, or DATABASE_URLs")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="", help="a word of the names of the pages")
    parser.add_argument("--plans", action="store_true")
    arguments = parser.parse_args()
    pages = [page for page in PAGES if arguments.only in page]
    with at_work(Reader, arguments.databases) as readers:
        for cells in table(readers, pages, arguments.rounds):
            print(f"| {' | '.join(cells)} |")
        for page in pages if arguments.plans else ():
            (plans,) = ask(readers[-1:], "plans", page)
            print(f"\n{page}", *plans, sep="\n\n")


if __name__ == "__main__":
    main()
