#!/usr/bin/env python3
"""
Django's manage.py, which also prepares the packages it needs.

Where they cannot be imported, Django's own file asks for a virtual environment.
This one makes it, so that `python3 manage.py demo` works in a fresh checkout:
`.venv` beside this file, filled by pip from the lock files, is made once and
brought up to date when they change. An environment of the user's own is left as
it is. `manage.py test` runs pytest.
"""

import contextlib
import hashlib
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:  # Python 3.6 can still read this whole file
    version = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"Newsroom needs Python 3.11 or newer; this is Python {version} ({sys.executable}).")

ROOT = Path(__file__).resolve().parent
LOCKS = [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "prepared"  # marks .venv as made here, and tells what it was made from
LOG = VENV / "prepare.log"
BASE_PYTHON: str = getattr(sys, "_base_executable", sys.executable)
OLDEST_DJANGO = (5, 2)
MODULES = ["django", "django_filters", "whitenoise", "markdown_it", "nh3", "axes"]
MODULES += ["admin_ordering", "granian", "reversion", "snowballstemmer"]
TEST_MODULES = ["pytest", "pytest_django", "hypothesis", "playwright", "feedparser"]


def main() -> None:
    testing = sys.argv[1:2] == ["test"]
    missing = find_missing(MODULES + TEST_MODULES if testing else MODULES)
    if missing:
        start_inside(missing, LOCKS if testing else LOCKS[:1])
    elif testing:
        os.chdir(ROOT)
        become([sys.executable, "-m", "pytest", *sys.argv[2:]])
    else:
        run_django()


def find_missing(modules: list[str]) -> list[str]:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if "django" not in missing:
        django = importlib.import_module("django")
        if getattr(django, "VERSION", ()) < OLDEST_DJANGO:
            missing.insert(0, "django 5.2")
    return missing


def run_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:2] == ["demo"] and "NEWSROOM_SECRET_KEY" not in os.environ:
        # Production is what is meant otherwise; asking for the demo is asking for development.
        os.environ.setdefault("NEWSROOM_ENVIRONMENT", "development")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"Newsroom cannot start: {refusal}")


def start_inside(missing: list[str], locks: list[Path]) -> NoReturn:
    inside = Path(sys.executable).parent.resolve() == PYTHON.parent.resolve()
    if sys.prefix != sys.base_prefix and not (inside and STAMP.exists()):
        remedy = how_to_install(locks)
        sys.exit(f"The environment {sys.prefix} lacks {', '.join(missing)}; run: {remedy}")
    try:
        if STAMP.exists() or not PYTHON.exists():  # otherwise somebody else looks after .venv
            if not ingredients(locks) <= finished():
                prepare(locks)
            elif inside:
                remedy = "delete it and run the same command again"
                sys.exit(f"{VENV} lacks {', '.join(missing)}: {remedy}.")
        become([str(PYTHON), str(ROOT / "manage.py"), *sys.argv[1:]])
    except OSError as error:
        remedy = "make room for it there, or start in an environment that has the packages"
        sys.exit(f"Newsroom cannot prepare {VENV}: {error}; {remedy}.")


def how_to_install(locks: list[Path]) -> str:
    settings = Path(sys.prefix, "pyvenv.cfg")
    made_by_uv = settings.exists() and "\nuv = " in settings.read_text(encoding="utf-8")
    if made_by_uv and locks == LOCKS:
        return "uv run --extra test manage.py test"
    command = ["uv", "pip"] if made_by_uv else [sys.executable, "-m", "pip"]
    if not made_by_uv and importlib.util.find_spec("pip") is None:
        command = ["pip3", "--python", sys.executable]
    command += ["install", "--require-hashes"]
    for lock in locks:
        command += ["-r", str(lock.relative_to(ROOT) if Path.cwd() == ROOT else lock)]
    return shlex.join(command)


def ingredients(locks: list[Path]) -> set[str]:
    hashes = {hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    return {os.path.realpath(PYTHON), *hashes}


def finished() -> set[str]:
    return set(os.fsdecode(STAMP.read_bytes()).splitlines()) if STAMP.exists() else set()


def set_finished(parts: set[str]) -> None:
    STAMP.write_bytes(os.fsencode("\n".join(sorted(parts))))


def prepare(locks: list[Path]) -> None:
    VENV.mkdir(exist_ok=True)  # a read-only checkout is told so before anything else
    sys.stderr.write("Preparing .venv once (about a minute) ...\n")
    with one_at_a_time():
        if ingredients(locks) <= finished():
            return
        python = os.path.realpath(PYTHON)
        # The pip of one Python may be too old to run in another.
        if python not in finished() or python != os.path.realpath(BASE_PYTHON):
            make_venv()
        install(locks)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    with Path(__file__).open("rb") as this_file:
        if sys.platform != "win32":
            import fcntl

            with contextlib.suppress(OSError):  # network file systems may know no locks
                fcntl.flock(this_file, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    PYTHON.unlink(missing_ok=True)  # first, so that no other start runs a half-deleted one
    shutil.rmtree(VENV)
    VENV.mkdir(exist_ok=True)
    set_finished(set())
    # Without pip, because Debian's Python cannot put it there unless python3-venv is installed.
    if not succeeds([BASE_PYTHON, "-m", "venv", "--without-pip", str(VENV)]):
        sys.exit(f"Python could not make {VENV}: {last_error()} (all it said is in {LOG}).")


def install(locks: list[Path]) -> None:
    command = [*find_pip(), "install", "--no-user", "--require-hashes"]
    for lock in locks:
        command += ["-r", str(lock)]
    kept = finished() & ingredients(locks)
    set_finished(set())  # an install that is broken off leaves this, and is begun anew
    if not succeeds(command):
        set_finished(kept)
        remedy = "check the network and the free disk space, then run the same command again"
        sys.exit(f"pip could not fill .venv: {last_error()}; {remedy} (all it said is in {LOG}).")
    set_finished(ingredients(locks))


def find_pip() -> list[str]:
    options = ["--disable-pip-version-check", "--no-input", "--python", str(PYTHON)]
    for name, *arguments in ([BASE_PYTHON, "-m", "pip"], ["pip3"], ["pip"]):
        program = shutil.which(name)
        if program and succeeds([program, *arguments, *options, "--version"]):
            return [program, *arguments, *options]
    remedy = "install it (Debian, Ubuntu: apt install python3-pip) and run the same command again"
    sys.exit(f"Newsroom needs pip 22.3 or newer to fill .venv; {remedy}.")


def succeeds(command: list[str]) -> bool:
    with LOG.open("wb") as log:
        return not subprocess.call(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def last_error() -> str:
    lines = LOG.read_text(encoding="utf-8", errors="replace").split("\n")
    said = [line.strip() for line in lines if line.strip()] or ["nothing was said"]
    errors = [line for line in said if line.startswith("ERROR: ") and not line.endswith(":")]
    return [said[-1], *errors][-1].rstrip(".")


def become(command: list[str]) -> NoReturn:
    if sys.platform == "win32":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
