#!/usr/bin/env python3
"""
A newsroom that writes without rest while everybody reads: no page is old, mixed or too early.

    .venv/bin/python benchmarks/stress.py
    .venv/bin/python benchmarks/stress.py --base PostgreSQL --seconds 300 --readers 12

Makes a base of its own, starts the server on it with several processes, and lets writers publish,
edit, correct, withdraw, move, load in bulk and schedule releases a second ahead, while readers ask
for every kind of page, compressed and conditionally in turn. Every text tells which write it is
from (`stress_life`), and each answer is judged by that (`stress_readers`): it may be no older than
a tenth of a second, counted from the commit to the sending of the request.

Then the base is taken away: what was read before is still answered, all else with 503, and once
it is back everything is as before. Last, a hundred clients send a byte a second, and nobody waits
for them.

The exit status is 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bases import Sqlite, postgresql_base, sqlite_base
from stress_life import Life
from stress_readers import PAGES, Judge, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bases import Postgresql

ROOT = Path(__file__).resolve().parents[1]
BASES = {"SQLite": sqlite_base, "PostgreSQL": postgresql_base}

BOUND = 0.1
"""Seconds after a commit in which an answer may still be the one from before."""

SLOW_CLIENTS, PROMPT = 100, 5.0
"""Clients that send a byte a second, and the seconds in which everybody else has an answer."""

MOST_TOLD, LAST_SAID = 20, 4_000
"""Faults that are printed, and signs of what the server said last."""

OK, UNAVAILABLE = http.client.OK, http.client.SERVICE_UNAVAILABLE


@contextmanager
def serving(workers: int, threads: int | None, log: Path) -> Iterator[int]:
    """Run the server, which writes what it has to say to the log; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers)]
    command += ["--port", str(port), "--log-level", "warning"]
    command += ["--blocking-threads", str(threads)] if threads else []
    command += ["newsroom.wsgi:application"]
    with log.open("wb") as said:
        server = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
    try:
        wait_until_answered(port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_until_answered(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if ask(port, "/robots.txt") == OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("The server does not answer.")


def ask(port: int, page: str, patience: float = 60) -> int:
    """Return the status of the answer. Raises OSError where there is none in time."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as connection:
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def read_while_written(port: int, seconds: float, readers: int, rest: float) -> list[str]:
    life, stop = Life(rest), threading.Event()
    writers = life.begin()
    judge = Judge(life, BOUND)
    begun = [Reader(port, judge, stop, random.Random(it)) for it in range(readers)]
    for reader in begun:
        reader.start()
    stop.wait(seconds)
    stop.set()
    for reader in begun:
        reader.join()
    life.stop.set()
    for writer in writers:
        writer.join()
    writes = sum(len(it.entries) for it in life.journals.values())
    print(f"{writes} writes; answers: {dict(sorted(judge.statuses.items()))}")
    print(f"The oldest answer had been overtaken for {judge.oldest * 1000:.0f} ms.")
    return [*life.faults, *judge.faults]


# --- Without the base ----------------------------------------------------------------------


def read_without_base(port: int, base: Sqlite | Postgresql) -> list[str]:
    """Take the base away, and give it back."""
    known = [page for page in PAGES if "due" not in page and "ahead" not in page]
    told = []
    for _worker in range(20):  # so that each process has each page
        for page in known:
            ask(port, page)
    if isinstance(base, Sqlite):
        return read_while_locked(port, base, known)
    base.stop()
    try:
        told += wrong(port, "without a base", known, {OK, http.client.MOVED_PERMANENTLY})
        unseen = [f"/news/?q=unseen{it}" for it in range(10)]
        told += wrong(port, "without a base", unseen, {UNAVAILABLE})
    finally:
        base.start()
    time.sleep(2)
    anew = [f"/news/?q=anew{it}" for it in range(20)]
    return told + wrong(port, "with the base again", [*anew, *known], {OK, 301})


def read_while_locked(port: int, base: Sqlite, known: list[str]) -> list[str]:
    """Hold the only right to write: readers do not need it."""
    with closing(sqlite3.connect(base.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        unseen = [f"/news/?q=locked{it}" for it in range(10)]
        return wrong(port, "beside a writer that holds the base", [*known, *unseen], {OK, 301})


def wrong(port: int, when: str, pages: list[str], allowed: set[int]) -> list[str]:
    told = []
    for page in pages:
        begun = time.monotonic()
        status = ask(port, page)
        if status not in allowed:
            told.append(f"{page} {when}: answered {status}")
        if time.monotonic() - begun > PROMPT:
            told.append(f"{page} {when}: took {time.monotonic() - begun:.1f} s")
    return told


# --- Slow clients --------------------------------------------------------------------------

HEAD = b"GET /news/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=abcdefghabcdefghabcdefghabcdefgh\r\n\r\n"
)
"""The beginning of a header that never ends, and of a form that is allowed to be sent."""


def read_beside_slow_clients(port: int, seconds: float, beginning: bytes) -> list[str]:
    told: list[str] = []
    with ExitStack() as stack:
        slow = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            for _client in range(SLOW_CLIENTS)
        ]
        for client in slow:
            client.sendall(beginning)
        until = time.monotonic() + seconds
        while time.monotonic() < until and not told:
            for client in slow:
                client.sendall(b"a")
            for page in ("/news/", f"/news/?q=beside{time.monotonic_ns()}", "/admin/login/"):
                told += asked_beside(port, page)
            time.sleep(1)
    return told


def asked_beside(port: int, page: str) -> list[str]:
    try:
        status = ask(port, page, PROMPT)
    except OSError as error:
        return [f"{page} beside slow clients: {error!r}"]
    return [] if status == OK else [f"{page} beside slow clients: answered {status}"]


# --- All of it -----------------------------------------------------------------------------


def run(base: Sqlite | Postgresql, chosen: argparse.Namespace) -> list[str]:
    os.environ["DATABASE_URL"] = base.url
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    told, log = [], base.folder / "server.log"
    with serving(chosen.workers, chosen.threads, log) as port:
        told += read_while_written(port, chosen.seconds, chosen.readers, chosen.rest)
        told += read_without_base(port, base)
        told += read_beside_slow_clients(port, chosen.slow, HEAD)
        told += read_beside_slow_clients(port, chosen.slow, BODY)
    return [*told, log.read_text()[-LAST_SAID:]] if told else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--base", choices=BASES, default="SQLite")
    parser.add_argument("--seconds", type=float, default=60, help="of reading while it is written")
    parser.add_argument("--slow", type=float, default=5, help="seconds beside slow clients")
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, help="of each worker, at most; granian's own")
    parser.add_argument("--rest", type=float, default=0.1, help="seconds between two writes")
    chosen = parser.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ENVIRONMENT": "development",
        "NEWSROOM_SECRET_KEY": "stress-" + os.urandom(40).hex(),
    }
    with BASES[chosen.base]() as base:
        told = run(base, chosen)
    *faults, said = told or [""]
    for fault in faults[:MOST_TOLD]:
        print(f"Wrong: {fault}")
    print(f"{len(faults) or 'Nothing'} wrong.", said, sep="\n")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
