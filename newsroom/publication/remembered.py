"""Results of pure functions that are kept as long as there is room for them."""

from __future__ import annotations

from sys import getsizeof
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result", bound=str)

ENTRY = 200
"""Bytes that an entry takes beside its two texts."""


class Remembered(Generic[Result]):
    """
    Makes a text from a text, and keeps what was asked for last, up to so many bytes.

    What is made depends on nothing but the text; so it is never wrong, only forgotten.
    """

    def __init__(self, make: Callable[[str], Result], most_bytes: int) -> None:
        self.make, self.most_bytes = make, most_bytes
        self.bytes = 0
        self.known: dict[str, Result] = {}
        self.lock = Lock()

    def __call__(self, text: str) -> Result:
        found = self.known.get(text)
        if found is None:
            found = self.make(text)
            self.keep(text, found)
        return found

    def keep(self, text: str, made: Result) -> None:
        with self.lock:
            if text not in self.known:
                self.known[text] = made
                self.bytes += weight(text, made)
            while self.bytes > self.most_bytes:
                # A dictionary gives its entries back in the order in which they came.
                oldest = next(iter(self.known))
                self.bytes -= weight(oldest, self.known.pop(oldest))


def weight(text: str, made: str) -> int:
    return getsizeof(text) + getsizeof(made) + ENTRY
