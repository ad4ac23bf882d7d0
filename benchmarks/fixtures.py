#!/usr/bin/env python3
"""
What it costs to bring fixtures in, against Django's own loaddata on the same files.

    .venv/bin/python benchmarks/fixtures.py
    .venv/bin/python benchmarks/fixtures.py --count 200000 --rounds 1 --base sqlite
    .venv/bin/python benchmarks/fixtures.py --million --base sqlite

Makes the files with `benchmarks/fixture_files.py` and an empty, migrated base with its search
index and all triggers; every case has that base anew and a process of its own, and the cases
take turns round by round. The least of the rounds counts.

Measured are "stock", which is loaddata with the serializers and the command of Django;
"loaddata" and "import_fixture" of this project; and below them, as the floor, "executemany" and
on PostgreSQL "COPY" of the same rows, which are in memory already: their time is that of the
base alone. Time is that of the processor, in seconds, with that of PostgreSQL's own processes;
"wall" is the time that passed, which says more about what else the machine was doing. Memory is
by how much the peak of the process grew, in MiB. Stock takes some minutes for 200,000 objects.

`--million` brings in 100,000 and then a million objects with import_fixture alone, to see whether
memory grows with the file; it takes some GB of disk and a quarter of an hour.

Exit status is 1 if anything costs more than `MOST` allows.
"""

from __future__ import annotations

import argparse
import datetime
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bases import postgresql_base, sqlite_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.bases import Postgresql, Sqlite

    Base = Postgresql | Sqlite

ROOT = Path(__file__).resolve().parents[1]
MIB = 1024 * 1024
STOCK, FLOORS = "stock", ("executemany", "COPY")

MOST = {"loaddata": (0.4, 0.3), "import_fixture": (0.5, None)}
"""How much of the time and of the growth of memory that stock takes a case may take."""

LITTLE = 16
"""MiB: where stock itself grows by less, it streams as well, and there is nothing to be saved."""

MOST_GROWN = 1.2
"""How much more memory a million objects may take at most than 100,000."""


class Cost(NamedTuple):
    cpu: float
    wall: float
    peak: float
    growth: float


# --- In a process of its own ---------------------------------------------------------------


