#!/usr/bin/env python3
"""
Imports that are killed at any moment: all or nothing comes in, and the next start needs no hand.

    .venv/bin/python benchmarks/killed_imports.py
    .venv/bin/python benchmarks/killed_imports.py --base postgresql --moments 12 --count 3000

Imports a fixture once to learn how long that takes. Then, in a base that is as it was before,
starts the import anew and ends it with SIGKILL, at moments spread over that time; on PostgreSQL
in turn the import, the process of the server that works for it, and the whole server, which is
then started again. After each of them the base must be sound and hold either nothing of the file
or all of it, in every table, search index and monthly sums included. Then the same command must
bring everything in.

Exit status is 1 if any of this failed; every failure is said.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bases import Postgresql, postgresql_base, sqlite_base
from benchmarks.fixtures import ROOT, alone, make_files, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.bases import Sqlite

    Base = Postgresql | Sqlite
    Import = subprocess.Popen[str]

PATIENCE = 300
PLANTED = "harvest"
"""A word that one publication in a hundred holds, so that the index is asked for something."""


class State(NamedTuple):
    """What a base holds."""

    tables: dict[str, str]
    """For each table a digest of its rows."""
    content: str
    """A digest of what the publications say, whatever their numbers are."""
    publications: int
    faults: list[str]


# --- In a process of its own: every look is a first start ----------------------------------


def fill(url: str) -> None:
    """Make a base that holds what an import must leave alone."""
    prepare(url)
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    get_user_model()._default_manager.create_user("chief")
    call_command("loaddata", "news", "interviews", verbosity=0)


def look(url: str) -> State:
    from benchmarks.fixture_files import start_django  # noqa: PLC0415

    start_django(url)
    from interviews.models import Interview  # noqa: PLC0415
    from newsroom.news.models import NewsItem  # noqa: PLC0415

    number = NewsItem.objects.count() + Interview.objects.count()
    faults = [*damage(), *unfound(), *miscounted(), *claimed()]
    return State(tables(), content(), number, faults)


def rows(sql: str) -> list[tuple[Any, ...]]:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def digest(told: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(told)).encode("utf-8", "surrogatepass")).hexdigest()


def tables() -> dict[str, str]:
    from django.db import connection  # noqa: PLC0415

    names = connection.introspection.table_names()
    # What FTS5 keeps is in tables of its own; the virtual table without content has no rows.
    names = [name for name in names if not name.endswith("_words")]
    return {it: digest([repr(row) for row in rows(f'SELECT * FROM "{it}"')]) for it in names}


def content() -> str:
    from interviews.models import Exchange, Interview  # noqa: PLC0415
    from newsroom.news.models import NewsItem  # noqa: PLC0415

    told = []
    for model in (NewsItem, Interview, Exchange):
        fields = [it for it in model._meta.concrete_fields if not it.primary_key]
        names = [f"{it.name}__slug" if it.remote_field else it.name for it in fields]
        told += [repr(row) for row in model.objects.order_by().values_list(*names)]
    return digest(told)


def damage() -> Iterator[str]:
    """Return what the base itself finds wrong."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        for check in ("integrity_check", "foreign_key_check"):
            yield from (f"{check}: {row}" for row in rows(f"PRAGMA {check}") if row != ("ok",))
        for words in ("news_passage_words", "interviews_passage_words"):
            rows(f"INSERT INTO {words}({words}) VALUES ('integrity-check')")
        return
    if not rows("SELECT FROM pg_available_extensions WHERE name = 'amcheck'"):
        return
    rows("CREATE EXTENSION IF NOT EXISTS amcheck")
    rows(
        "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
        " WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace"
    )


