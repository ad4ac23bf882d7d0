"""How many statements the pages of each site take, counted apart from what is timed."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CalledProcessError
from typing import TYPE_CHECKING

from benchmarks.serving.bases import run
from benchmarks.serving.cases import CACHED
from benchmarks.serving.found import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.serving.bases import Bases
    from benchmarks.serving.cases import Wanted
    from benchmarks.serving.sites import Site

SCRIPT = Path(__file__).with_name("counting.py")


def counted(wanted: Wanted, bases: Bases) -> dict[tuple[str, int], dict[str, Asked]]:
    """Return what the pages ask for, by site, size and page."""
    return {
        (target, size): count(site, size, wanted.pages, bases)
        for target, site, size in wanted.sites()
        if target != CACHED
    }


def count(site: Site, size: int, pages: Sequence[str], bases: Bases) -> dict[str, Asked]:
    """Count in a process of its own, with the Python that the site has; nothing if it fails."""
    calls = {page: site.calls(page, bases.places[size])[0] for page in pages}
    environment = site.environment(site.file(bases.folder, size)) | {"NEWSROOM_PAGE_CACHE": "0"}
    try:
        told = run(bases.python(site), SCRIPT, site.application, json.dumps(calls), **environment)
    except CalledProcessError:
        return {}
    return {page: Asked(*numbers) for page, numbers in json.loads(told).items()}
