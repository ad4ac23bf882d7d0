"""Twenty editors who save at once, on SQLite, against a server as in life."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks" / "writers.py"

pytestmark = pytest.mark.machine


def test_nobody_is_refused_and_no_answered_save_is_lost() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--seconds", "4"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    saves = re.match(r"(\d+) saves by 20 writers", done.stdout)
    assert saves
    assert int(saves[1]) >= 20
