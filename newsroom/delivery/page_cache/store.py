"""
The answers that stay: bounded in bytes, and not to be driven out by what is asked for once.

Two parts, as in a segmented LRU: whoever is new waits at the door, where the one that came first
goes first, and moves inside if it was asked for again by then. Inside, the one that was not
asked for again for longest goes first. That an answer was asked for is only noted on it, so that
nothing is moved, and nobody waits, when it leaves.

Answers of earlier editions stay, for as long as there is room: they are better than none when
the base does not answer. They go first of all. Each part is in the order in which its answers
came, so they are always at its beginning.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.delivery.page_cache.answers import Answer
    from newsroom.delivery.page_cache.asking import AsWritten, Key
    from newsroom.delivery.page_cache.watch import Known

AT_THE_DOOR = 0.2
"""The part of the room that is for what was asked for once."""

MOST_SPELLINGS = 4
"""Ways to write the address of one page that are remembered beside the usual one."""

OVERHEAD, OVERHEAD_OF_ADDRESS = 800, 600
"""Bytes of a page and of an address beside what is written in them, rounded up."""


@dataclass(eq=False, slots=True)
class Page:
    """What is kept under a key."""

    key: Key
    answer: Answer
    was_asked_again: bool = False
    is_inside: bool = False
    spellings: list[AsWritten] = field(default_factory=list)
    failed_at: float = 0.0
    """When the application last failed to answer anew."""
    size: int = 0
    """Bytes, as they count in the store."""

    def weigh(self) -> int:
        addresses = (self.key, *self.spellings)
        written = sum(OVERHEAD_OF_ADDRESS + sum(map(len, it)) for it in addresses)
        return OVERHEAD + written + self.answer.size


class Store:
    """Pages by their keys, and by the addresses as readers wrote them."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.pages: dict[Key, Page] = {}
        self.as_written: dict[AsWritten, Page] = {}
        self.door: OrderedDict[Key, Page] = OrderedDict()
        self.inside: OrderedDict[Key, Page] = OrderedDict()
        self.size = self.size_at_the_door = 0
        self.moving = Lock()

    def keep(self, key: Key, answer: Answer, present: Known | None) -> None:
        """
        Keep an answer in the place of the one that the page had, if any.

        `present` is the present edition: answers of others are the first to go.
        """
        with self.moving:
            page = self.pages.get(key)
            if page is None:
                page = self.pages[key] = self.door[key] = Page(key, answer)
            page.answer, page.failed_at = answer, 0.0
            self.part_of(page).move_to_end(key)
            self.settle(page, present)

    def remember(self, written: AsWritten, key: Key, *, is_usual: bool) -> None:
        """
        Let the address as it was written lead to the page, which may have gone meanwhile.

        What is written as links write it is always remembered, whatever else was made up.
        """
        with self.moving:
            page = self.pages.get(key)
            if page is None or not written or written in self.as_written:
                return
            if is_usual or len(page.spellings) < MOST_SPELLINGS:
                page.spellings.append(written)
                self.as_written[written] = page
                self.weigh(page)

    def grown(self, key: Key, present: Known | None) -> None:
        """Count anew what the page takes, and make room for it."""
        with self.moving:
            if page := self.pages.get(key):
                self.settle(page, present)

    def forget(self, key: Key) -> None:
        with self.moving:
            if page := self.pages.get(key):
                self.drop(page)

    def part_of(self, page: Page) -> OrderedDict[Key, Page]:
        return self.inside if page.is_inside else self.door

    def settle(self, page: Page, present: Known | None) -> None:
        self.weigh(page)
        if page.size > AT_THE_DOOR * self.room:
            self.drop(page)
        self.make_room(present)

    def weigh(self, page: Page) -> None:
        more = page.weigh() - page.size
        page.size += more
        self.size += more
        self.size_at_the_door += 0 if page.is_inside else more

    def drop(self, page: Page) -> None:
        del self.pages[page.key], self.part_of(page)[page.key]
        for written in page.spellings:
            del self.as_written[written]
        self.size -= page.size
        self.size_at_the_door -= 0 if page.is_inside else page.size

    def make_room(self, present: Known | None) -> None:
        while self.size > self.room:
            page = self.first_outdated(present) or self.next_at_the_door() or self.next_inside()
            if page:
                self.drop(page)

    def first_outdated(self, present: Known | None) -> Page | None:
        first = (next(iter(part.values()), None) for part in (self.door, self.inside))
        return next((it for it in first if it and it.answer.edition is not present), None)

    def next_at_the_door(self) -> Page | None:
        """Return who goes from the door, once it is full; who was asked for again moves inside."""
        while self.door and (self.size_at_the_door > AT_THE_DOOR * self.room or not self.inside):
            page = next(iter(self.door.values()))
            if not page.was_asked_again:
                return page
            self.let_in(page)
        return None

    def let_in(self, page: Page) -> None:
        del self.door[page.key]
        self.inside[page.key] = page
        page.is_inside, page.was_asked_again = True, False
        self.size_at_the_door -= page.size

    def next_inside(self) -> Page | None:
        """Return who goes from inside; who was asked for again begins anew."""
        for page in self.in_turn():
            if not page.was_asked_again:
                return page
            page.was_asked_again = False
            self.inside.move_to_end(page.key)
        return next(iter(self.inside.values()), None)

    def in_turn(self) -> Iterator[Page]:
        """Give each of those inside once, the one that has been there for longest first."""
        for _number in range(len(self.inside)):
            yield next(iter(self.inside.values()))
