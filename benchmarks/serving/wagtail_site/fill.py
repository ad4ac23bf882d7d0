"""
Fill the base of the Wagtail site with what a base of Newsroom holds: `fill.py FILE`.

Saving pages one by one would take hours. What Wagtail would store is written at once instead:
the rows of its tree first, then those of the tables that extend them, and its search index by
its own command.
"""

from __future__ import annotations

import datetime
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 5_000
SHARED = "id, headline, slug, date, lead, published_at"
SPEAKERS = "outlet, interviewee, interviewee_role"
SPOKEN = "interview_id, position, question, answer, asked_by"
LABEL = 80


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.serving.wagtail_site.settings"
    django.setup()
    from benchmarks.serving.wagtail_site import models  # noqa: PLC0415

    make_tables()
    news, interviews = sections(models)
    with closing(sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)) as theirs:
        fill_news(theirs, news)
        fill_exchanges(theirs, fill_interviews(theirs, interviews))
    call_command("update_index", verbosity=0, chunk_size=1000)
    with connection.cursor() as cursor:
        # Without statistics, SQLite takes the longest way to some of the pages.
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_tables() -> None:
    """Migrate with migrations of the moment: what extends Wagtail's pages must have some."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, settings.MIGRATION_MODULES["wagtail_site"])
        package.mkdir()
        (package / "__init__.py").touch()
        sys.path.append(folder)
        call_command("makemigrations", "wagtail_site", verbosity=0)
        call_command("migrate", verbosity=0)


def sections(models: Any) -> list[Any]:
    """Return the two index pages, under the page that Wagtail brings."""
    from wagtail.models import Site  # noqa: PLC0415

    Site.objects.update(hostname="press.example.org")
    home = Site.objects.get().root_page
    news = home.add_child(instance=models.NewsSection(title="News", slug="news"))
    interviews = models.InterviewSection(title="Interviews", slug="interviews")
    return [news, home.add_child(instance=interviews)]


def fill_news(theirs: sqlite3.Connection, section: Any) -> None:
    rows = theirs.execute(f"SELECT {SHARED}, body FROM news_newsitem ORDER BY id")
    for pages, batch in stored_pages(section, rows):
        insert(
            "wagtail_site_newspage (page_ptr_id, date, lead, body)",
            [(page, row[3], row[4], rich(row[6])) for page, row in zip(pages, batch, strict=True)],
        )


def fill_interviews(theirs: sqlite3.Connection, section: Any) -> dict[int, int]:
    """Return the numbers of the pages by those of the interviews."""
    rows = theirs.execute(f"SELECT {SHARED}, {SPEAKERS} FROM interviews_interview ORDER BY id")
    numbers: dict[int, int] = {}
    for pages, batch in stored_pages(section, rows):
        numbers |= {row[0]: page for page, row in zip(pages, batch, strict=True)}
        insert(
            f"wagtail_site_interviewpage (page_ptr_id, date, lead, {SPEAKERS})",
            [(numbers[row[0]], row[3], row[4], *row[6:]) for row in batch],
        )
    return numbers


def fill_exchanges(theirs: sqlite3.Connection, numbers: dict[int, int]) -> None:
    rows = theirs.execute(f"SELECT {SPOKEN} FROM interviews_exchange ORDER BY id")
    for batch in in_batches(rows):
        insert(
            "wagtail_site_exchange (interview_id, sort_order, question, answer, asked_by)",
            [(numbers[row[0]], *row[1:3], rich(row[3]), row[4]) for row in batch],
        )


def in_batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def stored_pages(section: Any, rows: Iterable[Any]) -> Iterator[tuple[list[int], list[Any]]]:
    """Store the rows of the tree under a section; return their numbers with what they are of."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from wagtail.models import Page  # noqa: PLC0415

    kind, place = ContentType.objects.get_for_model(section.kind), 0
    for batch in in_batches(rows):
        pages = [page(section, kind, place + number, row) for number, row in enumerate(batch, 1)]
        place += len(batch)
        with transaction.atomic():
            Page.objects.bulk_create(pages)
            Page.objects.filter(pk=section.pk).update(numchild=place)
        yield [stored.pk for stored in pages], batch


def page(section: Any, kind: Any, place: int, row: Any) -> Any:
    """Return the row of the tree for a publication: who is scheduled or a draft is not live."""
    from wagtail.models import Page  # noqa: PLC0415

    _, headline, slug, date, lead, published_at = row[:6]
    title, live = headline or lead[:LABEL], (published_at or "9999") < "2100"
    moment = datetime.datetime.fromisoformat(f"{date}T12:00:00+00:00") if live else None
    return Page(
        path=Page._get_path(section.path, section.depth + 1, place),  # noqa: SLF001
        depth=section.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{section.url_path}{slug}/",
        content_type=kind,
        locale_id=section.locale_id,
        live=live,
        first_published_at=moment,
        last_published_at=moment,
    )


def rich(text: str) -> str:
    """Return plain paragraphs as the editor would have stored them; they hold no marks."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))


def insert(table: str, rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(rows[0]))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)


if __name__ == "__main__":
    main()
