"""One computation for many who wait."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from newsroom.delivery.page_cache import flights
from newsroom.delivery.page_cache.flights import Flights

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


class Work:
    """Blocks that tell in which order they were entered and left."""

    def __init__(self) -> None:
        self.flights, self.log = Flights(), list[str]()
        self.may_go_on = threading.Event()

    def first(self, goal: str) -> None:
        with self.flights.boarded(goal):
            self.log.append("first")
            self.may_go_on.wait(10)
            self.log.append("first is done")

    def later(self, goal: str) -> None:
        with self.flights.boarded(goal):
            self.log.append("later")

    def wait_for_first(self) -> None:
        while not self.log:
            threading.Event().wait(0.001)


def test_others_wait_until_the_first_is_done(pool: ThreadPoolExecutor) -> None:
    work = Work()
    begun = [pool.submit(work.first, "a")]
    work.wait_for_first()
    begun += [pool.submit(work.later, "a") for _ in range(5)]
    threading.Event().wait(0.05)
    assert work.log == ["first"]
    work.may_go_on.set()
    for it in begun:
        it.result()

    assert work.log == ["first", "first is done", *["later"] * 5]


def test_nobody_waits_for_another_goal(pool: ThreadPoolExecutor) -> None:
    work = Work()
    begun = pool.submit(work.first, "a")
    work.wait_for_first()
    pool.submit(work.later, "b").result()
    assert work.log == ["first", "later"]

    work.may_go_on.set()
    begun.result()


def test_nobody_waits_for_ever(pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flights, "PATIENCE", 0.01)
    work = Work()
    begun = pool.submit(work.first, "a")
    work.wait_for_first()
    pool.submit(work.later, "a").result()
    assert work.log == ["first", "later"]

    work.may_go_on.set()
    begun.result()


def test_an_error_of_the_first_is_its_own(pool: ThreadPoolExecutor) -> None:
    work = Work()

    def fail() -> None:
        with work.flights.boarded("a"):
            work.log.append("first")
            work.may_go_on.wait(10)
            raise RuntimeError

    begun = pool.submit(fail)
    work.wait_for_first()
    waiting = pool.submit(work.later, "a")
    work.may_go_on.set()

    with pytest.raises(RuntimeError):
        begun.result()
    waiting.result()
    assert work.log == ["first", "later"]
    assert not work.flights.under_way
