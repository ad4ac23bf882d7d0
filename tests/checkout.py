"""A copy of the project with a base of its own, for tests that start it as a process."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ["manage.py", "newsroom", "interviews", "templates", "fixtures"]
PATIENCE = 60


@dataclass
class Checkout:
    root: Path
    environ: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, root: Path, **environ: str) -> Checkout:
        for part in PARTS:
            copy = shutil.copytree if (PROJECT / part).is_dir() else shutil.copy2
            copy(PROJECT / part, root / part)
        return cls(root, environ)

    def environment(self, **environ: str) -> dict[str, str]:
        """Nothing of the environment of the tests, which are in development, comes along."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.root), **self.environ, **environ}

    def manage(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *arguments, **environ)

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment(**environ),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def serving(self, port: int, *command: str) -> Iterator[str]:
        """Serve until the block ends; give what was printed until the server answered."""
        log = self.root / f"{port}.log"
        with (
            log.open("wb") as output,
            subprocess.Popen(
                [sys.executable, *command],
                cwd=self.root,
                env=self.environment(),
                stdout=output,
                stderr=output,
                start_new_session=True,
            ) as server,
        ):
            try:
                wait_until_open(port, server)
                yield log.read_text("utf-8")
            finally:
                end(server)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def cookies(self) -> SimpleCookie:
        return SimpleCookie("; ".join(self.headers.get_all("Set-Cookie", [])))


@dataclass(frozen=True)
class Visitor:
    """Someone who asks a running server, with the same headers every time."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
        """Get the page or, where a form is given, post it; X_Header=… is sent as X-Header."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            method, body = ("GET", None) if form is None else ("POST", urlencode(form))
            connection.request(method, path, body, self.headers | sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def log_in(self, username: str, password: str, **headers: str) -> Answer:
        """Fill in the desk's login form, as a browser would."""
        (token,) = self.ask("/admin/login/").cookies.values()
        form = {"csrfmiddlewaretoken": token.value, "username": username, "password": password}
        return self.ask("/admin/login/", form, Cookie=f"{token.key}={token.value}", **headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not open port {port}; its exit status is {server.poll()}.")


def end(server: subprocess.Popen[bytes]) -> None:
    """Press Ctrl-C; whoever has not left after ten seconds is thrown out."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        pytest.fail("The server did not stop.")
