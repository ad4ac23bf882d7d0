"""
manage.py is tried as a newcomer meets it: a copy of the real file, in a process
of its own, with a Python that has no packages and a pip that needs no network.
"""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.machine

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
# Without its site-packages any Python is as bare as a new one.
BARE_PYTHON = [getattr(sys, "_base_executable", sys.executable), "-S"]

FAKE_PIP = """
import json, os, shutil, sys, time
from pathlib import Path

mode, given, here = os.environ.get("FAKE_PIP"), sys.argv[1:], Path(__file__).parent.parent
if mode == "none":
    sys.exit("No module named pip")
if "--version" in given:
    sys.exit()
with (here / "calls").open("a") as calls:
    calls.write(json.dumps(given) + chr(10))
if mode == "fails":
    sys.exit("ERROR: first" + chr(10) + "ERROR: No matching distribution." + chr(10) + "a hint")
if mode == "hangs":
    time.sleep(30)
environment = Path(given[given.index("--python") + 1]).parent.parent
(packages,) = environment.glob("lib/python*/site-packages")
for name in ("packages", "test packages")[:given.count("-r")]:
    shutil.copytree(here.parent / name, packages, dirs_exist_ok=True)
"""

FAKE_MANAGEMENT = """
import json, os
from django.core.exceptions import ImproperlyConfigured

def execute_from_command_line(argv):
    if argv[1:] == ["refused"]:
        raise ImproperlyConfigured("NEWSROOM_SECRET_KEY is missing.")
    if argv[1:] == ["interrupted"]:
        raise KeyboardInterrupt
    names = ("DJANGO_SETTINGS_MODULE", "NEWSROOM_ENVIRONMENT")
    print(json.dumps([argv[1:], *map(os.environ.get, names)]))
"""

FAKE_PYTEST = """
import json, os, sys
print(json.dumps([sys.argv[1:], os.getcwd(), os.environ.get("DJANGO_SETTINGS_MODULE")]))
sys.exit(3)
"""

RUNTIME = (
    "django_filters whitenoise markdown_it nh3 axes admin_ordering granian reversion "
    "snowballstemmer"
)
TEST_PACKAGES = ("pytest_django", "hypothesis", "playwright", "feedparser")
FILES = {
    "checkout/requirements.txt": "django==5.2.19",
    "checkout/tests/requirements.txt": "pytest==9.2",
    "fakes/pip/__init__.py": "",
    "fakes/pip/__main__.py": FAKE_PIP,
    "packages/django/__init__.py": "VERSION = (5, 2, 19)",
    "packages/django/core/exceptions.py": "class ImproperlyConfigured(Exception): pass",
    "packages/django/core/management.py": FAKE_MANAGEMENT,
    "test packages/pytest/__main__.py": FAKE_PYTEST,
    **{f"packages/{name}.py": "" for name in RUNTIME.split()},
    **{f"test packages/{name}.py": "" for name in TEST_PACKAGES},
}


