"""Few pages at a time, with connections that stay."""

from __future__ import annotations

from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from newsroom.delivery import makers
from newsroom.delivery.makers import Makers, Room, Seat, at_a_seat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WAIT = 5


class Site:
    """An application that tells who works at it, and goes on when it is let."""

    def __init__(self) -> None:
        self.at_work: Queue[Any] = Queue()
        self.gate = Event()
        self.connections: list[Any] = []

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        self.connections.append(connections["default"])
        self.at_work.put(environ["PATH_INFO"])
        assert self.gate.wait(WAIT)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.gate.set()


@pytest.fixture
def ask() -> Iterator[Callable[..., Queue[Any]]]:
    """Ask a WSGI application in a thread of its own, and return where its answer will be."""
    threads: list[Thread] = []

    def asked(application: Any, path: str) -> Queue[Any]:
        answers: Queue[Any] = Queue()

        def run() -> None:
            told: list[Any] = []
            body = application({"PATH_INFO": path}, lambda *begun: told.extend(begun))
            answers.put((*told, b"".join(body)))

        threads.append(Thread(target=run))
        threads[-1].start()
        return answers

    yield asked
    for thread in threads:
        thread.join(WAIT)
        assert not thread.is_alive()


def test_who_finds_no_seat_waits_until_one_is_free(
    site: Site, ask: Callable[..., Queue[Any]]
) -> None:
    application = Makers(site, Room(1, 1))
    first, second = ask(application, "/1"), ask(application, "/2")
    assert site.at_work.get(timeout=WAIT) in {"/1", "/2"}
    assert site.at_work.empty()

    site.gate.set()
    assert first.get(timeout=WAIT) == ("200 OK", [], b"/1")
    assert second.get(timeout=WAIT) == ("200 OK", [], b"/2")


def test_a_page_that_takes_long_does_not_hold_up_the_others(
    site: Site, ask: Callable[..., Queue[Any]]
) -> None:
    application = Makers(site, Room(1, 3))
    for path in ("/1", "/2", "/3"):
        ask(application, path)

    assert {site.at_work.get(timeout=WAIT) for _ in range(3)} == {"/1", "/2", "/3"}
    site.gate.set()


def test_further_seats_are_left_again_when_pages_are_quick(
    site: Site, ask: Callable[..., Queue[Any]]
) -> None:
    application = Makers(site, Room(1, 2))
    answers = [ask(application, "/1"), ask(application, "/2")]
    assert {site.at_work.get(timeout=WAIT) for _ in answers} == {"/1", "/2"}
    site.gate.set()
    for answer in answers:
        answer.get(timeout=WAIT)

    assert (application.seats.free.qsize(), application.seats.further.qsize()) == (1, 1)


def test_who_waits_for_too_long_is_asked_to_come_again(
    site: Site, ask: Callable[..., Queue[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(makers, "PATIENCE", 0.05)
    application = Makers(site, Room(1, 1))
    first = ask(application, "/1")
    site.at_work.get(timeout=WAIT)
    busy = [ask(application, "/2"), ask(application, "/3")]

    for answer in busy:
        status, headers, body = answer.get(timeout=WAIT)
        assert status == "503 Service Unavailable"
        assert ("Retry-After", "5") in headers
        assert ("Cache-Control", "no-store") in headers
        assert b"come again" in body
    site.gate.set()
    assert first.get(timeout=WAIT)[0] == "200 OK"


def test_a_seat_is_free_again_after_a_failure() -> None:
    def failing(environ: Any, start_response: Any) -> list[bytes]:
        raise ValueError("It failed.")

    application = Makers(failing, Room(1, 1))
    for _ in range(3):
        with pytest.raises(ValueError, match="It failed"):
            application({}, lambda *_begun: print)

    assert application.seats.free.qsize() == 1


def test_all_threads_work_with_the_connections_of_the_seat(
    site: Site, ask: Callable[..., Queue[Any]]
) -> None:
    site.gate.set()
    application = Makers(site, Room(1, 1))
    for path in ("/1", "/2", "/3"):
        ask(application, path).get(timeout=WAIT)

    assert len(set(map(id, site.connections))) == 1


def test_a_thread_has_its_own_connection_again_when_it_leaves() -> None:
    own, seat = connections["default"], Seat()
    with seat:
        assert connections["default"] is not own
        inner = connections["default"]
    assert connections["default"] is own
    with seat:
        assert connections["default"] is inner


def test_a_thread_without_a_connection_has_none_when_it_leaves() -> None:
    found: Queue[Any] = Queue()

    def run() -> None:
        with Seat():
            pass
        found.put(connections.all(initialized_only=True))

    Thread(target=run).start()
    assert found.get(timeout=WAIT) == []


@pytest.mark.django_db(transaction=True)
def test_the_connection_of_a_seat_answers_in_every_thread() -> None:
    seat, told = Seat(), Queue[Any]()

    def read() -> None:
        with seat, connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
            told.put(cursor.fetchone())

    for _ in range(2):
        thread = Thread(target=read)
        thread.start()
        thread.join(WAIT)
    assert [told.get(timeout=WAIT) for _ in range(2)] == [(1,), (1,)]
    seat.connection("default").close()


def test_what_is_asked_at_a_seat_of_its_own_is_asked_with_its_connection() -> None:
    ask = at_a_seat(lambda: connections["default"])

    assert ask() is ask()
    assert ask() is not connections["default"]


def test_a_seat_lets_go_of_a_connection_that_is_too_old(db: None) -> None:
    seat, used = Seat(), []
    for _time in range(2):
        with seat:
            connections["default"].ensure_connection()
            used.append(connections["default"].connection)
            connections["default"].close_at = 0.0
    connections["default"].close_at = None
    with seat:
        connections["default"].close()

    assert used[0] is not used[1]


def test_a_seat_forgets_the_questions_of_the_page_before(db: None) -> None:
    seat = Seat()
    with seat:
        connections["default"].queries_log.append({"sql": "SELECT 1", "time": "0"})
    with seat:
        assert not connections["default"].queries_log
