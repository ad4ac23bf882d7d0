"""A page cache in front of an application of a few lines, and a reader."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from newsroom.delivery.page_cache import PageCache, Requests, Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    View = Callable[[WSGIEnvironment], "Said"]

PUBLIC = {"Cache-Control": "public"}
NOON = datetime.datetime(2024, 4, 24, 12, tzinfo=datetime.UTC)
MIDNIGHT = datetime.datetime(2024, 4, 25, tzinfo=datetime.UTC)
HOST = "localhost"

REQUESTS = Requests(
    parameters=("q", "older", "from"),
    ignored=("utm_source",),
    own_paths=("/admin/", "/static/"),
    session_cookie="sessionid",
    proxy_headers=(),
)
TERMS = Terms(room=1_000_000, max_age=60, stale_if_error=3600, asked_every=0.1)


class Edition(NamedTuple):
    version: int
    until: datetime.datetime


FIRST = Edition(1, datetime.datetime(2199, 1, 1, tzinfo=datetime.UTC))
"""An edition that no test sees the end of."""


@dataclass
class Said:
    """What the application answers."""

    body: str = "a page"
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Answered:
    """What the reader gets."""

    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def max_age(self) -> int:
        told = dict(part.partition("=")[::2] for part in self.headers["Cache-Control"].split(", "))
        return int(told["max-age"])


@dataclass
class Served:
    """
    The cache in front of `view`, which is told what it is asked and says what it answers.

    `asked` are the addresses that came as far as the application.
    """

    view: View
    requests: Requests = REQUESTS
    terms: Terms = TERMS
    edition: Edition = FIRST
    error: Exception | None = None
    asked: list[str] = field(default_factory=list)
    times_asked_for_edition: int = 0

    def __post_init__(self) -> None:
        self.cache = PageCache(self.application, self.requests, self.current, self.terms)

    def application(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        query = f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        self.asked.append(environ["PATH_INFO"] + query)
        said = self.view(environ)
        body = said.body.encode()
        headers = {"Content-Type": "text/html", "Content-Length": str(len(body)), **PUBLIC}
        start_response(said.status, list({**headers, **said.headers}.items()))
        return [body]

    def current(self) -> Edition:
        self.times_asked_for_edition += 1
        if self.error:
            raise self.error
        return self.edition

    def change(self) -> None:
        """Write something that readers see."""
        self.edition = self.edition._replace(version=self.edition.version + 1)

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answered:
        return ask(self.cache, address, method, **headers)


def environ_of(address: str, method: str = "GET", **headers: str) -> WSGIEnvironment:
    """Return what a server makes of a request; headers as Accept_Encoding="gzip"."""
    path, _mark, query = address.partition("?")
    told = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "HTTP_HOST": HOST,
        **told,
    }


def ask(
    application: WSGIApplication, address: str, method: str = "GET", **headers: str
) -> Answered:
    """Ask as a reader does, and read all of the answer."""
    begun: list[Any] = []

    def start_response(*told: Any) -> Any:
        begun.append(told)

    chunks = application(environ_of(address, method, **headers), start_response)
    body = b"".join(chunks)
    getattr(chunks, "close", lambda: None)()
    ((status, told),) = begun
    assert len(dict(told)) == len(told), "A header is there twice."
    return Answered(status[:3], dict(told), body)


def page(_environ: WSGIEnvironment) -> Said:
    return Said()