@dataclass
class Newcomer:
    home: Path

    @property
    def checkout(self) -> Path:
        return self.home / "checkout"

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    @property
    def pip_calls(self) -> list[list[str]]:
        calls = self.home / "fakes" / "calls"
        return (
            [json.loads(line) for line in calls.read_text().splitlines()] if calls.exists() else []
        )

    def make_environment(self, place: Path) -> list[str]:
        subprocess.run([BARE_PYTHON[0], "-m", "venv", "--without-pip", place], check=True)
        return [str(place / "bin" / "python")]

    def put_packages_into(self, environment: Path) -> Path:
        (site_packages,) = environment.glob("lib/python*/site-packages")
        shutil.copytree(self.home / "packages", site_packages, dirs_exist_ok=True)
        return site_packages

    def begin(
        self,
        *command: str,
        python: list[str] = BARE_PYTHON,
        cwd: Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*python, self.checkout / "manage.py", *command],
            cwd=cwd or self.checkout,
            env={"PATH": str(self.home), "PYTHONPATH": str(self.home / "fakes"), **(environ or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def start(self, *command: str, **how: Any) -> tuple[int, str, str]:
        with self.begin(*command, **how) as process:
            output, complaints = process.communicate(timeout=60)
        return process.returncode, output, complaints

    def start_with_packages(self, *command: str, **environ: str) -> tuple[int, str, str]:
        places = [self.home / "packages", self.home / "test packages"]
        return self.start(
            *command, environ={"PYTHONPATH": os.pathsep.join(map(str, places)), **environ}
        )


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    home = (tmp_path / "my home").resolve()
    for name, text in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    shutil.copy(MANAGE, home / "checkout")
    return Newcomer(home)


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


def test_an_old_python_can_read_the_whole_file() -> None:
    ast.parse(MANAGE.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_gets_one_line() -> None:
    script = "import runpy, sys; sys.version_info = (3, 8, 10); runpy.run_path(sys.argv[1])"
    result = subprocess.run(
        [*BARE_PYTHON, "-c", script, MANAGE], capture_output=True, text=True, check=False
    )
    line = only_line(result.stderr)
    assert line.startswith("Newsroom needs Python 3.11 or newer; this is Python 3.8.10 (")
    assert result.returncode == 1


def test_the_first_start_fills_an_environment_from_the_lock_file(newcomer: Newcomer) -> None:
    status, output, complaints = newcomer.start("check", "--deploy")
    assert only_line(complaints) == "Preparing .venv once (about a minute) ..."
    assert json.loads(output) == [["check", "--deploy"], "newsroom.settings", None]
    assert status == 0
    (call,) = newcomer.pip_calls
    python, lock = newcomer.venv / "bin" / "python", newcomer.checkout / "requirements.txt"
    assert call == [
        "--disable-pip-version-check", "--no-input", "--python", str(python),
        "install", "--no-user", "--require-hashes", "-r", str(lock),
    ]  # fmt: skip


def test_the_second_start_calls_no_pip_and_says_nothing(newcomer: Newcomer) -> None:
    newcomer.start("check")
    status, _output, complaints = newcomer.start("check")
    assert (status, complaints, len(newcomer.pip_calls)) == (0, "", 1)


def test_a_changed_lock_file_is_installed(newcomer: Newcomer) -> None:
    newcomer.start("check")
    (newcomer.checkout / "requirements.txt").write_text("django==5.2.20")
    for _ in range(2):
        status, _output, _complaints = newcomer.start("check")
        assert (status, len(newcomer.pip_calls)) == (0, 2)


def test_it_can_be_started_from_anywhere(newcomer: Newcomer, tmp_path: Path) -> None:
    status, output, _complaints = newcomer.start("check", cwd=tmp_path)
    assert (status, json.loads(output)[0]) == (0, ["check"])
    assert newcomer.venv.exists()


def test_two_starts_at_once_prepare_once(newcomer: Newcomer) -> None:
    with newcomer.begin("check") as one, newcomer.begin("check") as other:
        for process in (one, other):
            _output, complaints = process.communicate(timeout=60)
            assert (process.returncode, complaints.count("\n")) in [(0, 1), (0, 0)]
    assert len(newcomer.pip_calls) == 1


def test_where_the_packages_are_at_hand_nothing_is_prepared(newcomer: Newcomer) -> None:
    status, output, complaints = newcomer.start_with_packages("check")
    assert (status, complaints) == (0, "")
    assert json.loads(output)[0] == ["check"]
    assert not newcomer.venv.exists()


def test_a_python_that_vanished_is_replaced(newcomer: Newcomer) -> None:
    newcomer.start("check")
    python = newcomer.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    leftover = newcomer.venv / "leftover"
    leftover.touch()
    status, _output, complaints = newcomer.start("check")
    assert (status, only_line(complaints)[:9]) == (0, "Preparing")
    assert not leftover.exists()


def test_an_environment_that_lost_its_packages_is_not_started_forever(newcomer: Newcomer) -> None:
    newcomer.start("check")
    for package in newcomer.venv.glob("lib/python*/site-packages/nh3.py"):
        package.unlink()
    status, _output, complaints = newcomer.start("check")
    remedy = "lacks nh3: delete it and run the same command again."
    assert (status, only_line(complaints)) == (1, f"{newcomer.venv} {remedy}")


@pytest.mark.parametrize("name", ["my environment", "checkout/.venv"])
def test_an_environment_of_the_users_own_is_left_as_it_is(newcomer: Newcomer, name: str) -> None:
    environment = newcomer.home / name
    python = newcomer.make_environment(environment)
    (newcomer.put_packages_into(environment) / "nh3.py").unlink()
    status, _output, complaints = newcomer.start("check", python=python)
    install = f"'{python[0]}' -m pip install --require-hashes -r requirements.txt"
    assert only_line(complaints) == f"The environment {environment} lacks nh3; run: {install}"
    assert (status, newcomer.pip_calls) == (1, [])


def test_an_environment_that_debian_left_without_pip_is_filled_by_another(
    newcomer: Newcomer,
) -> None:
    python = newcomer.make_environment(newcomer.venv)
    status, _output, complaints = newcomer.start("check", environ={"PYTHONPATH": ""})
    command = f"pip3 --python '{python[0]}' install --require-hashes -r requirements.txt"
    assert (status, only_line(complaints).endswith(f"; run: {command}")) == (1, True)


def test_the_users_own_environment_is_used_when_it_is_beside_the_file(newcomer: Newcomer) -> None:
    newcomer.make_environment(newcomer.venv)
    newcomer.put_packages_into(newcomer.venv)
    status, output, complaints = newcomer.start("check")
    assert (status, complaints, newcomer.pip_calls) == (0, "", [])
    assert json.loads(output)[0] == ["check"]


def test_an_older_django_counts_as_none(newcomer: Newcomer) -> None:
    environment = newcomer.home / "environment"
    python = newcomer.make_environment(environment)
    packages = newcomer.put_packages_into(environment)
    (packages / "django" / "__init__.py").write_text("VERSION = (5, 1, 9)")
    status, _output, complaints = newcomer.start("check", python=python)
    assert (status, " lacks django 5.2; run: " in only_line(complaints)) == (1, True)


def test_an_environment_of_uv_is_filled_by_uv(newcomer: Newcomer) -> None:
    python = newcomer.make_environment(newcomer.venv)
    newcomer.put_packages_into(newcomer.venv)
    with (newcomer.venv / "pyvenv.cfg").open("a") as settings:
        settings.write("uv = 0.9.0\n")
    status, _output, complaints = newcomer.start("test", python=python)
    assert only_line(complaints).endswith("; run: uv run --extra test manage.py test")
    assert (status, newcomer.pip_calls) == (1, [])


def test_test_runs_pytest_from_the_root_and_passes_its_status_on(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    status, output, _complaints = newcomer.start("test", "-k", "a b", cwd=tmp_path)
    assert json.loads(output) == [["-k", "a b"], str(newcomer.checkout), None]
    assert status == 3


def test_test_installs_its_own_lock_file_too(newcomer: Newcomer) -> None:
    newcomer.start("check")
    newcomer.start("test")
    newcomer.start("check")
    names = ["requirements.txt", "tests/requirements.txt"]
    locks = [str(newcomer.checkout / name) for name in names]
    assert [call[7:] for call in newcomer.pip_calls] == [
        ["-r", locks[0]],
        ["-r", locks[0], "-r", locks[1]],
    ]


def test_test_fills_the_activated_environment_that_was_prepared_here(newcomer: Newcomer) -> None:
    newcomer.start("check")
    python = [str(newcomer.venv / "bin" / "python")]
    status, _output, _complaints = newcomer.start("test", python=python)
    assert (status, len(newcomer.pip_calls)) == (3, 2)


def test_no_pip_is_one_sentence(newcomer: Newcomer) -> None:
    status, _output, complaints = newcomer.start("check", environ={"FAKE_PIP": "none"})
    _preparing, sentence = complaints.splitlines()
    assert sentence.startswith("Newsroom needs pip 22.3 or newer to fill .venv; install it")
    assert status == 1


def test_the_pip_on_the_path_is_good_enough(newcomer: Newcomer) -> None:
    pip = newcomer.home / "pip3"
    pip.write_text(f'#!/bin/sh\nFAKE_PIP= exec "{BARE_PYTHON[0]}" -m pip "$@"\n')
    pip.chmod(0o755)
    status, _output, _complaints = newcomer.start("check", environ={"FAKE_PIP": "none"})
    assert (status, len(newcomer.pip_calls)) == (0, 1)


def test_a_failing_pip_is_quoted_and_called_again_next_time(newcomer: Newcomer) -> None:
    status, _output, complaints = newcomer.start("check", environ={"FAKE_PIP": "fails"})
    _preparing, sentence = complaints.splitlines()
    assert sentence.startswith("pip could not fill .venv: ERROR: No matching distribution; check")
    assert str(newcomer.venv / "prepare.log") in sentence
    assert status == 1
    status, _output, _complaints = newcomer.start("check")
    assert (status, len(newcomer.pip_calls)) == (0, 2)


def test_a_failing_pip_for_the_tests_leaves_the_site_running(newcomer: Newcomer) -> None:
    newcomer.start("check")
    newcomer.start("test", environ={"FAKE_PIP": "fails"})
    status, _output, complaints = newcomer.start("check")
    assert (status, complaints, len(newcomer.pip_calls)) == (0, "", 2)


def test_an_interrupted_install_is_begun_anew(newcomer: Newcomer) -> None:
    with newcomer.begin("check", environ={"FAKE_PIP": "hangs"}) as process:
        while process.poll() is None and not newcomer.pip_calls:
            time.sleep(0.01)
        leftover = newcomer.venv / "leftover"
        leftover.touch()
        os.killpg(process.pid, signal.SIGINT)
        _output, complaints = process.communicate(timeout=60)
    assert (process.returncode, complaints.count("\n")) == (130, 1)
    status, _output, _complaints = newcomer.start("check")
    assert (status, leftover.exists()) == (0, False)


def test_a_place_without_room_for_an_environment_is_one_sentence(newcomer: Newcomer) -> None:
    newcomer.venv.write_text("in the way")
    status, _output, complaints = newcomer.start("check")
    assert only_line(complaints).startswith(f"Newsroom cannot prepare {newcomer.venv}: [Errno ")
    assert status == 1


def test_refused_settings_are_one_message(newcomer: Newcomer) -> None:
    status, _output, complaints = newcomer.start_with_packages("refused")
    line = "Newsroom cannot start: NEWSROOM_SECRET_KEY is missing."
    assert (status, only_line(complaints)) == (1, line)


def test_an_interrupted_command_leaves_no_traceback(newcomer: Newcomer) -> None:
    assert newcomer.start_with_packages("interrupted") == (130, "", "")


@pytest.mark.parametrize(
    ("environ", "environment"),
    [
        ({}, "development"),
        ({"NEWSROOM_SECRET_KEY": "secret"}, None),
        ({"NEWSROOM_ENVIRONMENT": "production"}, "production"),
    ],
)
def test_asking_for_the_demo_is_asking_for_development(
    newcomer: Newcomer, environ: dict[str, str], environment: str | None
) -> None:
    _status, output, _complaints = newcomer.start_with_packages("demo", "--port", "1", **environ)
    assert json.loads(output) == [["demo", "--port", "1"], "newsroom.settings", environment]
