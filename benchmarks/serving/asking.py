"""One reader over one connection, for what is asked once and not as often as possible."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

PATIENCE = 120


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Asker:
    """Asks a server on this machine, with the same headers each time."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.headers = headers
        self.received = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.connection.close()

    def ask(self, address: str, **more: str) -> Answer:
        """Return the answer to a GET. Raises OSError if nobody answers."""
        self.connection.request("GET", address, headers={**self.headers, **more})
        response = self.connection.getresponse()
        body = response.read()
        self.received += len(body)
        return Answer(response.status, response.getheaders(), body)
