"""The bases of a run: ours is made from words of our own, and the others are filled from ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.serving.sites import OURS, ROOT, WAGTAIL, Site

HERE = Path(__file__).resolve().parent
WAGTAIL_WANTED = "wagtail~=8.0"


@dataclass
class Bases:
    """A folder of bases, and what can be asked for in each size of them."""

    folder: Path
    wagtail_venv: Path
    places: dict[int, dict[str, list[Any]]] = field(default_factory=dict)

    def python(self, site: Site) -> Path:
        return self.wagtail_venv / "bin/python" if site is WAGTAIL else Path(sys.executable)

    def prepare(self, size: int, sites: list[Site]) -> None:
        """Make what is missing of a size; our own base is brought up to date as well."""
        source = OURS.file(self.folder, size)
        if not source.exists():
            told = ["--count", str(size), "--database", str(source)]
            run(sys.executable, ROOT / "benchmarks/publications.py", *told)
        environment = OURS.environment(source)
        run(sys.executable, ROOT / "manage.py", "migrate", "--verbosity=0", **environment)
        for site in sites:
            if size <= site.most:
                self.fill(site, size, source)
        found = run(sys.executable, HERE / "places.py", **environment)
        self.places[size] = json.loads(found)

    def fill(self, site: Site, size: int, source: Path) -> None:
        """Copy our base into that of another site, if that is not done yet."""
        base = site.file(self.folder, size)
        if base.exists():
            return
        made = base.with_suffix(".making")
        say(f"filling {base.name}")
        run(self.python(site), HERE / site.fill, source, **site.environment(made))
        made.rename(base)

    def collect(self, size: int) -> None:
        """Collect the static files that our pages name."""
        environment = OURS.environment(OURS.file(self.folder, size))
        told = ["collectstatic", "--no-input", "--verbosity=0"]
        run(sys.executable, ROOT / "manage.py", *told, **environment)

    def install_wagtail(self) -> None:
        """Put Wagtail into an environment of its own, with the granian that we have."""
        python = self.python(WAGTAIL)
        if python.exists():
            return
        run(sys.executable, "-m", "venv", self.wagtail_venv)
        version = run(sys.executable, "-m", "granian", "--version").split()[-1]
        run(python, "-m", "pip", "install", "-q", WAGTAIL_WANTED, f"granian=={version}")


def run(*command: str | Path, **environment: str) -> str:
    """Return what a command prints; it ends the run if it fails, after its own words."""
    told = [str(part) for part in command]
    return subprocess.run(
        told,
        check=True,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ).stdout


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
