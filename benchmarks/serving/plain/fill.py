"""Fill the base of the plain site with what a base of Newsroom holds: `fill.py FILE`."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command
from django.db import connection

SHARED = "id, headline, slug, date, lead, published_at"
COPIED = {
    "news_newsitem": ("plain_newsitem", f"{SHARED}, body"),
    "interviews_interview": ("plain_interview", f"{SHARED}, outlet, interviewee, interviewee_role"),
    "interviews_exchange": (
        "plain_exchange",
        "id, interview_id, position, question, answer, asked_by",
    ),
}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.serving.plain.settings"
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ATTACH %s AS theirs", [sys.argv[1]])
        for source, (table, columns) in COPIED.items():
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM theirs.{source}")
        # Without statistics, SQLite takes the longest way to some of the pages.
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main()
