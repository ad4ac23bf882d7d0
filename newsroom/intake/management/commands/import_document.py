"""Documents into publications, from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from newsroom.intake.documents import Document, read_document
from newsroom.intake.fixtures import fixture_of
from newsroom.intake.reading import read
from newsroom.intake.reports import as_json, as_table, closing
from newsroom.intake.source import MOST_BYTES, Refusal
from newsroom.intake.storing import store

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator, Sequence

    from newsroom.intake.outcomes import Stored

STANDARD_INPUT = "-"
BAR = 30


class Read(NamedTuple):
    """A file with what was read from it, or why nothing was."""

    name: str
    document: Document | None
    refusal: str = ""


class Command(BaseCommand):
    help = (
        "Read documents (.txt, .md, .html, .docx, .xml) and store the news items and interviews "
        "that they hold as drafts, all or none. Exit status 1: something was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a document; - reads text")
        parser.add_argument("--dry-run", action="store_true", help="show everything, store nothing")
        parser.add_argument("--publish", action="store_true", help="make it public at once")
        parser.add_argument("--fixture", metavar="FILE", help="write a fixture, store nothing")
        parser.add_argument("--json", action="store_true", help="print one line of JSON per file")

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        readings = list(self.read_all(files))
        refused = [f"{it.name}: {it.refusal}" for it in readings if it.refusal]
        stored = [] if refused else self.store_all(readings, refused, **options)
        if options["json"]:
            for it in readings:
                self.stdout.write(as_json(it.name, it.document, it.refusal))
        else:
            self.print_tables(readings, stored, told=not refused and not options["fixture"])
        if refused:
            raise CommandError("Nothing was stored.\n" + "\n".join(refused))

    def read_all(self, files: Sequence[str]) -> Iterator[Read]:
        """Read file by file, with a bar where many keep somebody waiting at a terminal."""
        shows_bar = len(files) > 1 and sys.stderr.isatty()
        for done, name in enumerate(files, 1):
            yield read_file(name)
            if shows_bar:
                full = "#" * (BAR * done // len(files))
                end = "\n" if done == len(files) else ""
                self.stderr.write(f"\r[{full:{BAR}}] {done}/{len(files)}", ending=end)

    def store_all(
        self, readings: list[Read], refused: list[str], **options: Any
    ) -> list[list[Stored]]:
        """Store what all files hold in one transaction; add to `refused` what forbids it."""
        publish = options["publish"]
        if options["fixture"] and not options["dry_run"]:
            drafts = [draft for it in readings if it.document for draft in it.document.publications]
            return self.write_fixture(options["fixture"], drafts, refused, publish=publish)
        stored = []
        with transaction.atomic():
            for place, it in enumerate(readings):
                try:
                    stored.append(
                        store(it.document.publications if it.document else (), publish=publish)
                    )
                except Refusal as refusal:
                    refused.append(f"{it.name}: {refusal}")
                    readings[place] = it._replace(refusal=str(refusal))
            transaction.set_rollback(bool(refused) or options["dry_run"])
        return stored

    def write_fixture(
        self, path: str, drafts: Sequence[Any], refused: list[str], *, publish: bool
    ) -> list[list[Stored]]:
        try:
            Path(path).write_text(fixture_of(drafts, publish=publish), encoding="utf-8")
            self.stderr.write(f"Wrote {path}: load it with manage.py loaddata {path}")
        except (Refusal, OSError) as error:
            refused.append(f"{path}: {error}")
        return []

    def print_tables(
        self, readings: Sequence[Read], stored: Sequence[Sequence[Stored]], *, told: bool
    ) -> None:
        for place, it in enumerate(readings):
            if it.document:
                done = stored[place] if place < len(stored) else ()
                self.stdout.write("\n".join(as_table(it.name, it.document, done)))
        if told:
            documents = [it.document for it in readings if it.document]
            self.stdout.write(closing(documents, [one for each in stored for one in each]))


def read_file(name: str) -> Read:
    """Return what a file holds, or why it is refused."""
    try:
        content = bytes_of(name)
        source = read(content, "" if name == STANDARD_INPUT else Path(name).name)
        return Read(name, read_document(source))
    except Refusal as refusal:
        return Read(name, None, str(refusal))
    except OSError as error:
        return Read(name, None, f"The file cannot be read: {error.strerror or error}.")


def bytes_of(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES + 1)
