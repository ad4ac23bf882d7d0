#!/usr/bin/env python3
"""
What happens at a desk over the years, to measure the desk with.

    .venv/bin/python benchmarks/desk_life.py --database /tmp/100000.sqlite3

The base is one of `benchmarks/publications.py`, and grows by half. Everything that was released
has its entry in the publish log; of one publication in ten the history keeps a version with all
parts; one in a hundred was corrected, one in two hundred has an answered proposal and an answered
review, and one in a thousand was withdrawn. A dozen of each still wait, however many there are,
and three drafts were deleted. One import tells of one publication in ten. The same base gets the
same life.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 5_000
KEPT, CORRECTED, ANSWERED, WITHDRAWN = 10, 100, 200, 1_000
WAITING, GONE = 12, 3
LOG, PROPOSAL, REVIEW = "editing.PublishLogEntry", "editing.Proposal", "editing.Review"


def prepare(database: str) -> None:
    url = database if "://" in database else f"sqlite:///{Path(database).resolve()}"
    os.environ.setdefault("NEWSROOM_ENVIRONMENT", "development")
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    django.setup()
    if apps.get_model(LOG).objects.exists():
        sys.exit(f"The desk of {database} has had a life already.")


def write(rows: Iterable[Any]) -> None:
    """Write rows of one table, some thousand at once."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        with transaction.atomic():
            type(some[0])._default_manager.bulk_create(some)


def live(kind: Any, users: list[Any]) -> None:
    write(logged(kind, users))
    write(proposals(kind, users))
    write(reviews(kind, users))
    write(withdrawals(kind))
    keep_versions(kind, users)
    delete_some(kind)


def rows_of(kind: Any, step: int = 1) -> Iterator[Any]:
    """Return one of so many publications, without what only its page shows."""
    rows = kind.objects.for_lists().order_by("pk").iterator(chunk_size=AT_ONCE)
    return islice(rows, 0, None, step)


def content_type_of(it: Any) -> Any:
    return apps.get_model("contenttypes.ContentType").objects.get_for_model(type(it))


def about(it: Any, **fields: Any) -> dict[str, Any]:
    return {"content_type": content_type_of(it), "object_id": it.pk, **fields}


def moment_of(it: Any) -> datetime.datetime:
    noon = datetime.time(12, tzinfo=datetime.UTC)
    return it.published_at or datetime.datetime.combine(it.date, noon)


def logged(kind: Any, users: list[Any]) -> Iterator[Any]:
    model = apps.get_model(LOG)
    for number, it in enumerate(rows_of(kind)):
        if it.published_at is None:
            continue
        user = users[number % len(users)]
        told = {"label": it.label, "date": it.date, "slug": it.slug}
        by = {"user_key": user.pk, "user_name": user.get_full_name()}
        fields = about(it, **told, **by, published_at=it.published_at)
        yield model(**fields, act="published", made_at=moment_of(it), is_alone=number % 997 == 0)
        if number % CORRECTED == 0:
            later = moment_of(it) + datetime.timedelta(days=1)
            yield model(**fields, act="corrected", made_at=later, note="A date was wrong.")


def proposals(kind: Any, users: list[Any]) -> Iterator[Any]:
    model = apps.get_model(PROPOSAL)
    for number, it in enumerate(rows_of(kind, ANSWERED)):
        if it.published_at is None:
            continue
        user, content = users[number % len(users)], {"texts": {"lead": it.lead}, "parts": []}
        waits = number < WAITING
        answered = {} if waits else {"answer": "taken", "answered_at": moment_of(it)}
        yield model(
            **about(it, base=content, proposed=content, summary="lead", **answered),
            proposed_by=user,
            proposed_by_name=user.get_full_name(),
            proposed_at=moment_of(it),
        )


