"""Writers without rest, readers of every page, a base that goes away, clients that crawl."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import missing

SCRIPT = Path(__file__).resolve().parents[1] / "benchmarks" / "stress.py"

pytestmark = pytest.mark.machine


@pytest.mark.parametrize("base", ["SQLite", "PostgreSQL"])
def test_no_page_is_old_or_mixed_or_too_early_and_nobody_is_held_up(base: str) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--base", base, "--seconds", "10", "--slow", "3"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if "LookupError: PostgreSQL is missing" in done.stderr:
        missing("PostgreSQL (Debian: apt install postgresql)")

    assert done.returncode == 0, done.stdout + done.stderr
    writes = re.search(r"^(\d+) writes; answers: \{200: (\d+)", done.stdout, re.MULTILINE)
    assert writes
    assert int(writes[1]) >= 20
    assert int(writes[2]) >= 100
