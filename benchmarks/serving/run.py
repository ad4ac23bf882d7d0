#!/usr/bin/env python3
"""
What a page costs here, with plain Django, with Wagtail, and at the limit of the server itself.

    .venv/bin/python benchmarks/serving/run.py --output docs
    .venv/bin/python benchmarks/serving/run.py --only detail,list --sizes 1000 --targets ours

Everything that is missing is made first: bases of invented publications, the same ones for
everybody, and an environment with Wagtail. Then all run at once behind granian, on ports of this
machine that nobody else reaches, and are asked in turn with wrk. `--output` names the folder for
`benchmarks.md` and `serving.svg`, which are written anew after every page of every round, so that
a run which is broken off leaves what it found.

The targets are ours (pages made anew, without the page cache), cached, plain, wagtail and nginx;
hello, the limit, always takes part. The pages are list, deep, month, detail, interview, often and
seldom (two searches) and feed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.serving.bases import Bases, say
from benchmarks.serving.cases import HELLO, NGINX, TARGETS, Wanted, drives
from benchmarks.serving.found import Found
from benchmarks.serving.machine import machine
from benchmarks.serving.memory import remembered
from benchmarks.serving.queries import counted
from benchmarks.serving.report import lines, write
from benchmarks.serving.rounds import measure
from benchmarks.serving.servers import NotStarted
from benchmarks.serving.sites import PAGES, PLAIN, ROOT, WAGTAIL
from benchmarks.serving.starting import start

KEEP = ROOT / "var" / "serving"
PAGES_SHARE = 0.7
"""Of the minutes of a run: the rest is for memory."""


def words(told: str) -> list[str]:
    return told.split(",")


def numbers(told: str) -> list[int]:
    return sorted(int(number.replace("_", "")) for number in words(told))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what a page costs, here and elsewhere.")
    parser.add_argument("--sizes", type=numbers, default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--targets", type=words, default=list(TARGETS))
    parser.add_argument("--only", type=words, default=list(PAGES), help="pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2, help="of one turn")
    parser.add_argument("--minutes", type=float, default=60, help="of all the measuring")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="beside one alone")
    parser.add_argument("--bases", type=Path, default=KEEP, help="a folder of bases")
    parser.add_argument("--wagtail-venv", type=Path, default=KEEP / "wagtail")
    parser.add_argument("--output", type=Path, help="a folder for the report and its picture")
    told = parser.parse_args()
    for asked, known in ((told.targets, TARGETS), (told.only, PAGES)):
        if unknown := set(asked) - set(known):
            parser.error(f"{', '.join(unknown)}: there are only {', '.join(known)}.")
    return told


def prepare(told: argparse.Namespace) -> Bases:
    """Make what the run needs, and leave out who cannot take part."""
    if not shutil.which("wrk"):
        sys.exit("wrk is missing (Debian: apt install wrk).")
    if NGINX in told.targets and not shutil.which("nginx"):
        told.targets.remove(NGINX)
    told.bases.mkdir(parents=True, exist_ok=True)
    bases = Bases(told.bases.resolve(), told.wagtail_venv.resolve())
    if WAGTAIL.name in told.targets:
        bases.install_wagtail()
    for size in told.sizes:
        bases.prepare(size, [site for site in (PLAIN, WAGTAIL) if site.name in told.targets])
    bases.collect(told.sizes[0])
    return bases


def compare(told: argparse.Namespace, bases: Bases, folder: Path) -> Found:
    """Measure everybody, and return what was found until it was over or was broken off."""
    wanted = Wanted(told.targets, told.sizes, told.only, told.workers)
    about = machine(bases.python(WAGTAIL) if WAGTAIL.name in told.targets else None)
    begun, seconds = time.monotonic(), told.minutes * 60
    found = Found({}, {}, {})
    try:
        if told.output:
            found = found._replace(asked=counted(wanted, bases))
        with ExitStack() as stack:
            servers = start(stack, wanted, bases, folder)
            turns = {page: list(drives(servers, page, bases)) for page in wanted.pages}
            hello = servers[HELLO, 0, 1]
            until = begun + seconds * (PAGES_SHARE if told.output else 1)
            for best in measure(turns, hello, told.rounds, told.seconds, until):
                found = found._replace(best=dict(best))
                if told.output:
                    write(found, told.output, about, told.minutes)
        if told.output:
            found = found._replace(memory=remembered(wanted, bases, folder, begun + seconds))
            write(found, told.output, about, told.minutes)
    except KeyboardInterrupt:
        say("broken off")
    except NotStarted as error:
        say(str(error))
    return found


def stopped(*_: object) -> None:
    """End the run, once: who asks again must not keep us from ending the servers."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    raise KeyboardInterrupt


def main() -> None:
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, stopped)
    told = parsed()
    try:
        bases = prepare(told)
    except KeyboardInterrupt:
        sys.exit("Broken off before anything was measured.")
    except subprocess.CalledProcessError as error:
        sys.exit(f"What the run needs could not be made: {' '.join(error.cmd)}")
    with tempfile.TemporaryDirectory(prefix="newsroom-serving-") as folder:
        found = compare(told, bases, Path(folder))
    if found.best:
        print(lines(found))


if __name__ == "__main__":
    main()
