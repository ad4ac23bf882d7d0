"""An answer as the application gives it, and whether it is one for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self, TypeAlias

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
    def told(self) -> dict[str, str]:
        """The headers by their names in small letters, lines of one name joined by commas."""
        told: dict[str, str] = {}
        for written, value in self.headers:
            name = written.lower()
            told[name] = f"{told[name]}, {value}" if name in told else value
        return told

    @property
    def directives(self) -> dict[str, str]:
        return directives_of(self.told.get("cache-control", ""))

    @property
    def is_for_everyone(self) -> bool:
        """Whether the application says so, and nothing else speaks against it."""
        said = self.directives
        return (
            "public" in said
            and said.keys() <= DIRECTIVES
            and self.status[:3] in STATUSES
            and names_in(self.told.get("vary", "")) <= VARIES_BY
            and AGAINST_IT.isdisjoint(self.told)
            # Without a length it is made while it leaves.
            and "content-length" in self.told
        )

    @property
    def max_age(self) -> int | None:
        """For how many seconds the answer itself says that it is right, if it does."""
        told = self.directives.get("max-age", "")
        return int(told) if told.isdecimal() else None

    def body(self) -> bytes:
        """Return all of the body, and tell the application that it is done."""
        try:
            return b"".join(self.chunks)
        finally:
            self.close()

    def close(self) -> None:
        if close := getattr(self.chunks, "close", None):
            close()


@lru_cache(maxsize=256)
def directives_of(cache_control: str) -> dict[str, str]:
    """Return what a Cache-Control header says (RFC 9111, 5.2); nobody may change it."""
    parts = (part.partition("=") for part in cache_control.lower().split(","))
    return {name.strip(): told.strip() for name, _equals, told in parts}


@lru_cache(maxsize=256)
def names_in(listed: str) -> frozenset[str]:
    """Return the names that a header lists, in small letters."""
    return frozenset(name.strip() for name in listed.lower().split(","))
