"""The same tests once more, on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.checkout import PROJECT

ALL_THAT_ASK_THE_BASE = ["--asks-the-base", "-m", "not browser and not machine"]
QUIETLY = ["-q", "-x", "-n", "2", "-p", "no:cacheprovider"]


@pytest.mark.machine
def test_the_whole_suite_passes_on_postgresql(postgresql_url: str) -> None:
    inherited = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    again = subprocess.run(
        [sys.executable, "-m", "pytest", *QUIETLY, *ALL_THAT_ASK_THE_BASE],
        cwd=PROJECT,
        env=inherited | {"DATABASE_URL": postgresql_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )

    sys.stdout.write(again.stdout)
    assert again.returncode == 0
