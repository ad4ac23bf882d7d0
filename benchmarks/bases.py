"""
Bases that are thrown away: a file of SQLite, or a PostgreSQL server that runs for the moment.

Each can keep what it holds and return to it, so that every run meets the same base.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPRIVILEGED = "nobody"
"""Who runs PostgreSQL where root runs this: the server refuses root."""

PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")
NAME, KEPT = "newsroom", "newsroom_kept"


@dataclass
class Sqlite:
    folder: Path
    name = "SQLite"

    @property
    def file(self) -> Path:
        return self.folder / "newsroom.sqlite3"

    @property
    def kept(self) -> Path:
        return self.folder / "kept.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def keep(self) -> None:
        """Keep what the base holds now. Nobody may be connected."""
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file, self.kept)

    def renew(self) -> None:
        """Return to what was kept. Nobody may be connected."""
        for ending in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        if self.kept.exists():
            shutil.copy(self.kept, self.file)

    def cpu(self) -> float:
        """Return the seconds of a server's processor so far: SQLite has no server."""
        return 0.0


@dataclass
class Postgresql:
    folder: Path
    programs: Path
    name = "PostgreSQL"
    server: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def user(self) -> str | None:
        return UNPRIVILEGED if os.getuid() == 0 else None

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def url(self) -> str:
        return self.url_of(NAME)

    def url_of(self, name: str) -> str:
        return f"postgres://newsroom@/{name}?host={self.folder}"

    def program(self, name: str, *arguments: str) -> None:
        told = [str(self.programs / name), *arguments]
        quiet = subprocess.DEVNULL
        subprocess.run(told, check=True, user=self.user, stdout=quiet, cwd=self.folder)

    def make(self) -> None:
        if self.user:
            shutil.chown(self.folder, self.user)
        told = ["-U", "newsroom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self.program("initdb", "-D", self.data, *told)
        self.start()
        self.say(f"CREATE DATABASE {NAME}")

    def start(self) -> None:
        # Cleaning up in the background would fall into one measurement or another.
        told = ["listen_addresses=", f"unix_socket_directories={self.folder}", "autovacuum=off"]
        command = [str(self.programs / "postgres"), "-D", self.data]
        command += [part for it in told for part in ("-c", it)]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(command, user=self.user, stderr=log, cwd=self.folder)
        self.wait()

    def wait(self) -> None:
        """Wait until the server takes connections."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            told = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder)]
            if subprocess.run(told, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start: read {self.folder / 'log'}.")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server; with SIGQUIT at once, as a power cut would, without writing anything."""
        if self.server:
            self.server.send_signal(how)
            self.server.wait(PATIENCE)

    def say(self, sql: str) -> list[tuple[Any, ...]]:
        """Execute a statement beside the base itself; return its rows."""
        import psycopg  # noqa: PLC0415

        told = f"user=newsroom dbname=postgres host={self.folder}"
        with psycopg.connect(told, autocommit=True) as connection:
            cursor = connection.execute(sql)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def backends(self) -> list[int]:
        """Return the processes of the server that work for whoever is connected to the base."""
        asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{NAME}'"
        return [pid for (pid,) in self.say(asked)]

    def keep(self) -> None:
        self.say(f"DROP DATABASE IF EXISTS {KEPT}")
        self.say(f"CREATE DATABASE {KEPT} TEMPLATE {NAME}")

    def renew(self) -> None:
        self.say(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        self.say(f"CREATE DATABASE {NAME} TEMPLATE {KEPT}")
        self.say("CHECKPOINT")

    def cpu(self) -> float:
        """Return the seconds of the processor that all processes of the server have had so far."""
        if not self.server:
            return 0.0
        while True:
            # What ends in between is counted with the parent only when that is read once more.
            with suppress(FileNotFoundError, ProcessLookupError):
                return ticks_of(self.server.pid) / TICKS


def ticks_of(postmaster: int) -> int:
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    own = sum(stat(postmaster)[11:15])
    return own + sum(sum(stat(int(child))[11:13]) for child in children)


def stat(pid: int) -> list[int]:
    """Return the numbers of a process (man 5 proc_pid_stat), from its state on."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [0, *(int(number) for number in told[1:])]


@contextmanager
def sqlite_base() -> Iterator[Sqlite]:
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        yield Sqlite(Path(folder))


@contextmanager
def postgresql_base() -> Iterator[Postgresql]:
    """Run a server in a folder that goes away with it. Raises LookupError where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (found and str(found[-1]))
    if not initdb:
        raise LookupError("PostgreSQL is missing (Debian: apt install postgresql).")
    # A link may stand where its neighbours do not.
    programs = Path(str(initdb)).resolve().parent
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-", ignore_cleanup_errors=True) as folder:
        base = Postgresql(Path(folder), programs)
        base.make()
        try:
            yield base
        finally:
            base.stop()
