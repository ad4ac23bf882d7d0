"""
The limit: an application that has every answer ready and does nothing else.

`HELLO_ANSWERS` may name a file of JSON that says which answers: of each path its headers, and the
length of its body. A path that is not in it is answered with 20 KB.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

USUAL = 20_000

Headers = list[tuple[str, str]]


def answer(headers: Iterable[Iterable[str]], length: int) -> tuple[Headers, list[bytes]]:
    """Return the headers and the body of an answer of that many bytes."""
    named = [(name, value) for name, value in headers]
    return [*named, ("Content-Length", str(length))], [b"x" * length]


def answers() -> dict[str, tuple[Headers, list[bytes]]]:
    told = os.environ.get("HELLO_ANSWERS")
    found = json.loads(Path(told).read_text(encoding="utf-8")) if told else {}
    return {path: answer(*what) for path, what in found.items()}


READY, HELLO = answers(), answer([("Content-Type", "text/html; charset=utf-8")], USUAL)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    headers, body = READY.get(environ["PATH_INFO"], HELLO)
    start_response("200 OK", headers)
    return body