def peak() -> float:
    """Return the MiB that this process has had at most."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MIB


def prepare(url: str) -> None:
    from benchmarks.fixture_files import start_django  # noqa: PLC0415

    start_django(url)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def measure(url: str, case: str, path: str) -> Cost:
    """Run the case against the base; only what it does itself is measured."""
    from benchmarks.fixture_files import start_django  # noqa: PLC0415

    start_django(url)
    run = CASES[case](path)
    before, wall, cpu = peak(), time.perf_counter(), time.process_time()
    run()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(cpu, wall, peak(), peak() - before)


def stock(path: str) -> Callable[[], object]:
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.management.commands import loaddata  # noqa: PLC0415

    from benchmarks.fixture_files import take_stock_serializers  # noqa: PLC0415

    take_stock_serializers()
    return lambda: call_command(loaddata.Command(), path, verbosity=0)


def command(name: str) -> Callable[[str], Callable[[], object]]:
    def prepared(path: str) -> Callable[[], object]:
        from django.core.management import call_command  # noqa: PLC0415

        out = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return lambda: call_command(name, path, stdout=out, stderr=out)

    return prepared


class Table(NamedTuple):
    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


def tables_of(path: str) -> list[Table]:
    """Return the rows of a fixture in JSON as the tables take them, with numbers of our own."""
    from django.apps import apps  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    numbers: dict[str, dict[str, int]] = {}
    tables: dict[str, Table] = {}
    for told in json.loads(Path(path).read_text("utf-8")):
        model, fields = apps.get_model(told["model"]), told["fields"]
        own = numbers.setdefault(told["model"], {})
        number = own[fields.get("slug") or str(len(own))] = len(own) + 1
        columns = {"id": number}
        for name, value in fields.items():
            field = model._meta.get_field(name)
            if field.remote_field:
                value = numbers[field.related_model._meta.label_lower][value[0]]  # noqa: PLW2901
            column = field.column
            columns[column] = field.get_db_prep_save(field.to_python(value), connection)
        table = Table(model._meta.db_table, list(columns), [])
        tables.setdefault(table.name, table).rows.append(tuple(columns.values()))
    return list(tables.values())


def executemany(path: str) -> Callable[[], object]:
    from django.db import connection, transaction  # noqa: PLC0415

    tables = tables_of(path)
    sign = "?" if connection.vendor == "sqlite" else "%s"

    def run() -> None:
        with transaction.atomic():
            for name, columns, rows in tables:
                signs = ", ".join([sign] * len(columns))
                sql = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({signs})"
                connection.connection.cursor().executemany(sql, rows)

    return run


def copy(path: str) -> Callable[[], object]:
    from django.db import connection, transaction  # noqa: PLC0415

    tables = tables_of(path)

    def run() -> None:
        with transaction.atomic():
            for name, columns, rows in tables:
                sql = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
                with connection.connection.cursor().copy(sql) as taken:
                    for row in rows:
                        taken.write_row(row)

    return run


CASES: dict[str, Callable[[str], Callable[[], object]]] = {
    STOCK: stock,
    "loaddata": command("loaddata"),
    "import_fixture": command("import_fixture"),
    "executemany": executemany,
    "COPY": copy,
}


# --- Outside -------------------------------------------------------------------------------


def alone(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function in a fresh process; return what it returns."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        return pool.submit(function, *arguments).result()


def make_files(folder: Path, count: int, forms: list[str]) -> list[str]:
    names = [str(folder / f"{count}.{form}") for form in forms]
    script = str(ROOT / "benchmarks" / "fixture_files.py")
    subprocess.run([sys.executable, script, str(count), *names], check=True)
    return names


def take(base: Base, case: str, path: str) -> Cost:
    """Measure a case once, and tell it where it can be seen at once."""
    base.renew()
    before = base.cpu()
    cost = alone(measure, base.url, case, path)
    cost = cost._replace(cpu=cost.cpu + base.cpu() - before)
    moment = f"{datetime.datetime.now(datetime.UTC):%H:%M:%S}"
    told = f"{cost.cpu:.2f} s, wall {cost.wall:.2f} s, +{cost.growth:.0f} MiB"
    print(moment, base.name, Path(path).name, case, told, file=sys.stderr, flush=True)
    return cost


def cases_for(base: Base, path: str, wanted: list[str]) -> list[str]:
    """Return what can be measured: a floor needs rows, and these are read from JSON alone."""
    left_out = {"COPY"} if base.name == "SQLite" else set()
    left_out |= set() if path.endswith(".json") else set(FLOORS)
    return [case for case in CASES if case not in left_out and case in wanted]


def measured(base: Base, path: str, wanted: list[str], rounds: int) -> dict[str, Cost]:
    """Return of each case the least of what it cost in any round."""
    cases = cases_for(base, path, wanted)
    found: dict[str, Cost] = {}
    for _round in range(rounds):
        for case in cases:
            cost = take(base, case, path)
            before = found.get(case, cost)
            found[case] = Cost(*(min(pair) for pair in zip(cost, before, strict=True)))
    return found


def lines(base: Base, path: str, found: dict[str, Cost]) -> Iterator[list[str]]:
    for case, cost in found.items():
        ratio = [cost.cpu / found[STOCK].cpu, cost.growth / found[STOCK].growth]
        growth = ["–", "–"] if case in FLOORS else [f"{cost.growth:.0f}", f"{ratio[1]:.2f}"]
        seconds = [f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{ratio[0]:.2f}"]
        yield [base.name, Path(path).name, case, *seconds, *growth]


def broken(base: Base, path: str, found: dict[str, Cost]) -> Iterator[str]:
    """Return a sentence for each case that costs more than it may."""
    for case, limits in MOST.items():
        if case not in found:
            continue
        pairs = zip(("time", "memory"), limits, ("cpu", "growth"), strict=True)
        for what, limit, name in pairs:
            if name == "growth" and found[STOCK].growth < LITTLE:
                continue
            ratio = getattr(found[case], name) / getattr(found[STOCK], name)
            if limit and ratio > limit:
                told = f"{case} takes {ratio:.2f} of the {what} of stock, and may take {limit}"
                yield f"{base.name}, {Path(path).name}: {told}."


def compare(bases: list[Base], paths: list[str], cases: list[str], rounds: int) -> list[str]:
    """Print the table; return what is broken."""
    heads = ["base", "file", "case", "s", "wall", "of stock", "MiB", "of stock"]
    rows, faults = [heads, ["---"] * 3 + ["---:"] * 5], []
    for base in bases:
        for path in paths:
            found = measured(base, path, cases, rounds)
            rows += lines(base, path, found)
            faults += broken(base, path, found)
    print_table(rows)
    return faults


def climb(bases: list[Base], folder: Path) -> list[str]:
    """Bring in ten times as many; return what is broken."""
    rows, faults = [["base", "objects", "s", "wall", "objects/s", "peak MiB"], ["---:"] * 6], []
    for base in bases:
        peaks = []
        for count in (100_000, 1_000_000):
            (path,) = make_files(folder, count, ["json"])
            cost = take(base, "import_fixture", path)
            Path(path).unlink()
            peaks.append(cost.peak)
            speed = f"{count / cost.wall:,.0f}"
            told = [f"{cost.cpu:.0f}", f"{cost.wall:.0f}", speed, f"{cost.peak:.0f}"]
            rows.append([base.name, f"{count:,}", *told])
        if peaks[1] > peaks[0] * MOST_GROWN:
            faults.append(f"{base.name}: a million objects take {peaks[1] / peaks[0]:.2f} times.")
    print_table(rows)
    return faults


def print_table(rows: list[list[str]]) -> None:
    for cells in rows:
        print(f"| {' | '.join(cells)} |")


def told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--count", type=int, default=20_000, help="objects of a file")
    parser.add_argument("--forms", default="json", help="json,jsonl,yaml,xml")
    parser.add_argument("--base", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--cases", default=",".join(CASES), help=",".join(CASES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--million", action="store_true", help="is memory flat?")
    return parser.parse_args()


def main() -> int:
    chosen, makers = told(), {"sqlite": sqlite_base, "postgresql": postgresql_base}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-files-")))
        wanted = makers if chosen.base == "both" else [chosen.base]
        bases = [stack.enter_context(makers[name]()) for name in wanted]
        for base in bases:
            alone(prepare, base.url)
            base.keep()
        if chosen.million:
            faults = climb(bases, folder)
        else:
            paths = make_files(folder, chosen.count, chosen.forms.split(","))
            faults = compare(bases, paths, [STOCK, *chosen.cases.split(",")], chosen.rounds)
    print(*faults, sep="\n", file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
