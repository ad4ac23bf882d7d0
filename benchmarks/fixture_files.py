#!/usr/bin/env python3
"""
Fixtures of as many objects as wanted, as Django writes them, to measure imports with.

    .venv/bin/python benchmarks/fixture_files.py 200000 /tmp/200000.json /tmp/200000.xml

The publications are those of `benchmarks/publications.py`, each followed by its exchanges, with
natural keys and no primary keys, in the order of an archive. The ending says the format: json,
jsonl, yaml or xml. The same number makes the same objects in every format.
"""

from __future__ import annotations

import os
import sys
from copy import copy
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from django.conf import settings
from django.core import serializers

from benchmarks.publications import generate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

SEED = 1
HOW: dict[str, dict[str, object]] = {
    "json": {"indent": 2, "ensure_ascii": False},
    "jsonl": {"ensure_ascii": False},
    "yaml": {"allow_unicode": True},
    "xml": {"indent": 2},
}


def start_django(url: str) -> None:
    """Start Django in development, with the base of that URL."""
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ENVIRONMENT": "development",
    }
    django.setup()


def take_stock_serializers() -> None:
    """Have this process read and write fixtures with the serializers that Django brings."""
    settings.SERIALIZATION_MODULES = {}
    told = serializers.get_deserializer("json").__module__
    if told != "django.core.serializers.json":
        sys.exit(f"Django's own serializers were asked for, and {told} answers.")


def objects(count: int) -> Iterator[Model]:
    """Return so many, of which the last publication may lack some of its exchanges."""
    return islice(rows(count), count)


def rows(count: int) -> Iterator[Model]:
    for number, (publication, exchanges) in enumerate(generate(count, SEED), 1):
        # Not written to the file, but Django's XML takes what has no number for nothing.
        publication.pk = number
        # PyYAML writes what is one and the same object only once, and refers to it.
        publication.published_at = copy(publication.published_at)
        yield publication
        for exchange in exchanges:
            exchange.interview = publication  # type: ignore[assignment]
            yield exchange


def write(path: Path, count: int) -> None:
    form = path.suffix.removeprefix(".")
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    with path.open("w", encoding="utf-8") as file:
        serializers.serialize(form, objects(count), stream=file, **natural, **HOW[form])


def main() -> None:
    start_django("sqlite:////nowhere-needed.sqlite3")
    take_stock_serializers()
    for path in sys.argv[2:]:
        write(Path(path), int(sys.argv[1]))


if __name__ == "__main__":
    main()
