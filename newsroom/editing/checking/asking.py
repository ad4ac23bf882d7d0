"""The site as a reader without an account asks it: in this process, or on a server elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.test import Client

PATIENCE = 30
"""Seconds within which a server has to answer."""


MOST_KEPT = 500
"""Answers that are kept, so that what many publications share is asked for once."""


class NoAnswer(Exception):
    """The site cannot be asked; nothing is known about what it shows."""


class Answer(NamedTuple):
    status: int
    text: str
    """The body; empty unless the status is 200, for an error page shows nothing of the site."""


class Site(ABC):
    """Asks for each address once, until it forgets."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked = 0

    def ask(self, address: str) -> Answer:
        """Return the answer to an address, which begins with a slash; NoAnswer where none comes."""
        if address not in self.answers:
            if len(self.answers) >= MOST_KEPT:
                self.forget()
            self.asked += 1
            self.answers[address] = self.fetch(address)
        return self.answers[address]

    def forget(self) -> None:
        self.answers.clear()

    @abstractmethod
    def fetch(self, address: str) -> Answer: ...

    def close(self) -> None:
        """Let go of whatever is held."""
        self.forget()


class ThisProcess(Site):
    """The code and the base of this very command. It sees no cache of a running server."""

    def __init__(self) -> None:
        super().__init__()
        host = next(iter(settings.ALLOWED_HOSTS), "localhost")
        self.client = Client(raise_request_exception=False, headers={"host": host})

    def fetch(self, address: str) -> Answer:
        response = self.client.get(address, secure=True)
        return Answer(response.status_code, response.text if response.status_code == 200 else "")  # noqa: PLR2004


class Server(Site):
    """A running site, as it answers at the moment, caches included."""

    def __init__(self, url: str) -> None:
        super().__init__()
        parts = origin(url)
        self.url = url
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.connection = connect(parts.netloc, timeout=PATIENCE)

    def fetch(self, address: str) -> Answer:
        try:
            self.connection.request("GET", address, headers={"Accept-Encoding": "identity"})
            response = self.connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            self.connection.close()
            raise NoAnswer(
                f"{self.url} does not answer: {error or type(error).__name__}."
            ) from error
        return Answer(response.status, text if response.status == 200 else "")  # noqa: PLR2004

    def close(self) -> None:
        super().close()
        self.connection.close()


def origin(url: str) -> SplitResult:
    """Return the parts of an address that names a site and no page of it."""
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname and not parts.path.strip("/"):
            return parts
    raise NoAnswer(f"“{url}” is no address of a site: write https://press.example.org.")
