"""The WSGI application in front of the application: what it is asked, and how it answers."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from newsroom.delivery.page_cache.codings import chosen
from newsroom.delivery.page_cache.conditions import is_known
from newsroom.delivery.page_cache.finding import Answers
from newsroom.delivery.page_cache.taken import Taken
from newsroom.delivery.page_cache.terms import freshness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from newsroom.delivery.page_cache.answers import Answer
    from newsroom.delivery.page_cache.asking import Key, Requests
    from newsroom.delivery.page_cache.taken import Header, Headers
    from newsroom.delivery.page_cache.terms import Terms
    from newsroom.delivery.page_cache.watch import Edition

IN_DOUBT = 1
"""Seconds for which others may keep an answer that may have been overtaken."""


class PageCache:
    """
    Answers with what is kept, and asks the application for the rest.

    `requests` says which requests are for pages that everybody may see. `edition` returns the
    present edition; any error means that it cannot be known. `maker` is asked for pages that
    everybody may see, the application where nobody else is named. One of these stands in a
    process, for all of its threads.
    """

    def __init__(
        self,
        application: WSGIApplication,
        requests: Requests,
        edition: Callable[[], Edition],
        terms: Terms,
        maker: WSGIApplication | None = None,
    ) -> None:
        self.application, self.requests, self.terms = application, requests, terms
        self.answers = Answers(maker or application, edition, terms)
        self.as_written = requests.as_written
        self.pages = self.answers.store.as_written

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer at once if that can be done, which takes two look-ups; else the long way."""
        present = self.answers.watch.present
        page = self.pages.get(self.as_written(environ))
        if (
            page is None
            or (answer := page.answer).edition is not present.edition
            or answer.max_age is not None
            or not present.asked_at <= time() < present.ask_again_at
            or self.requests.is_of_one_reader(environ)
        ):
            return self.respond(environ, start_response)
        page.was_asked_again = True
        told = freshness(present.max_age, self.terms.stale_if_error)
        return self.send(environ, start_response, answer, page.key, told)

    def respond(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = self.requests.read(environ)
        if asked is None:
            return self.application(environ, start_response)
        found = self.answers.find(asked)
        if isinstance(found, Taken):
            return pass_on(environ, start_response, found)
        if asked.key and environ["REQUEST_METHOD"] == "GET":
            is_usual = environ.get("QUERY_STRING", "") == asked.environ["QUERY_STRING"]
            self.answers.store.remember(self.as_written(environ), asked.key, is_usual=is_usual)
        return self.send(environ, start_response, found, asked.key, *self.told_of(found))

    def told_of(self, answer: Answer) -> Headers:
        """Return the headers that say for how long others may keep the answer."""
        present, now, stale = self.answers.watch.present, time(), self.terms.stale_if_error
        if answer.edition is None:
            return [freshness(0, stale)]
        if answer.edition is present.edition and now < answer.ends_at:
            return [freshness(min(present.max_age, int(answer.ends_at - now)), stale)]
        age = max(0, int(now - answer.edition.confirmed_at))
        return [freshness(IN_DOUBT, stale), ("Age", str(age))]

    def send(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        answer: Answer,
        key: Key | None,
        *told: Header,
    ) -> Iterable[bytes]:
        """Send the answer in the coding that is wanted, or that it is unchanged."""
        coding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if coding not in answer.ready:
            self.answers.compressed(answer, coding, key)
        ready = answer.ready[coding]
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and ready.etag and is_known(known, ready.etag):
            start_response("304 Not Modified", [*ready.unchanged, *told])
            return []
        start_response(answer.status, [*ready.headers, *told])
        return ready.chunks if environ["REQUEST_METHOD"] != "HEAD" else []


def pass_on(
    environ: WSGIEnvironment, start_response: StartResponse, taken: Taken
) -> Iterable[bytes]:
    """Send what the application answers; it was asked for the whole, whatever the method."""
    start_response(taken.status, taken.headers)
    if environ["REQUEST_METHOD"] != "HEAD":
        return taken.chunks
    taken.close()
    return []
