"""Servers that run for the moment, each in a group of processes that ends with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving.asking import Asker
from benchmarks.serving.cores import ALL, keeping_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

HOST = "press.example.org"
READER = {"Host": HOST, "X-Forwarded-Proto": "https"}
"""What the proxy in front, which ends TLS, tells a server of every reader."""

PATIENCE = 60
GRACE = 10


class NotStarted(RuntimeError):
    """A server that ended, or does not answer; what it said last is in the message."""


class Server(NamedTuple):
    pid: int
    port: int
    cores: set[int]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def granian(python: Path, application: str, workers: int, port: int) -> list[str]:
    """Return the command of an application behind granian, as the README recommends it."""
    told = ["--interface", "wsgi", "--workers", str(workers), "--port", str(port), "--no-log"]
    return [str(python), "-m", "granian", *told, application]


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    environment: Mapping[str, str],
    log: Path,
    cores: set[int] = ALL,
) -> Iterator[Server]:
    """Run a server on these cores until the block ends. Raises NotStarted if it does not answer."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=keeping_to(cores),  # noqa: PLW1509 - no other threads yet
        )
    try:
        wait(process, port, log)
        yield Server(process.pid, port, cores)
    finally:
        end(process)


def wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), Asker(port, READER) as asker:
            asker.ask("/")
            return
        time.sleep(0.1)
    raise NotStarted(f"A server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and whatever it started, kindly first."""
    with suppress(subprocess.TimeoutExpired, ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(GRACE)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
