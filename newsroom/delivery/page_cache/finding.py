"""The right answer: what is kept, or what the application says; failing both, what was right."""

from __future__ import annotations

import logging
from time import time
from typing import TYPE_CHECKING

from newsroom.delivery.page_cache.answers import Answer
from newsroom.delivery.page_cache.flights import Flights
from newsroom.delivery.page_cache.store import Store
from newsroom.delivery.page_cache.taken import Taken
from newsroom.delivery.page_cache.watch import RETRY, Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import WSGIApplication

    from newsroom.delivery.page_cache.asking import Asked, Key
    from newsroom.delivery.page_cache.store import Page
    from newsroom.delivery.page_cache.terms import Terms
    from newsroom.delivery.page_cache.watch import Edition, Present

logger = logging.getLogger(__name__)


class Answers:
    """All answers for everyone, those that are kept and those that are not yet."""

    def __init__(
        self, application: WSGIApplication, edition: Callable[[], Edition], terms: Terms
    ) -> None:
        self.application, self.terms = application, terms
        self.watch = Watch(edition, terms.asked_every, terms.max_age)
        self.store, self.flights = Store(terms.room), Flights()

    def find(self, asked: Asked) -> Answer | Taken:
        """Return an answer for everyone, or what the application says to this one reader."""
        present = self.watch.look()
        if asked.key is None or not self.terms.room:
            return self.make(asked, present)
        if answer := self.kept(asked.key, present):
            return answer
        with self.flights.boarded((asked.key, present.edition)):
            present = self.watch.look()
            return self.kept(asked.key, present) or self.make(asked, present)

    def kept(self, key: Key, present: Present) -> Answer | None:
        """Return what is kept if it is right, or if nothing better is to be had at present."""
        page = self.store.pages.get(key)
        if page is None:
            return None
        page.was_asked_again, now = True, time()
        if page.answer.edition is present.edition and now < page.answer.ends_at:
            return page.answer
        has_just_failed = 0 <= now - page.failed_at < RETRY
        return self.stand_in(page) if has_just_failed or not present.edition else None

    def make(self, asked: Asked, present: Present) -> Answer | Taken:
        """Ask the application, and keep what it answers if that may be kept."""
        page = self.store.pages.get(asked.key) if asked.key else None
        asked_at = time()
        try:
            taken = Taken.of(self.application, asked.environ)
        except Exception:
            if answer := self.instead_of_failure(page):
                logger.exception("The application failed; what was kept is served.")
                return answer
            raise
        if taken.is_failure and (answer := self.instead_of_failure(page)):
            taken.close()
            return answer
        return self.judge(asked, taken, present, asked_at)

    def judge(
        self, asked: Asked, taken: Taken, present: Present, asked_at: float
    ) -> Answer | Taken:
        """Keep an answer for everyone; otherwise what was kept is not to be served any more."""
        if not taken.is_for_everyone:
            if asked.key:
                self.store.forget(asked.key)
            return taken
        answer = Answer.of(taken, present.edition, asked_at)
        if asked.key and present.edition and self.terms.room:
            self.store.keep(asked.key, answer, self.watch.present.last_known)
        return answer

    def instead_of_failure(self, page: Page | None) -> Answer | None:
        if page is None:
            return None
        page.failed_at = time()
        return self.stand_in(page)

    def stand_in(self, page: Page) -> Answer | None:
        """Return what was right once, unless that is too long ago."""
        edition = page.answer.edition
        is_usable = edition and time() - edition.confirmed_at <= self.terms.stale_if_error
        return page.answer if is_usable else None

    def compressed(self, answer: Answer, coding: str, key: Key | None) -> None:
        """Make the answer in another coding, and count what it takes if it is kept."""
        answer.compress(coding)
        if key:
            self.store.grown(key, self.watch.present.last_known)
