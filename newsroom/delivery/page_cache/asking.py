"""Which requests ask for the same page, and which ask for something of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import split_domain_port

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from wsgiref.types import WSGIEnvironment

LONGEST_ADDRESS = 2_000
"""Characters of a path and a query together that are worth keeping an answer for."""

OF_ONE_READER = (
    "HTTP_COOKIE",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)
"""What the application does not hear of: it is asked for a page for everybody, and all of it."""

SCHEME, HOST = "newsroom.scheme", "newsroom.host"
"""Where the application, asked for a page that has a key, finds what it would look up again."""

Key: TypeAlias = tuple[str, str, str, str]
"""Scheme, host, path and query."""

AsWritten: TypeAlias = tuple[str, ...]
"""The parts of a request that tell the page, as they came: many spellings, one key."""


class Asked(NamedTuple):
    """A request for a page; without a key its answer is not kept, but leaves as others do."""

    key: Key | None
    environ: WSGIEnvironment
    """What the application is asked."""


@dataclass(frozen=True)
class Requests:
    """
    Tells the requests that any reader could have made, and for which page.

    `parameters` are those that pages understand, in the order in which they are written.
    `ignored` are known to mean nothing to any page: others add them to links, to count who
    follows them. `own_paths` is where no page for everybody lives; `session_cookie` is the name
    of the cookie of those who are signed in.
    """

    parameters: Collection[str]
    ignored: Collection[str]
    own_paths: tuple[str, ...]
    session_cookie: str
    proxy_headers: tuple[str, ...]
    """What tells scheme and host beside the usual, where a proxy is trusted to say."""

    @property
    def as_written(self) -> Callable[[WSGIEnvironment], AsWritten]:
        """Return what reads the parts of a request that tell the page."""
        names = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "REQUEST_METHOD", "wsgi.url_scheme")
        return read_all(*names, "SCRIPT_NAME", *self.proxy_headers)

    def is_of_one_reader(self, environ: WSGIEnvironment) -> bool:
        """Whether something beside the address says what is to be answered, or to whom."""
        return (
            self.session_cookie in environ.get("HTTP_COOKIE", "")
            or "HTTP_AUTHORIZATION" in environ
            or environ.get("CONTENT_LENGTH", "") not in {"", "0"}
            or "HTTP_TRANSFER_ENCODING" in environ
        )

    def read(self, environ: WSGIEnvironment) -> Asked | None:
        """Return what is asked for, None where it is to be answered as if nothing was kept."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path.startswith(self.own_paths):
            return None
        if self.is_of_one_reader(environ):
            return None
        key = self.key_of(environ)
        query = environ.get("QUERY_STRING", "") if key is None else key[3]
        asked = {**environ, "REQUEST_METHOD": "GET", "QUERY_STRING": query}
        for name in OF_ONE_READER:
            asked.pop(name, None)
        if key:
            asked[SCHEME], asked[HOST] = key[:2]
        return Asked(key, asked)

    def key_of(self, environ: WSGIEnvironment) -> Key | None:
        """Return the key of the page, scheme and host as Django understands them."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if len(path) + len(query) > LONGEST_ADDRESS:
            return None
        request = Address(environ)
        try:
            host, told = request.get_host(), self.tidied(request) if query else ""
        except (BadRequest, SuspiciousOperation):
            return None
        if told is None or not is_ordinary(host, environ.get("SERVER_PORT")):
            return None
        return str(request.scheme), host, environ.get("SCRIPT_NAME", "") + path, told

    def tidied(self, request: Address) -> str | None:
        """
        Return the query in the one form in which the application is asked it.

        None where a parameter is unknown, or is there twice: nobody knows how many more there
        are. What is empty asks for nothing.
        """
        told = {name: values for name, values in request.GET.lists() if name not in self.ignored}
        if any(values[1:] or name not in self.parameters for name, values in told.items()):
            return None
        return urlencode(
            {name: told[name][0] for name in self.parameters if any(told.get(name, ()))}
        )


class Address(WSGIRequest):
    """What Django understands of a request's address, at a third of the price of all the rest."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        self.environ = self.META = environ


def read_all(*names: str) -> Callable[[WSGIEnvironment], AsWritten]:
    """Return what reads these values as one, empty where one is missing: nobody writes so."""
    values = itemgetter(*names)

    def read(environ: WSGIEnvironment) -> AsWritten:
        try:
            told: AsWritten = values(environ)
        except KeyError:
            return ()
        return told

    return read


@lru_cache(maxsize=64)
def is_ordinary(host: str, port: str | None) -> bool:
    """Whether a host is written as links write it, with no port but that of the server."""
    domain, _port = split_domain_port(host)
    return host in {domain, f"{domain}:{port}"}
