"""What is kept of an answer: all that leaves, in every coding that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Self

from newsroom.delivery.page_cache.codings import IDENTITY, compressed

if TYPE_CHECKING:
    from newsroom.delivery.page_cache.taken import Header, Taken
    from newsroom.delivery.page_cache.watch import Known

TOLD_ANEW = {"cache-control", "etag", "vary", "age", "expires", "content-length"}
"""Headers that are written when the answer leaves, and not taken from the application."""

NOT_WITH_304 = TOLD_ANEW | {"content-type", "content-language", "content-location"}

VARY = ("Vary", "Accept-Encoding, Cookie")
"""The coding; and whoever is signed in may see more (RFC 9110, 12.5.5)."""

ETAG_LENGTH = 24
"""Hexadecimal digits: no two answers of an address share 96 bits by chance."""

OVERHEAD, OVERHEAD_OF_HEADER = 1800, 250
"""Bytes of the objects beside what is written in them, rounded up."""


@dataclass(slots=True)
class Ready:
    """An answer in one coding, just as it leaves but for its Cache-Control."""

    headers: tuple[Header, ...]
    unchanged: tuple[Header, ...]
    """The headers of 304, which tell nothing of a body (RFC 9110, 15.4.5)."""
    etag: str
    """Empty where no condition is looked at (RFC 9110, 13.2.1)."""
    chunks: list[bytes]


class Leaving(NamedTuple):
    """What leaves of the headers of an answer, with it and with 304, and its bytes."""

    headers: tuple[Header, ...]
    unchanged: tuple[Header, ...]
    size: int


@lru_cache(maxsize=64)
def leaving_with(headers: tuple[Header, ...]) -> Leaving:
    """Return what leaves of the headers of the application; those of most pages are the same."""
    named = [(it, it[0].lower()) for it in headers]
    kept = [it for it, name in named if name not in TOLD_ANEW]
    unchanged = [it for it, name in named if name not in NOT_WITH_304]
    size = sum(OVERHEAD_OF_HEADER + len(value) for _name, value in kept)
    return Leaving((*kept, VARY), (*unchanged, VARY), size)


@dataclass(slots=True)
class Answer:
    """An answer for everyone, and of which edition it is right, and until when."""

    status: str
    headers: tuple[Header, ...]
    unchanged: tuple[Header, ...]
    tag: str
    edition: Known | None
    ends_at: float
    max_age: int | None
    """Seconds for which it is right although nothing is written; None for as long as that is."""
    ready: dict[str, Ready] = field(default_factory=dict)
    size: int = 0
    """Bytes that it takes, rather too many than too few."""

    @classmethod
    def of(cls, taken: Taken, edition: Known | None, asked_at: float) -> Self:
        """Return what is kept of an answer that was asked for at the moment, in the edition."""
        body, max_age, leaving = taken.body(), taken.max_age, leaving_with(taken.common)
        tag = sha256(body).hexdigest()[:ETAG_LENGTH] if taken.status.startswith("200") else ""
        ends_at = edition.ends_at if edition else asked_at
        if max_age is not None:
            ends_at = min(ends_at, asked_at + max_age)
        answer = cls(
            taken.status, leaving.headers, leaving.unchanged, tag, edition, ends_at, max_age
        )
        answer.size = leaving.size
        answer.add(IDENTITY, body)
        return answer

    def compress(self, coding: str) -> None:
        """
        Have the answer ready in the coding as well.

        What compression does not make smaller stays as it is. Several may do this at the same
        time: they find the same.
        """
        plain = self.ready[IDENTITY]
        (body,) = plain.chunks
        smaller = compressed(body, coding)
        if len(smaller) < len(body):
            self.add(coding, smaller)
        else:
            self.ready[coding] = plain

    def add(self, coding: str, body: bytes) -> None:
        """Have the body ready; each coding has an ETag of its own (RFC 9110, 8.8.3.3)."""
        suffix = "" if coding == IDENTITY else f"-{coding}"
        etag = f'"{self.tag}{suffix}"' if self.tag else ""
        tagged = [("ETag", etag)] if etag else []
        coded = [("Content-Encoding", coding)] if suffix else []
        headers = (*self.headers, *tagged, *coded, ("Content-Length", str(len(body))))
        self.ready[coding] = Ready(headers, (*self.unchanged, *tagged), etag, [body])
        self.size += OVERHEAD + len(body)
