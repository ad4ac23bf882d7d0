"""
What some tests need of the machine: PostgreSQL, Chromium, the Nu HTML checker.

Where one is missing, its tests are skipped and say so; under CI=true they fail instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNPRIVILEGED = "nobody"
"""Who runs the database server when the tests are run by root, whom it refuses."""


def missing(what: str) -> str:
    """Skip the test that needs it; never in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must not skip.")
    pytest.skip(f"{what} is missing on this machine.")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or missing("Chromium (Debian: apt install chromium)")


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The command of the Nu HTML checker, named by NEWSROOM_VNU_JAR."""
    jar, java = os.environ.get("NEWSROOM_VNU_JAR", ""), shutil.which("java")
    if not java or not Path(jar).is_file():
        missing("The Nu HTML checker (npm install vnu-jar, NEWSROOM_VNU_JAR=…/vnu.jar, java)")
    return [str(java), "-Xss2m", "-jar", jar]


@pytest.fixture(scope="session")
def lighthouse(chromium: str) -> Callable[[str], dict[str, float]]:
    """
    Rate an address with the Lighthouse that NEWSROOM_LIGHTHOUSE names: each category up to 1.

    Its category "performance" is left out: it says as much about the machine as about the page.
    """
    program = os.environ.get("NEWSROOM_LIGHTHOUSE", "")
    if not Path(program).is_file():
        missing("Lighthouse (npm install lighthouse, NEWSROOM_LIGHTHOUSE=…/.bin/lighthouse)")

    def rate(address: str) -> dict[str, float]:
        asked = ["--only-categories=accessibility,best-practices,seo", "--output=json", "--quiet"]
        flags = "--chrome-flags=--headless --no-sandbox --disable-gpu"
        told = subprocess.run(
            [program, address, *asked, flags],
            capture_output=True,
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
        )
        rated = json.loads(told.stdout)["categories"]
        return {name: category["score"] for name, category in rated.items()}

    return rate


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A server of its own for this run, on a socket in a folder that goes away with it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (programs and str(programs[-1]))
    if not initdb:
        missing("PostgreSQL (Debian: apt install postgresql)")
    program = Path(str(initdb)).resolve()  # a link may stand where its neighbours do not
    postgres = program.with_name("postgres")
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-") as folder:
        yield from serve(str(program), str(postgres), Path(folder))


def serve(initdb: str, postgres: str, folder: Path) -> Iterator[str]:
    user = UNPRIVILEGED if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = str(folder / "data")
    subprocess.run(
        [initdb, "-D", data, "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        user=user,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    options = ["-c", "fsync=off", "-c", f"unix_socket_directories={folder}"]
    server = subprocess.Popen(
        [postgres, "-D", data, "-c", "listen_addresses=", *options],
        user=user,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        wait_for(Path(initdb).with_name("pg_isready"), folder)
        yield f"postgres://newsroom@/postgres?host={folder}"
    finally:
        server.terminate()
        server.wait()


def wait_for(pg_isready: Path, folder: Path) -> None:
    command = [str(pg_isready), "-q", "-h", str(folder), "-t", "1"]
    for _attempt in range(100):
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(0.1)
    pytest.fail("PostgreSQL did not start within ten seconds.")