def reviews(kind: Any, users: list[Any]) -> Iterator[Any]:
    drafts = kind.objects.in_state("draft").order_by("pk").for_lists()[: 20 * WAITING]
    for number, it in enumerate(drafts):
        user = users[number % len(users)]
        answered = {"answered_at": moment_of(it), "answer": "Who said so?"}
        yield apps.get_model(REVIEW)(
            **about(it, **({} if number < WAITING else answered)),
            asked_by=user,
            asked_by_name=user.get_full_name(),
            asked_at=moment_of(it),
        )


def withdrawals(kind: Any) -> Iterator[Any]:
    drafts = kind.objects.in_state("draft").order_by("-pk").for_lists()
    model = apps.get_model("publication.Withdrawal")
    for it in drafts[: kind.objects.count() // WITHDRAWN + WAITING].iterator():
        told = {"slug": it.slug, "label": it.label, "date": it.date}
        yield model(desk=kind.desk(), publication_key=it.pk, way="gone", **told)


def keep_versions(kind: Any, users: list[Any]) -> None:
    """Keep a version of one publication in ten, each in an act of its own."""
    revision, details = (apps.get_model(it) for it in ("reversion.Revision", "editing.ActDetails"))
    chosen = list(rows_of(kind, KEPT))
    acts = [
        revision(user=users[number % len(users)], date_created=moment_of(it))
        for number, it in enumerate(chosen)
    ]
    write(acts)
    write(details(revision=act, user_name=act.user.get_full_name()) for act in acts)
    write(versions(kind, dict(zip((it.pk for it in chosen), acts, strict=True))))


def versions(kind: Any, acts: dict[int, Any]) -> Iterator[Any]:
    model, keys = apps.get_model("reversion.Version"), list(acts)
    for start in range(0, len(keys), 500):
        found = kind.objects.filter(pk__in=keys[start : start + 500])
        for it in found.prefetch_related(*kind.parts):
            parts = [part for name in kind.parts for part in getattr(it, name).all()]
            for row in [it, *parts]:
                yield model(
                    revision=acts[it.pk],
                    object_id=str(row.pk),
                    content_type=content_type_of(row),
                    db="default",
                    format="json",
                    serialized_data=serializers.serialize("json", [row]),
                    object_repr=str(row)[:200],
                )


def delete_some(kind: Any) -> None:
    """Delete drafts as the desk does, so that they can be recovered."""
    from newsroom.editing.history import record_deletion  # noqa: PLC0415 - needs Django

    drafts = list(kind.objects.in_state("draft").order_by("-date", "pk")[:GONE])
    record_deletion(drafts, None)
    kind.objects.filter(pk__in=[it.pk for it in drafts]).delete()


def bring_in(kinds: list[Any]) -> None:
    """Write down an import that brought one publication in ten."""
    item = apps.get_model("fixtures.ImportedItem")
    chosen = [it for kind in kinds for it in rows_of(kind, KEPT)]
    whole = apps.get_model("fixtures.Import").objects.create(
        file_name="archive.json", form="json", stored_at=timezone.now(), new=len(chosen)
    )
    write(
        item(of=whole, number=number, outcome="new", label=it.label[:300], **about(it))
        for number, it in enumerate(chosen, 1)
    )


def settle() -> None:
    sql = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM ANALYZE"}
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])


def main() -> None:
    parser = argparse.ArgumentParser(description="Give the desk of a base a life.")
    parser.add_argument("--database", required=True, help="a file of SQLite, or a DATABASE_URL")
    prepare(parser.parse_args().database)
    named = (("Anna", "Berg"), ("Boris", "Ivanov"), ("Chen", "Li"), ("Dana", "Novak"))
    make = get_user_model().objects.create_user
    users = [make(first.lower(), first_name=first, last_name=last) for first, last in named]
    kinds = [apps.get_model(it) for it in ("news.NewsItem", "interviews.Interview")]
    for kind in kinds:
        live(kind, users)
    bring_in(kinds)
    settle()


if __name__ == "__main__":
    main()
