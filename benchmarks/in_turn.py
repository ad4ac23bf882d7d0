"""
Processes that each hold the site over one base, and work one after the other.

Whoever compares bases must not have one of them worked on while another is measured: so each has
a process of its own, with the settings of production, and waits until it is asked.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

HOST = "press.example.org"

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN (ANALYZE, COSTS OFF)"}

READING = ("SELECT", "(SELECT", "WITH")
"""What a statement begins with that asks something of the base."""

LONGEST = 600
"""Characters of a statement that are shown with its plan."""


def prepare(database: str, static: str) -> None:
    """Start Django as in production, with its static files in a folder of ours."""
    os.environ |= {
        "DATABASE_URL": database if "://" in database else f"sqlite:///{Path(database).resolve()}",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ENVIRONMENT": "production",
        "NEWSROOM_HOSTS": HOST,
        "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(60),
    }
    from newsroom import settings  # noqa: PLC0415 - it reads the environment when imported

    settings.STATIC_ROOT = Path(static)
    django.setup()


def collect(database: str, static: str) -> None:
    prepare(database, static)
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def at_work(worker: Callable[[str, str], Any], databases: list[str]) -> Iterator[list[Connection]]:
    """Have a worker, which is made of a base and a folder of static files, for each base."""
    with tempfile.TemporaryDirectory() as static:
        first = multiprocessing.get_context("spawn").Process(
            target=collect, args=(databases[0], static)
        )
        first.start()
        first.join()
        workers = [start(worker, database, static) for database in databases]
        yield workers
        for it in workers:
            it.send(None)


def start(worker: Callable[[str, str], Any], database: str, static: str) -> Connection:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    context.Process(target=serve, args=(worker, database, static, theirs), daemon=True).start()
    theirs.close()
    return ours


def serve(
    worker: Callable[[str, str], Any], database: str, static: str, parent: Connection
) -> None:
    """Do what the parent asks for until it has no more to ask."""
    made = worker(database, static)
    while asked := parent.recv():
        method, *arguments = asked
        parent.send(getattr(made, method)(*arguments))


def ask(workers: list[Connection], *what: Any) -> list[Any]:
    """Ask one worker after the other, so that none works beside another."""
    answers = []
    for worker in workers:
        worker.send(what)
        answers.append(worker.recv())
    return answers


def plan(sql: str, parameters: Any) -> str:
    """Return a statement, shortened, with the way in which the base answers it."""
    with connection.cursor() as cursor:
        cursor.execute(f"{EXPLAIN[connection.vendor]} {sql}", parameters)
        steps = [f"    {row[-1]}" for row in cursor.fetchall()]
    short = re.sub(r"(?s)SELECT (?!DISTINCT|CAST)[^(]*? FROM", "SELECT … FROM", sql)
    return "\n".join([short[:LONGEST], *steps])


def least(statements: list[tuple[str, Any]], clock: Callable[[], float], attempts: int) -> float:
    """Return the milliseconds that the base alone takes, over an open connection."""
    times = []
    for _ in range(attempts):
        begun = clock()
        for sql, parameters in statements:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                cursor.fetchall()
        times.append((clock() - begun) * 1000)
    return min(times)
