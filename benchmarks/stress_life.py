"""
What a press service does while it is read, told so that each page shows of when it is.

Every text that a writer stores carries a stamp, `daystamp17x`: the writer's name and how often it
has written. A writer changes everything that is its own in one transaction. So a page that shows
two stamps of one writer was made of two states of the base, and the writer's journal tells how old
a page is, and what it must show.
"""

from __future__ import annotations

import datetime
import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime.date(2025, 7, 14)
LONG_AGO, BULK_DAY, DUE_DAY = (
    datetime.date(2009, 3, 3),
    datetime.date(2019, 5, 20),
    datetime.date(2025, 8, 1),
)
ITEMS, BULK, AHEAD = 8, 150, 1.0
"""Items of the day, items of a load at least, seconds from a scheduling to the release."""

LATEST = 400
"""Writes that are looked at to judge an answer: many more than are made while it is waited for."""

CANARY, SECRET = "canaryword secretword", "secretword"
"""Stands in drafts, and in what is scheduled for later than anybody reads here; its last word."""

STAMP = re.compile(r"([a-z]+)stamp(\d+)x")


def noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def public_items(version: int) -> int:
    """How many items of the day are public at the version; the rest are drafts."""
    return 3 + version % (ITEMS - 3)


def loaded(version: int) -> int:
    """How many items the load of the version has."""
    return BULK + version % 50


class Entry(NamedTuple):
    """A write: its version, when it was begun and when it was surely committed."""

    version: int
    begun_at: float
    committed_at: float


@dataclass
class Journal:
    """What one writer has written, in order. Moments are seconds since 1970."""

    entries: list[Entry] = field(default_factory=list)
    begun: list[tuple[int, float]] = field(default_factory=list)

    def write(self, version: int, act: Callable[[], object]) -> None:
        begun_at = time.time()
        self.begun.append((version, begun_at))
        act()
        self.entries.append(Entry(version, begun_at, time.time()))

    def least(self, moment: float) -> int:
        """Return the version that was committed last before the moment."""
        found = [it.version for it in self.entries[-LATEST:] if it.committed_at <= moment]
        return max(found, default=-1)

    def most(self, moment: float) -> int:
        """Return the last version that may have been committed by the moment."""
        return max(
            (version for version, begun_at in self.begun[-LATEST:] if begun_at <= moment),
            default=-1,
        )

    def age(self, version: int, moment: float) -> float:
        """Return for how many seconds, at the moment, another version had been committed."""
        later = [it.committed_at for it in self.entries[-LATEST:] if it.version > version]
        return max(0.0, moment - min(later, default=moment))


@dataclass
class Life:
    """Writers, each a thread with a connection of its own, until they are told to stop."""

    rest: float
    """Seconds between two writes, on the average."""
    journals: dict[str, Journal] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.acts = {"day": write_day, "bulk": write_bulk, "draft": write_drafts}
        self.journals = {name: Journal() for name in (*self.acts, "due")}

    def begin(self) -> list[threading.Thread]:
        """Fill the base, then start to write."""
        fill()
        for name, act in self.acts.items():
            self.journals[name].write(0, lambda act=act: act(0))  # type: ignore[misc]
        threads = [threading.Thread(target=self.run, args=[name]) for name in self.acts]
        threads.append(threading.Thread(target=self.release))
        for thread in threads:
            thread.start()
        return threads

    def run(self, name: str) -> None:
        from django.db import connection  # noqa: PLC0415

        version = 0
        try:
            while not self.stop.wait(random.uniform(0, 2 * self.rest)):
                version += 1
                self.journals[name].write(version, lambda v=version: self.acts[name](v))  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 (told at the end)
            self.faults.append(f"The writer of {name!r}: {error!r}")
        finally:
            connection.close()

    def release(self) -> None:
        """Schedule one item again and again: its version is the moment, in milliseconds."""
        from django.db import connection  # noqa: PLC0415

        try:
            while not self.stop.is_set():
                version = int((time.time() + AHEAD) * 1000)
                self.journals["due"].write(version, lambda v=version: write_due(v))  # type: ignore[misc]
                self.stop.wait(max(0.0, version / 1000 - time.time()) + random.uniform(0.3, 1.0))
        except Exception as error:  # noqa: BLE001 (told at the end)
            self.faults.append(f"The writer of 'due': {error!r}")
        finally:
            connection.close()


def models() -> Any:
    """Return the modules of the models, which need a base that is chosen."""
    from interviews import models as interviews  # noqa: PLC0415
    from newsroom.news import models as news  # noqa: PLC0415

    return news, interviews


