"""What a run was made on, so that others know what to compare with."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def machine(wagtail: Path | None) -> str:
    """Return one line about processor, memory and versions; `wagtail` is the Python that has it."""
    return ", ".join([*hardware(), *software(), *others(wagtail)])


def hardware() -> Iterator[str]:
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    yield f"{os.cpu_count()} CPUs ({model[1] if model else platform.machine()})"
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    yield f"{gigabytes:.0f} GiB"


def software() -> Iterator[str]:
    yield f"Linux {platform.release().split('-')[0]}"
    yield f"Python {platform.python_version()}"
    for name in ("Django", "granian"):
        yield f"{name} {version(name.lower())}"


def others(wagtail: Path | None) -> Iterator[str]:
    if wagtail:
        told = "from importlib.metadata import version; print(version('wagtail'))"
        command = [str(wagtail), "-c", told]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        yield f"Wagtail {found.strip()}"
    if shutil.which("nginx"):
        told = subprocess.run(["nginx", "-v"], capture_output=True, text=True, check=True).stderr
        yield f"nginx {told.strip().rpartition('/')[2]}"