def unfound() -> Iterator[str]:
    """Compare what a search finds with what holds the word."""
    from django.db.models import Q  # noqa: PLC0415

    from interviews.models import Exchange, Interview  # noqa: PLC0415
    from newsroom.news.models import NewsItem  # noqa: PLC0415
    from newsroom.publication.search.finding import Span, passages  # noqa: PLC0415
    from newsroom.publication.search.query import Query  # noqa: PLC0415

    shelves = [NewsItem.objects.public(), Interview.objects.public()]
    hits = passages(shelves, [Span(), Span()], Query.parse(PLANTED), 10**6)
    ours = set[tuple[str, int]]()
    for desk in ("news", "interviews"):
        stored = rows(f"SELECT id, publication_id, exchange_id FROM {desk}_passage")
        keys = {place: part or own for place, own, part in stored}
        ours |= {(desk, keys[it.place]) for it in hits if it.kind == desk}
    items = shelves[0].filter(Q(lead__contains=PLANTED) | Q(body__contains=PLANTED))
    told = {("news", pk) for pk in items.values_list("pk", flat=True)}
    asked = Q(question__contains=PLANTED) | Q(answer__contains=PLANTED)
    parts = Exchange.objects.filter(asked, interview__in=shelves[1])
    told |= {("interviews", pk) for pk in parts.values_list("pk", flat=True)}
    if ours != told:
        yield f"A search finds {len(ours)} of {len(told)}, {len(ours - told)} wrongly."


def miscounted() -> Iterator[str]:
    """Compare the sums of the months and of the days with the rows."""
    from collections import Counter  # noqa: PLC0415
    from itertools import product  # noqa: PLC0415

    from interviews.models import Interview  # noqa: PLC0415
    from newsroom.news.models import NewsItem  # noqa: PLC0415

    for model, unit in product((NewsItem, Interview), ("month", "day")):
        table, written = f"{model.desk()}_{unit}count", "%Y-%m" if unit == "month" else "%Y-%m-%d"
        dates = model.objects.exclude(published_at=None).values_list("date", flat=True)
        told = Counter(date.strftime(written) for date in dates.order_by())
        kept = Counter[str]()
        for counted, number in rows(f"SELECT {unit}, number FROM {table}"):
            kept[counted] += number
        if +kept != told:
            yield f"{table} counts {kept.total()} of {told.total()}."


def claimed() -> Iterator[str]:
    """Compare what the log says to be stored with its items."""
    from newsroom.fixtures.models import Import, Outcome  # noqa: PLC0415

    for it in Import.objects.stored():
        number = it.items.filter(outcome=Outcome.NEW).count()
        if number != it.new:
            yield f"Import {it.pk} says that {it.new} are new, and has {number} of them."


# --- Outside -------------------------------------------------------------------------------


def start(base: Base, *command: str) -> Import:
    environment = os.environ | {"DATABASE_URL": base.url, "NEWSROOM_ENVIRONMENT": "development"}
    told = [sys.executable, "manage.py", *command]
    nowhere, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(told, cwd=ROOT, env=environment, stdout=nowhere, stderr=pipe, text=True)


def kill_the_import(base: Base, run: Import) -> None:
    run.kill()
    run.wait()
    until = time.monotonic() + PATIENCE
    # The server sees that nobody is there any more when the statement under way is done.
    while isinstance(base, Postgresql) and base.backends() and time.monotonic() < until:
        time.sleep(0.05)


def kill_its_backend(base: Base, run: Import) -> None:
    assert isinstance(base, Postgresql)
    for pid in base.backends():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    run.wait(PATIENCE)
    base.wait()


def kill_the_server(base: Base, run: Import) -> None:
    assert isinstance(base, Postgresql)
    base.stop(signal.SIGQUIT)
    run.wait(PATIENCE)
    base.start()


WAYS: dict[str, list[Callable[[Base, Import], None]]] = {
    "SQLite": [kill_the_import],
    "PostgreSQL": [kill_the_import, kill_its_backend, kill_the_server],
}


def end(errors: str) -> str:
    """Return the last of what was said, which of a traceback is the error itself."""
    return " ".join(errors[-300:].split())


