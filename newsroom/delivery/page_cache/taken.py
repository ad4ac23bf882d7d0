"""An answer as the application gives it, and whether it is one for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import WSGIApplication, WSGIEnvironment

Header: TypeAlias = tuple[str, str]
Headers: TypeAlias = list[Header]

STATUSES = {"200", "301", "302", "410"}

DIRECTIVES = {"public", "max-age"}
"""What an answer for everyone says; whoever says more has others in mind, browsers say."""

VARIES_BY = {"", "cookie", "accept-encoding"}
"""What is known of each request; no other difference is kept apart."""

LENGTH = "Content-Length"
"""Of all headers, the one that differs from page to page."""

AGAINST_IT = {"set-cookie", "content-encoding", "transfer-encoding"}


@dataclass
class Taken:
    status: str
    headers: Headers
    chunks: Iterable[bytes]

    @classmethod
    def of(cls, application: WSGIApplication, environ: WSGIEnvironment) -> Self:
        """Ask the application, which begins its answer before it returns, as Django's does."""
        begun: list[tuple[str, Headers]] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> Any:
            begun.append((status, headers))

        chunks = application(environ, start_response)
        return cls(*begun[-1], chunks)

    @property
    def is_failure(self) -> bool:
        return self.status.startswith("5")

    @cached_property
    def common(self) -> tuple[Header, ...]:
        """The headers that most answers share: all but the length."""
        return tuple([it for it in self.headers if it[0] != LENGTH])

    @property
    def is_for_everyone(self) -> bool:
        """Whether the application says so, and nothing else speaks against it."""
        said = said_by(self.common)
        # Without a length it is made while it leaves.
        has_length = said.has_length or len(self.common) < len(self.headers)
        return said.is_for_everyone and has_length and self.status[:3] in STATUSES

    @property
    def max_age(self) -> int | None:
        """For how many seconds the answer itself says that it is right, if it does."""
        return said_by(self.common).max_age

    def body(self) -> bytes:
        """Return all of the body, and tell the application that it is done."""
        try:
            return b"".join(self.chunks)
        finally:
            self.close()

    def close(self) -> None:
        if close := getattr(self.chunks, "close", None):
            close()


class Said(NamedTuple):
    """What the headers of an answer say of keeping it."""

    is_for_everyone: bool
    has_length: bool
    max_age: int | None


@lru_cache(maxsize=64)
def said_by(headers: tuple[Header, ...]) -> Said:
    """Return what headers say; most pages have the same, but for their length."""
    told = by_name(headers)
    directives = directives_of(told.get("cache-control", ""))
    age = directives.get("max-age", "")
    return Said(
        "public" in directives
        and directives.keys() <= DIRECTIVES
        and names_in(told.get("vary", "")) <= VARIES_BY
        and AGAINST_IT.isdisjoint(told),
        "content-length" in told,
        int(age) if age.isdecimal() else None,
    )


def by_name(headers: Iterable[Header]) -> dict[str, str]:
    """Return the headers by their names in small letters, lines of one name joined by commas."""
    told: dict[str, str] = {}
    for written, value in headers:
        name = written.lower()
        told[name] = f"{told[name]}, {value}" if name in told else value
    return told


def directives_of(cache_control: str) -> dict[str, str]:
    """Return what a Cache-Control header says (RFC 9111, 5.2)."""
    parts = (part.partition("=") for part in cache_control.lower().split(","))
    return {name.strip(): told.strip() for name, _equals, told in parts}


def names_in(listed: str) -> set[str]:
    """Return the names that a header lists, in small letters."""
    return {name.strip() for name in listed.lower().split(",")}
