"""
What is known of the present edition, asked so seldom that it costs nothing.

An edition is what readers see between two changes. Whoever has an answer of the present one has
the right answer. That it is the present one is known for a tenth of a second, say, and this is
how old an answer can be; the clock alone then ends an edition at its moment.

Moments are seconds since 1970 (`time.time`), one reading of the clock per request.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from threading import Lock
from time import time
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

logger = logging.getLogger(__name__)

PATIENCE = 0.25
"""Seconds that other requests wait for one that asks."""

RETRY = 1.0
"""Seconds after which a base that does not answer is asked again."""


class Edition(Protocol):
    """What `publication.edition` tells: its version, and when it ends without a change."""

    @property
    def version(self) -> object: ...

    @property
    def until(self) -> datetime.datetime: ...


@dataclass(eq=False, slots=True)
class Known:
    """An edition, for as long as it was seen to be the present one."""

    version: object
    ends_at: float
    confirmed_at: float

    def is_still(self, edition: Edition) -> bool:
        return (self.version, self.ends_at) == (edition.version, edition.until.timestamp())


class Present(NamedTuple):
    """
    What is known at a moment, and need not be asked again until another.

    `edition` is None where it is not known which edition is the present one. `max_age` is for
    how many seconds it surely is, up to those for which others may keep their copies.
    """

    edition: Known | None
    last_known: Known | None
    asked_at: float
    ask_again_at: float
    max_age: int = 0

    def holds_at(self, now: float) -> bool:
        """Whether nothing is to be asked; nor does it hold where a clock was put back."""
        return self.asked_at <= now < self.ask_again_at


class Watch:
    """Asks which edition is the present one: one request at most every so many seconds."""

    def __init__(self, ask: Callable[[], Edition], every: float, max_age: int) -> None:
        self.ask, self.every, self.max_age = ask, every, max_age
        self.present = Present(None, None, 0.0, 0.0)
        self.asking, self.telling = Lock(), Lock()

    def look(self) -> Present:
        """Return what is known now, asking for it if that is due."""
        before = self.present
        if before.holds_at(time()):
            return before
        if not self.asking.acquire(timeout=PATIENCE):
            return self.give_up_waiting(before)
        try:
            if not self.present.holds_at(now := time()):
                self.tell(self.asked(now))
            return self.present
        finally:
            self.asking.release()

    def asked(self, now: float) -> Present:
        try:
            edition = self.ask()
        except Exception:
            if self.is_sure:
                logger.exception("It cannot be read which edition is the present one.")
            return doubtful(self.present, now)
        if not self.is_sure:
            logger.warning("Which edition is the present one can be read again.")
        known = self.present.last_known
        if known and known.is_still(edition):
            known.confirmed_at = now
        else:
            known = Known(edition.version, edition.until.timestamp(), now)
        ask_again_at = min(now + self.every, known.ends_at)
        max_age = min(self.max_age, int(known.ends_at - ask_again_at))
        return Present(known, known, now, ask_again_at, max(0, max_age))

    @property
    def is_sure(self) -> bool:
        """Whether nothing went wrong so far: what goes wrong is logged once."""
        return self.present.edition is not None or not self.present.ask_again_at

    def give_up_waiting(self, before: Present) -> Present:
        """Let readers be served meanwhile, as long as whoever asks has not come back."""
        with self.telling:
            if self.present is before:
                if self.is_sure:
                    logger.error("It takes too long to read which edition is the present one.")
                self.present = doubtful(before, time())
            return self.present

    def tell(self, present: Present) -> None:
        with self.telling:
            self.present = present


def doubtful(before: Present, now: float) -> Present:
    return Present(None, before.last_known, now, now + RETRY)
