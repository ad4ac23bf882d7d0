"""Where an answer comes from: what is kept, the application, or what was right once."""

from __future__ import annotations

import datetime
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsroom.delivery.page_cache import flights
from tests.delivery.page_cache.served import MIDNIGHT, NOON, TERMS, Edition, Said, Served, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import WSGIEnvironment

    import time_machine

DAY = 24 * 3600


def after(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def in_turn(*said: Said | Exception) -> Callable[[WSGIEnvironment], Said]:
    """Return a view that answers so, in this order."""
    left = iter(said)

    def view(_environ: WSGIEnvironment) -> Said:
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return view


UNAVAILABLE = Said("Come again.", "503 Service Unavailable", {"Cache-Control": "no-store"})
NOT_FOUND = Said("Not here.", "404 Not Found", {"Cache-Control": ""})


# --- An edition --------------------------------------------------------------------------


def test_a_page_is_made_once_for_an_edition(clock: time_machine.Traveller) -> None:
    site = Served(page)
    for seconds in (0, 1, 3600):
        clock.move_to(after(seconds))
        assert site.ask("/").body == b"a page"

    assert site.asked == ["/"]


def test_a_change_is_seen_a_tenth_of_a_second_later_at_the_latest(
    clock: time_machine.Traveller,
) -> None:
    site = Served(in_turn(Said("before"), Said("after")))
    site.ask("/")
    site.change()
    clock.move_to(after(0.1))

    assert site.ask("/").body == b"after"


def test_a_release_is_seen_at_its_moment_and_not_before(clock: time_machine.Traveller) -> None:
    site = Served(in_turn(Said("before"), Said("after")))
    site.edition = Edition(1, after(5))
    assert site.ask("/").body == b"before"
    clock.move_to(after(4.999))
    assert site.ask("/").body == b"before"

    clock.move_to(after(5))
    site.edition = Edition(1, MIDNIGHT)
    assert site.ask("/").body == b"after"


def test_a_page_made_across_the_moment_of_a_release_is_not_kept_beyond_it(
    clock: time_machine.Traveller,
) -> None:
    site = Served(page, edition=Edition(1, after(5)))

    def made_across(environ: WSGIEnvironment) -> Said:
        clock.move_to(after(6))
        site.edition = Edition(1, MIDNIGHT)
        return Said("with half of it?")

    site.view = made_across
    clock.move_to(after(4.99))
    first = site.ask("/")
    site.view = page

    assert first.max_age <= 1
    assert site.ask("/").body == b"a page"


def test_a_page_made_while_something_changes_is_made_again(
    clock: time_machine.Traveller,
) -> None:
    site = Served(page)

    def made_meanwhile(environ: WSGIEnvironment) -> Said:
        site.change()
        return Said("before or after, nobody knows")

    site.view = made_meanwhile
    site.ask("/")
    site.view = page
    clock.move_to(after(0.1))

    assert site.ask("/").body == b"a page"


def test_an_answer_that_says_for_how_long_it_is_right_is_kept_no_longer(
    clock: time_machine.Traveller,
) -> None:
    said = {"Cache-Control": "public, max-age=300"}
    site = Served(in_turn(Said("now", headers=said), Said("later", headers=said)))
    assert site.ask("/").max_age == 60
    clock.move_to(after(290))
    assert (site.ask("/").body, site.ask("/").max_age) == (b"now", 10)
    clock.move_to(after(300))
    assert (site.ask("/").body, site.ask("/").max_age) == (b"later", 60)


def test_an_address_that_has_such_an_answer_only_now_does_not_keep_it_longer(
    clock: time_machine.Traveller,
) -> None:
    said = {"Cache-Control": "public, max-age=5"}
    site = Served(in_turn(Said("for long"), Said("now", headers=said), Said("later")))
    site.ask("/")
    site.change()
    clock.move_to(after(1))
    assert (site.ask("/").body, site.ask("/").max_age) == (b"now", 5)
    clock.move_to(after(6))

    assert site.ask("/").body == b"later"


# --- What is not kept --------------------------------------------------------------------


def test_what_is_not_for_everyone_is_asked_each_time_and_passed_on_as_it_is() -> None:
    said = {"Cache-Control": "private", "Set-Cookie": "a=b", "ETag": '"x"', "X-Other": "1"}
    site = Served(in_turn(*[Said("mine", headers=said)] * 2))
    for _ in range(2):
        answer = site.ask("/", Accept_Encoding="gzip", If_None_Match='"x"')
        assert (answer.status, answer.body) == ("200", b"mine")
        assert answer.headers == {"Content-Type": "text/html", "Content-Length": "4", **said}

    assert len(site.asked) == 2


def test_what_is_nowhere_is_not_kept() -> None:
    site = Served(in_turn(NOT_FOUND, Said()))

    assert site.ask("/").status == "404"
    assert site.ask("/").status == "200"


def test_what_is_not_there_any_more_is_not_served_when_the_base_goes(
    clock: time_machine.Traveller,
) -> None:
    site = Served(in_turn(Said("withdrawn since"), NOT_FOUND, UNAVAILABLE))
    site.ask("/")
    site.change()
    clock.move_to(after(1))
    assert site.ask("/").status == "404"
    site.error = OSError("gone")
    clock.move_to(after(2))

    assert site.ask("/").status == "503"


def test_without_room_every_page_is_asked_for_and_leaves_alike() -> None:
    kept, unkept = Served(page), Served(page, terms=replace(TERMS, room=0))
    answers = [
        site.ask("/?older=1&q=a", **told)
        for told in ({}, {"Accept_Encoding": "gzip"}, {"If_None_Match": "*"})
        for site in (kept, unkept, unkept)
    ]

    assert all(a == b == c for a, b, c in zip(*[iter(answers)] * 3, strict=True))
    assert len(kept.asked) == 1
    assert unkept.asked == ["/?q=a&older=1"] * 6


# --- A base that does not answer ---------------------------------------------------------


def test_what_is_kept_is_served_while_the_edition_cannot_be_read(
    clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    site = Served(in_turn(Said(), UNAVAILABLE))
    site.ask("/")
    site.error = OSError("gone")
    clock.move_to(after(90))
    answer = site.ask("/", If_None_Match='"other"')

    assert (answer.status, answer.body) == ("200", b"a page")
    assert answer.headers["Age"] == "90"
    assert answer.max_age == 1
    assert site.ask("/other/").status == "503"


def test_304_and_compressed_answers_go_on_as_well(clock: time_machine.Traveller) -> None:
    site = Served(lambda _environ: Said("a page " * 100))
    etag = site.ask("/").headers["ETag"]
    site.error = OSError("gone")
    clock.move_to(after(90))
    answer = site.ask("/", If_None_Match=etag)
    assert (answer.status, answer.headers["Age"]) == ("304", "90")

    assert site.ask("/", Accept_Encoding="br").headers["Content-Encoding"] == "br"


def test_a_page_of_an_earlier_edition_is_better_than_none(
    clock: time_machine.Traveller,
) -> None:
    site = Served(in_turn(Said("earlier"), UNAVAILABLE, Said("now")))
    site.ask("/")
    site.change()
    clock.move_to(after(10))
    answer = site.ask("/")
    assert (answer.body, answer.headers["Age"]) == (b"earlier", "10")

    clock.move_to(after(10.9))
    assert site.ask("/").body == b"earlier"
    assert len(site.asked) == 2
    clock.move_to(after(11))
    answer = site.ask("/")
    assert answer.body == b"now"
    assert "Age" not in answer.headers


def test_an_application_that_raises_is_one_that_fails(
    clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    site = Served(in_turn(Said("earlier"), RuntimeError("broken"), RuntimeError("broken")))
    site.ask("/")
    site.change()
    clock.move_to(after(10))
    assert site.ask("/").body == b"earlier"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]

    with pytest.raises(RuntimeError):
        site.ask("/other/")


@pytest.mark.parametrize(("age", "status"), [(3600, "200"), (3602, "503")])
def test_what_was_right_too_long_ago_is_not_served(
    clock: time_machine.Traveller, age: int, status: str
) -> None:
    site = Served(in_turn(Said(), UNAVAILABLE))
    site.ask("/")
    site.error = OSError("gone")
    clock.move_to(after(age))

    assert site.ask("/").status == status


def test_it_recovers_by_itself(clock: time_machine.Traveller) -> None:
    site = Served(in_turn(Said("first"), UNAVAILABLE, Said("second")))
    site.ask("/")
    site.error = OSError("gone")
    clock.move_to(after(10))
    assert site.ask("/other/").status == "503"
    site.error = None
    clock.move_to(after(11))
    answer = site.ask("/")
    assert answer.body == b"first"
    assert "Age" not in answer.headers

    assert site.ask("/other/").body == b"second"


def test_what_is_made_while_the_edition_is_unknown_is_not_kept_anywhere(
    clock: time_machine.Traveller,
) -> None:
    site = Served(in_turn(Said("first"), Said("second")), error=OSError("gone"))

    assert site.ask("/").max_age == 0
    assert site.ask("/").body == b"second"


# --- Many at once ------------------------------------------------------------------------


class Slow:
    """A view that answers when it may, and says how many ask at a time."""

    def __init__(self, *said: Said | Exception) -> None:
        self.view = in_turn(*said)
        self.is_asked, self.may_answer = threading.Event(), threading.Event()
        self.arrived = 0

    def __call__(self, environ: WSGIEnvironment) -> Said:
        self.arrived += 1
        self.is_asked.set()
        self.may_answer.wait(10)
        return self.view(environ)

    def ask(self, site: Served, number: int = 5) -> list[str]:
        """Return the statuses of so many readers at once."""
        with ThreadPoolExecutor(number) as pool:
            first = pool.submit(site.ask, "/")
            self.is_asked.wait(10)
            others = [pool.submit(site.ask, "/") for _ in range(number - 1)]
            threading.Event().wait(0.05)
            self.may_answer.set()
            return [it.result().status for it in (first, *others)]


def test_a_page_that_many_wait_for_is_made_once() -> None:
    view = Slow(Said())

    assert view.ask(Served(view)) == ["200"] * 5
    assert view.arrived == 1


def test_the_failure_of_one_is_not_that_of_all() -> None:
    view = Slow(UNAVAILABLE, *[Said()] * 4)

    assert view.ask(Served(view)) == ["503", *["200"] * 4]


def test_readers_of_other_pages_do_not_wait() -> None:
    view = Slow(Said("slow"))
    site = Served(
        lambda environ: Said("other") if environ["PATH_INFO"] == "/other/" else view(environ)
    )
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(site.ask, "/")
        view.is_asked.wait(10)
        assert site.ask("/other/").body == b"other"
        view.may_answer.set()
        assert slow.result().body == b"slow"


def test_who_has_waited_long_enough_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flights, "PATIENCE", 0.01)
    view = Slow(*[Said()] * 5)

    assert view.ask(Served(view)) == ["200"] * 5
    assert view.arrived == 5


def test_answers_are_whole_whoever_asks_writes_and_waits() -> None:
    """Many threads over few pages and little room, while editions change."""
    site = Served(
        lambda environ: Said(f"{environ['PATH_INFO']} " * 300),
        terms=replace(TERMS, room=20_000, asked_every=0.001),
    )

    def read(number: int) -> bool:
        path = f"/{number % 7}/"
        if number % 50 == 0:
            site.change()
        answer = site.ask(path, Accept_Encoding="gzip" if number % 2 else "")
        coding = answer.headers.get("Content-Encoding", "")
        length = int(answer.headers["Content-Length"])
        return len(answer.body) == length and (coding == "gzip") == bool(number % 2)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(2000)))
    store = site.cache.answers.store
    assert store.size == sum(it.weigh() for it in store.pages.values()) <= 20_000
    assert not site.cache.answers.flights.under_way
