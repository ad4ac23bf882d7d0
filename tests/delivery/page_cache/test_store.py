"""Which answers stay."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from newsroom.delivery.page_cache.answers import Answer
from newsroom.delivery.page_cache.store import AT_THE_DOOR, MOST_SPELLINGS, Store
from newsroom.delivery.page_cache.taken import Taken
from newsroom.delivery.page_cache.watch import Known

if TYPE_CHECKING:
    from newsroom.delivery.page_cache.asking import Key

ROOM = 200_000
OLD, PRESENT = Known(1, 1000.0, 0.0), Known(2, 1000.0, 0.0)


def answer(length: int = 1000, edition: Known = PRESENT) -> Answer:
    headers = [("Content-Type", "text/html"), ("Content-Length", str(length))]
    return Answer.of(Taken("200 OK", headers, [b"x" * length]), edition, 0.0)


def key(name: object) -> Key:
    return "https", "press.example.org", f"/{name}/", ""


class Shelf(Store):
    """A store whose pages are named."""

    def put(self, name: object, length: int = 1000, edition: Known = PRESENT) -> None:
        self.keep(key(name), answer(length, edition), PRESENT)

    def ask(self, name: object) -> bool:
        page = self.pages.get(key(name))
        if page:
            page.was_asked_again = True
        return page is not None

    def check(self) -> None:
        """See that the books are right."""
        assert self.size == sum(page.weigh() for page in self.pages.values()) <= self.room
        assert self.size_at_the_door == sum(page.size for page in self.door.values())
        assert {**self.door, **self.inside} == self.pages
        assert len(self.door) + len(self.inside) == len(self.pages)
        spellings = {it: page for page in self.pages.values() for it in page.spellings}
        assert spellings == self.as_written


@pytest.fixture
def store() -> Shelf:
    return Shelf(ROOM)


def test_an_answer_takes_the_place_of_the_one_before(store: Shelf) -> None:
    store.put("a", 5000)
    store.put("a", 1000)

    assert len(store.pages) == 1
    store.check()


def test_what_is_kept_never_takes_more_than_the_room(store: Shelf) -> None:
    for number in range(500):
        store.put(number, 3000)
        store.check()
    assert 20 < len(store.pages) < ROOM / 3000


def test_of_what_was_asked_for_once_the_first_goes_first(store: Shelf) -> None:
    for number in range(500):
        store.put(number)

    kept = [number for number in range(500) if store.ask(number)]
    assert kept == list(range(kept[0], 500))


def test_a_flood_of_addresses_that_are_asked_for_once_leaves_the_others_alone(
    store: Shelf,
) -> None:
    for number in range(20):
        store.put(f"hot {number}")
        store.ask(f"hot {number}")
    for number in range(10_000):
        store.put(number)

    assert all(store.ask(f"hot {number}") for number in range(20))
    store.check()


def test_what_was_hot_once_makes_room_for_what_is_hot_now(store: Shelf) -> None:
    for round_ in range(3):
        for number in range(200):
            name = f"{round_} {number}"
            store.put(name)
            store.ask(name)
        store.check()

    inside = [page.key[2] for page in store.inside.values()]
    assert not [path for path in inside if path.startswith("/0 ")]
    assert store.size_at_the_door <= AT_THE_DOOR * ROOM + 3000


def test_answers_of_earlier_editions_stay_while_there_is_room(store: Shelf) -> None:
    store.put("old", edition=OLD)
    store.put("new")

    assert store.ask("old")


def test_answers_of_earlier_editions_go_first_however_hot_they_were(store: Shelf) -> None:
    old = [f"old {number}" for number in range(30)]
    for name in old:
        store.put(name, edition=OLD)
        store.let_in(store.pages[key(name)])
        store.ask(name)
    number = 0
    while any(map(store.ask, old)):
        store.put(number)
        number += 1
        assert all(map(store.ask, range(number)))

    assert number > 20
    store.check()


def test_a_page_made_anew_stays_among_those_asked_for_again(store: Shelf) -> None:
    store.put("hot")
    store.let_in(store.pages[key("hot")])
    store.put("hot")

    assert list(store.inside) == [key("hot")]
    store.check()


def test_an_answer_that_would_take_too_much_of_the_room_is_not_kept(store: Shelf) -> None:
    store.put("small")
    store.put("large")
    store.put("large", int(ROOM * AT_THE_DOOR) + 1)

    assert store.ask("small")
    assert not store.ask("large")
    store.check()


def test_twins_are_counted(store: Shelf) -> None:
    store.put("a", 20_000)
    before = store.size
    store.pages[key("a")].answer.compress("gzip")
    store.grown(key("a"), PRESENT)
    store.grown(key("gone"), PRESENT)

    assert store.size > before
    store.check()


def test_addresses_as_they_are_written_are_counted_and_few(store: Shelf) -> None:
    store.put("a")
    for number in range(100):
        store.remember((f"/a/?{number}",), key("a"), is_usual=False)
        store.check()
    assert len(store.as_written) == MOST_SPELLINGS

    store.remember(("/a/",), key("a"), is_usual=True)
    store.remember(("/a/",), key("a"), is_usual=True)
    store.remember(("/b/",), key("gone"), is_usual=True)
    store.remember((), key("a"), is_usual=True)
    assert len(store.as_written) == MOST_SPELLINGS + 1
    store.check()


def test_what_is_forgotten_leaves_nothing_behind(store: Shelf) -> None:
    store.put("a")
    store.remember(("/a/",), key("a"), is_usual=True)
    store.forget(key("a"))
    store.forget(key("a"))

    assert not store.pages
    assert not store.as_written
    assert store.size == 0
    store.check()


def test_without_room_nothing_is_kept() -> None:
    store = Shelf(0)
    store.put("a")

    assert not store.pages
    store.check()


def test_the_books_are_right_whatever_happens(store: Shelf) -> None:
    chance = random.Random(1)
    editions = [OLD, PRESENT]
    for _ in range(5000):
        name, deed = chance.randrange(150), chance.randrange(10)
        if deed < 5:
            store.keep(key(name), answer(chance.randrange(9000), chance.choice(editions)), PRESENT)
        elif deed < 8:
            store.ask(name)
        elif deed == 8:
            store.remember((str(chance.random()),), key(name), is_usual=chance.random() < 0.5)
        else:
            store.forget(key(name))
    store.check()