def fill() -> None:
    """Store all that writers change later, and what never changes."""
    news, interviews = models()
    item = news.NewsItem
    item.objects.bulk_create(
        item(
            slug=f"still-{it}",
            date=datetime.date(2010 + it % 9, 1 + it % 12, 1),
            lead="Still.",
            published_at=noon(datetime.date(2010 + it % 9, 1 + it % 12, 1)),
        )
        for it in range(100)
    )
    for it in range(ITEMS):
        item.objects.create(slug=f"item-{it}", date=DAY, lead=CANARY)
    item.objects.create(slug="long-ago", date=LONG_AGO, lead="x", published_at=noon(LONG_AGO))
    # The first writing moves it to the other address, so that readers know both from the start.
    item.objects.create(
        slug="moving-1", date=DAY - datetime.timedelta(1), lead="x", published_at=noon(DAY)
    )
    item.objects.create(slug="taken", date=DAY - datetime.timedelta(2), lead="x")
    item.objects.create(slug="due", date=DUE_DAY, lead="x")
    item.objects.create(
        slug="ahead",
        date=DAY,
        lead=CANARY,
        headline=CANARY,
        published_at=datetime.datetime(2190, 1, 1, tzinfo=datetime.UTC),
    )
    for it in range(4):
        item.objects.create(slug=f"draft-{it}", date=DUE_DAY, lead=CANARY, headline=CANARY)
    first = item.objects.get(slug="item-0")
    news.Correction.objects.create(publication=first, note="x", corrected_at=noon(DAY))
    talk = interviews.Interview.objects.create(
        slug="talk", headline="x", date=DAY, outlet="Pelican Times", published_at=noon(DAY)
    )
    for it in (1, 2, 3):
        interviews.Exchange.objects.create(
            interview=talk, key=f"q{it}", position=it, question="Why the pelican?", answer="x"
        )


def write_day(version: int) -> None:
    """Edit, correct, publish, take back, withdraw and move, all in one."""
    from django.db import transaction  # noqa: PLC0415

    from newsroom.publication.models import Withdrawal  # noqa: PLC0415

    news, interviews = models()
    stamp, number, items = f"daystamp{version}x", public_items(version), news.NewsItem.objects
    told = f"The pelican told {stamp}."
    with transaction.atomic():
        for it in range(ITEMS):
            seen = it < number
            items.filter(slug=f"item-{it}").update(
                headline=f"Item {it} {stamp}" if seen else f"{CANARY} {version}",
                lead=told if seen else CANARY,
                published_at=noon(DAY) if seen else None,
            )
        items.filter(slug="long-ago").update(headline=f"Ago {stamp}", lead=told, body=told)
        items.filter(slug__startswith="moving-").update(
            slug=f"moving-{version % 2}", headline=f"Moving {stamp}", lead=told
        )
        news.Correction.objects.update(note=f"It was {stamp}.")
        taken = items.get(slug="taken")
        taken.published_at = None if version % 2 else noon(DAY)
        taken.headline, taken.lead = (CANARY, CANARY) if version % 2 else (f"Taken {stamp}", told)
        taken.save()
        Withdrawal.objects.filter(slug="taken").delete()
        if version % 2:
            Withdrawal.objects.create(
                desk="news",
                publication_key=taken.pk,
                slug="taken",
                label="Taken",
                date=taken.date,
                way=Withdrawal.Way.TOLD,
                reason=f"Because of {stamp}.",
            )
        interviews.Interview.objects.update(headline=f"Talk {stamp}", lead=told, preamble=told)
        interviews.Exchange.objects.update(answer=told)


def write_bulk(version: int) -> None:
    """Replace hundreds of items in one transaction, as an import does."""
    from django.db import transaction  # noqa: PLC0415

    item, stamp = models()[0].NewsItem, f"bulkstamp{version}x"
    with transaction.atomic():
        item.objects.filter(slug__startswith="bulk-").delete()
        item.objects.bulk_create(
            item(
                slug=f"bulk-{version}-{it}",
                date=BULK_DAY,
                headline=f"Load {it} {stamp}",
                lead=f"The heron told {stamp}.",
                published_at=noon(BULK_DAY),
            )
            for it in range(loaded(version))
        )


def write_drafts(version: int) -> None:
    """Write what nobody sees: readers' pages must not change."""
    models()[0].NewsItem.objects.filter(slug__startswith="draft-").update(
        lead=f"{CANARY} {version}"
    )


def write_due(version: int) -> None:
    """Schedule the item for the moment that is its version."""
    moment = datetime.datetime.fromtimestamp(version / 1000, datetime.UTC)
    models()[0].NewsItem.objects.filter(slug="due").update(
        headline=f"Due duestamp{version}x",
        lead=f"The pelican is duestamp{version}x.",
        published_at=moment,
    )