def whole_run(base: Base, *command: str) -> tuple[float, list[str]]:
    """Let a command end by itself; return the seconds it took and what is wrong, if anything."""
    begun = time.monotonic()
    run = start(base, *command)
    _out, errors = run.communicate(timeout=PATIENCE)
    seconds = time.monotonic() - begun
    return seconds, [] if run.returncode == 0 else [f"Exit status {run.returncode}: {end(errors)}"]


class Trial:
    """One base and one file, killed over and over."""

    def __init__(self, base: Base, *command: str) -> None:
        self.base, self.command = base, command
        alone(fill, base.url)
        self.before: State = alone(look, base.url)
        base.keep()
        self.seconds, faults = whole_run(base, *command)
        self.after: State = alone(look, base.url)
        self.faults = [f"Undisturbed: {it}" for it in [*faults, *self.after.faults]]
        if self.after.publications == self.before.publications:
            self.faults.append("Undisturbed: nothing came in.")
        self.nothing = self.everything = 0

    def untouched(self, state: State) -> bool:
        """Whether the tables that an import leaves alone are as they were."""
        before, after = self.before.tables, self.after.tables
        alike = {name for name in before if before[name] == after[name]}
        return all(state.tables[name] == before[name] for name in alike)

    def kill(self, seconds: float, way: Callable[[Base, Import], None]) -> None:
        """Kill an import after so many seconds, and look at what is left."""
        self.base.renew()
        run = start(self.base, *self.command)
        with suppress(subprocess.TimeoutExpired):
            run.wait(seconds)
        way(self.base, run)
        assert run.stderr
        errors = run.stderr.read()
        moment = f"{way.__name__} after {seconds:.2f} s"
        if "Traceback" in errors:
            self.faults.append(f"{moment}: a traceback, {end(errors)}")
        self.judge(moment, alone(look, self.base.url))
        self.seconds, faults = whole_run(self.base, *self.command)
        state: State = alone(look, self.base.url)
        if state.content != self.after.content or faults or state.faults:
            self.faults.append(f"{moment}, next start: {faults} {state.faults}")

    def judge(self, moment: str, state: State) -> None:
        is_nothing = state.tables == self.before.tables
        is_everything = state.content == self.after.content and self.untouched(state)
        self.nothing += is_nothing
        self.everything += is_everything
        if not is_nothing and not is_everything:
            names = [it for it, told in state.tables.items() if told != self.before.tables.get(it)]
            told = f"{state.publications} publications, changed: {', '.join(names)}"
            self.faults.append(f"{moment}: neither all nor nothing. {told}.")
        self.faults += [f"{moment}: {it}" for it in state.faults]

    def run(self, moments: int, dice: random.Random) -> None:
        ways = WAYS[self.base.name]
        # Until then the process only starts, and has nothing to lose.
        asleep, _faults = whole_run(self.base, self.command[0], "--help")
        for number in range(moments):
            share = (number + dice.random()) / moments
            seconds = asleep + share * (self.seconds - asleep)
            self.kill(seconds, ways[number % len(ways)])
            told = f"{number + 1}: {seconds:.2f} of {self.seconds:.2f} s, {len(self.faults)} faults"
            print(self.base.name, told, file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--base", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--count", type=int, default=20_000, help="objects of the file")
    parser.add_argument("--command", default="import_fixture", help="or loaddata")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    makers, faults = {"sqlite": sqlite_base, "postgresql": postgresql_base}, []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-files-")))
        (path,) = make_files(folder, chosen.count, ["json"])
        for name in makers if chosen.base == "both" else [chosen.base]:
            with makers[name]() as base:
                trial = Trial(base, chosen.command, path)
                trial.run(chosen.moments, random.Random(chosen.seed))
            print(
                f"{base.name}: killed at {chosen.moments} moments of an import of "
                f"{chosen.count:,} objects, which takes {trial.seconds:.1f} s. "
                f"Nothing was there {trial.nothing} times, everything {trial.everything} times."
            )
            faults += [f"{base.name}: {it}" for it in trial.faults]
    print(*(faults or ["Every next start brought everything in."]), sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
