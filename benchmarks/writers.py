#!/usr/bin/env python3
"""
Many editors who save at once, on SQLite: nobody is refused, and no answered save is lost.

    .venv/bin/python benchmarks/writers.py
    .venv/bin/python benchmarks/writers.py --writers 20 --seconds 60

Makes a base of its own in a folder that is thrown away, starts the server on it as in
production, with two processes, and lets every writer open the form of an interview, add a word
of their own to an answer and save, over and over; four of them share each interview, so that
most are overtaken, and then save what the desk has brought together. A word is a writer's own and
used once. Afterwards each word whose saving was answered must be in a version of the history.

Printed are the saves and the times that passed, in milliseconds. The exit status is 1 if any
request was answered with an error or a word is missing.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.filling_in import sent_by

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]

SHARED_BY = 4
"""Writers of one interview."""

EXCHANGES = 8
MOST_OVERTAKEN = 20
"""Times that somebody saves what was brought together before they give up."""


@dataclass
class Writer:
    number: int
    port: int
    cookie: str
    interview: int
    csrf: str = ""
    saved: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    overtaken: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"/admin/interviews/interview/{self.interview}/change/"

    def write(self, until: float) -> None:
        while time.monotonic() < until and not self.faults:
            self.save(f"w{self.number}n{len(self.saved)}")

    def save(self, word: str) -> None:
        status, page = self.ask("GET")
        if status != http.client.OK:
            return
        form = sent_by(page)
        answer = f"exchanges-{random.randrange(EXCHANGES)}-answer"
        form[answer] = f"{form[answer]} {word}"
        for _time in range(MOST_OVERTAKEN):
            status, page = self.ask("POST", form)
            if status == http.client.FOUND:
                self.saved.append(word)
                return
            if status != http.client.OK or "Not saved yet" not in page:
                self.faults.append(f"{word}: {status} {page[:200]!r}")
                return
            self.overtaken += 1
            form = sent_by(page)
        self.faults.append(f"{word} was overtaken {MOST_OVERTAKEN} times")

    def ask(self, method: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Send a request as a browser would; return the status and the page."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        token = (form or {}).get("csrfmiddlewaretoken", "")
        if token:
            headers["Cookie"] += f"; {self.csrf}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        start = time.monotonic()
        try:
            connection.request(method, self.address, urlencode(form or {}), headers)
            response = connection.getresponse()
            page = response.read().decode()
        except OSError as error:
            self.faults.append(f"{method}: {error!r}")
            return 0, ""
        finally:
            connection.close()
            self.times.append(time.monotonic() - start)
        for cookie in response.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("csrftoken="):
                self.csrf = cookie.partition(";")[0]
        if response.status >= http.client.BAD_REQUEST:
            self.faults.append(f"{method}: {response.status} {page[:200]!r}")
        return response.status, page


def prepare(writers: int) -> list[tuple[str, int]]:
    """Fill the base; return for each writer the cookie of a session, and the interview."""
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.contrib.auth.models import Group  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from interviews.models import Exchange, Interview  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    found = []
    for number in range(writers):
        if number % SHARED_BY == 0:
            interview = Interview.objects.create(headline=f"Interview {number}", slug=f"i{number}")
            Exchange.objects.bulk_create(
                Exchange(interview=interview, key=f"q{it}", position=it, question="?", answer="A.")
                for it in range(1, EXCHANGES + 1)
            )
        user = get_user_model().objects.create_user(f"writer-{number}", is_staff=True)
        user.groups.add(Group.objects.get(name="Editors"))
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        found.append((f"{name}={client.cookies[name].value}", interview.pk))
    return found


@contextmanager
def serving() -> Iterator[int]:
    """Run the server; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen([*command, "newsroom.wsgi:application"], cwd=ROOT)
    try:
        for _try in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def run(count: int, seconds: float) -> list[Writer]:
    prepared = prepare(count)
    with serving() as port:
        writers = [Writer(number, port, *it) for number, it in enumerate(prepared)]
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=it.write, args=[until]) for it in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return writers


def missing(writers: list[Writer]) -> set[str]:
    """Return the words whose saving was answered and that no version holds."""
    from interviews.models import Interview  # noqa: PLC0415
    from newsroom.editing import history  # noqa: PLC0415

    kept: set[str] = set()
    for interview in Interview.objects.all():
        for version in history.versions_of(interview):
            for part in history.content_of_version(version).parts:
                kept.update(part.texts["answer"].split())
    return {word for writer in writers for word in writer.saved} - kept


def report(writers: list[Writer]) -> int:
    times = sorted(it * 1000 for writer in writers for it in writer.times)
    faults = [fault for writer in writers for fault in writer.faults]
    lost = missing(writers)
    print(f"{sum(len(it.saved) for it in writers)} saves by {len(writers)} writers,")
    print(f"overtaken {sum(it.overtaken for it in writers)} times; {len(times)} requests:")
    print(f"half within {times[len(times) // 2]:.0f} ms, the slowest {times[-1]:.0f} ms.")
    for fault in faults:
        print(f"Refused: {fault}")
    for word in sorted(lost):
        print(f"Lost: {word}")
    return int(bool(faults or lost))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_ENVIRONMENT": "development",
            "NEWSROOM_SECRET_KEY": "writers-" + os.urandom(40).hex(),
            "DATABASE_URL": f"sqlite:///{folder}/writers.sqlite3",
        }
        return report(run(chosen.writers, chosen.seconds))


if __name__ == "__main__":
    sys.exit(main())
