"""What is known of the present edition, and how seldom it is asked."""

from __future__ import annotations

import datetime
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from newsroom.delivery.page_cache import watch as module
from newsroom.delivery.page_cache.watch import Present, Watch
from tests.delivery.page_cache.served import MIDNIGHT, NOON, Edition

if TYPE_CHECKING:
    import time_machine

EVERY, MAX_AGE = 0.1, 60


class Base:
    """Tells an edition as long as it stands, and counts the questions."""

    def __init__(self) -> None:
        self.edition = Edition(1, MIDNIGHT)
        self.error: Exception | None = None
        self.questions = 0
        self.watch = Watch(self.current, EVERY, MAX_AGE)

    def current(self) -> Edition:
        self.questions += 1
        if self.error:
            raise self.error
        return self.edition

    def look(self) -> Present:
        return self.watch.look()


def after(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def test_the_base_is_asked_once_in_the_time(clock: time_machine.Traveller) -> None:
    base = Base()
    for seconds in (0, 0.05, 0.09):
        clock.move_to(after(seconds))
        base.look()
    assert base.questions == 1

    clock.move_to(after(0.1))
    base.look()
    assert base.questions == 2


def test_an_idle_site_asks_before_it_answers(clock: time_machine.Traveller) -> None:
    base = Base()
    first = base.look()
    base.edition = Edition(2, MIDNIGHT)
    clock.move_to(after(3600))

    assert base.look().edition is not first.edition


def test_an_edition_stays_the_same_until_it_changes(clock: time_machine.Traveller) -> None:
    base = Base()
    first = base.look()
    clock.move_to(after(1))
    second = base.look()

    assert second.edition is first.edition
    assert second.edition
    assert second.edition.confirmed_at == after(1).timestamp()


@pytest.mark.parametrize("edition", [Edition(2, MIDNIGHT), Edition(1, after(30))])
def test_an_edition_is_another_one_by_its_version_or_its_end(
    clock: time_machine.Traveller, edition: Edition
) -> None:
    base = Base()
    first = base.look()
    base.edition = edition
    clock.move_to(after(1))

    assert base.look().edition is not first.edition


def test_the_base_is_asked_at_the_moment_at_which_an_edition_ends(
    clock: time_machine.Traveller,
) -> None:
    base = Base()
    base.edition = Edition(1, after(0.03))
    base.look()
    clock.move_to(after(0.03))
    base.edition = Edition(1, MIDNIGHT)
    base.look()

    assert base.questions == 2


@pytest.mark.parametrize(
    ("ends", "expected"), [(3600, 60), (60.1, 60), (60, 59), (30, 29), (0.05, 0), (-5, 0)]
)
def test_nobody_may_keep_a_page_beyond_the_end_of_its_edition(
    clock: time_machine.Traveller, ends: float, expected: int
) -> None:
    base = Base()
    base.edition = Edition(1, after(ends))

    assert base.look().max_age == expected


def test_a_clock_that_was_put_back_does_not_stop_the_asking(
    clock: time_machine.Traveller,
) -> None:
    base = Base()
    base.look()
    clock.move_to(after(-3600))
    base.look()

    assert base.questions == 2


def test_a_base_that_does_not_answer_is_asked_once_a_second(
    clock: time_machine.Traveller,
) -> None:
    base = Base()
    known = base.look().edition
    base.error = OSError("gone")
    for seconds in (0.5, 0.9, 1.2, 1.4):
        clock.move_to(after(seconds))
        assert base.look()._replace(asked_at=0, ask_again_at=0) == Present(None, known, 0, 0)
    assert base.questions == 2

    base.error = None
    clock.move_to(after(1.5))
    assert base.look().edition is known


def test_it_is_logged_once_that_the_base_has_gone_and_once_that_it_is_back(
    clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    base = Base()
    base.error = OSError("gone")
    for seconds in (0, 2, 4):
        clock.move_to(after(seconds))
        base.look()
    base.error = None
    clock.move_to(after(6))
    base.look()

    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]


def test_one_asks_for_all_and_a_base_that_hangs_hangs_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    base, is_asked, may_answer = Base(), threading.Event(), threading.Event()

    def hang() -> Edition:
        base.questions += 1
        is_asked.set()
        may_answer.wait(10)
        return base.edition

    base.watch.ask = hang
    with ThreadPoolExecutor(5) as pool:
        hanging = pool.submit(base.look)
        is_asked.wait(10)
        others = [pool.submit(base.look) for _ in range(4)]
        assert [it.result().edition for it in others] == [None] * 4
        may_answer.set()
        assert hanging.result().edition

    assert base.questions == 1
    assert base.look().edition
