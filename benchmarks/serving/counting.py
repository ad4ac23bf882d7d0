"""
What each page asks of the base: `counting.py APPLICATION CALLS` in the environment of a site.

The calls are addresses by page, as JSON, and so is what is printed: of each page its status, its
bytes and its queries. SQLite itself counts, so that a statement which passes by Django is counted,
too. A page is asked for once before, so that nothing is made ready any more that a process makes
ready once.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any
from urllib.parse import unquote
from wsgiref.util import setup_testing_defaults

from django.db.backends.signals import connection_created

READING = ("SELECT", "WITH")
STATEMENTS: list[str] = []


def get(application: Any, address: str) -> tuple[int, int]:
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {"HTTP_HOST": "press.example.org", "wsgi.url_scheme": "https"}
    environ["HTTP_X_FORWARDED_PROTO"] = "https"
    environ["SCRIPT_NAME"] = ""
    environ["PATH_INFO"] = unquote(path).encode().decode("latin-1")
    environ["QUERY_STRING"] = query
    setup_testing_defaults(environ)
    statuses: list[str] = []
    response = application(environ, lambda status, *_: statuses.append(status))
    size = sum(len(part) for part in response)
    getattr(response, "close", lambda: None)()
    return int(statuses[-1].split()[0]), size


def listen(connection: Any, **_signal: Any) -> None:
    """Listen to a new connection, whichever thread or seat it is for."""
    connection.connection.set_trace_callback(STATEMENTS.append)


def count(application: Any, address: str) -> tuple[int, int, int]:
    """Return what a page tells, and the fewer queries of two visits."""
    get(application, address)
    numbers = []
    for _visit in range(2):
        STATEMENTS.clear()
        status, size = get(application, address)
        numbers.append(sum(is_read(it) for it in STATEMENTS))
    return status, size, min(numbers)


def is_read(statement: str) -> bool:
    return statement.lstrip(" (\n").upper().startswith(READING)


def main() -> None:
    connection_created.connect(listen)
    module, _, name = sys.argv[1].partition(":")
    application = getattr(import_module(module), name)
    asked = json.loads(sys.argv[2])
    json.dump({page: count(application, address) for page, address in asked.items()}, sys.stdout)


if __name__ == "__main__":
    main()
