"""Driving a server as hard as it goes with wrk, and what every request then cost it."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.serving.asking import Asker
from benchmarks.serving.cores import keeping_to, of_askers
from benchmarks.serving.processes import cpu

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.serving.servers import Server

SCRIPT = Path(__file__).with_name("drive.lua")

SLOW = 0.1
"""Seconds from which on a page is asked for one by one: too few would fit between two moments."""

FAST, MANY, FEW = 0.003, 8, 2
"""
Connections: what wrk still waits for in the end was worked on and is not counted, so that it must
be little beside what is.
"""


class Sample(NamedTuple):
    """How one drive went. Times in microseconds; bytes with the headers, of one answer."""

    cpu: float
    per_second: float
    median: float
    slowest: float
    size: int
    failed: int


class Failed(RuntimeError):
    """A page was not answered as expected."""


def drive(
    server: Server,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    seconds: float,
    *,
    keeps: bool = False,
) -> Sample:
    """
    Ask a server for the addresses in turn, for that long. Raises Failed for a wrong answer.

    `keeps` says that the server keeps its answers: then all of them are asked for before.
    """
    if keeps:
        fill(server, addresses, headers)
    took = again(server, addresses[0], headers)
    if took > SLOW:
        return one_by_one(server, addresses, headers, seconds)
    connections = MANY if took < FAST else FEW
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(addresses))
        file.flush()
        told = ["-s", str(SCRIPT), "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
        named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["wrk", *told, *named, server.url, "--", file.name]
        before = cpu(server.pid)
        apart = keeping_to(of_askers(server.cores))
        output = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            preexec_fn=apart,
        ).stdout
        return sample(output, cpu(server.pid) - before)


def sample(output: str, spent: float) -> Sample:
    line = next(line for line in output.splitlines() if line.startswith("DONE "))
    requests, duration, median, slowest, size, failed = (int(part) for part in line.split()[1:])
    if not requests:
        raise Failed("wrk had no answer at all.")
    per_second = requests / (duration / 1e6)
    return Sample(spent / requests * 1e6, per_second, median, slowest, size // requests, failed)


def fill(server: Server, addresses: Sequence[str], headers: Mapping[str, str]) -> None:
    """Ask for everything over so many connections that each worker has been asked for it."""
    for _ in range(MANY):
        with Asker(server.port, headers) as asker:
            for address in addresses:
                timed(asker, address)


def again(server: Server, address: str, headers: Mapping[str, str]) -> float:
    """Return the seconds of an answer that somebody else has asked for just before."""
    with Asker(server.port, headers) as asker:
        timed(asker, address)
        return timed(asker, address)


def timed(asker: Asker, address: str) -> float:
    begun = time.perf_counter()
    answer = asker.ask(address)
    took = time.perf_counter() - begun
    if answer.status not in {200, 304}:
        raise Failed(f"{address} answers {answer.status}.")
    return took


def one_by_one(
    server: Server, addresses: Sequence[str], headers: Mapping[str, str], seconds: float
) -> Sample:
    """Ask for as many addresses as fit, and at least one."""
    times, size, before, begun = [], 0, cpu(server.pid), time.perf_counter()
    with Asker(server.port, headers) as asker:
        for address in addresses:
            times.append(timed(asker, address))
            if time.perf_counter() - begun > seconds:
                break
        size = asker.received // len(times)
    spent, took = (cpu(server.pid) - before) / len(times), sum(times)
    times.sort()
    return Sample(
        spent * 1e6,
        len(times) / took,
        times[len(times) // 2] * 1e6,
        times[-1] * 1e6,
        size,
        0,
    )
