"""Readers who ask for every page over and over, and judge each answer by the writers' journals."""

from __future__ import annotations

import gzip
import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import brotli
from stress_life import SECRET, STAMP, loaded, public_items

if TYPE_CHECKING:
    import random

    from stress_life import Life

PATIENCE = 60

DAY, MONTH, BULK = "2025/07/14", "2025/07", "2019/05"
DETAILS = [f"/news/{DAY}/item-0/", f"/interviews/{DAY}/talk/", f"/interviews/{DAY}/talk/q2/"]
FEEDS = [
    f"{section}feed.{form}"
    for section in ("/news/", "/interviews/", "/archive/", f"/news/{DAY}/", f"/archive/{MONTH}/")
    for form in ("rss", "atom", "json")
]
SHOWING = {
    "day due": ["/", "/archive/", "/news/"],
    "day": [
        *("/interviews/", "/interviews/?outlet=Pelican+Times"),
        *(f"/{section}/{MONTH}/" for section in ("news", "interviews", "archive")),
        *(f"/news/{DAY}/", f"/archive/{DAY}/"),
        *("/news/?date_before=2009-12-31", "/archive/2009/", "/news/2009/03/03/long-ago/"),
        *(*DETAILS, "/news/2025/07/12/taken/"),
        *(f"{page[:-1]}{end}" for page in DETAILS[:2] for end in (".json", ".md")),
        *FEEDS,
        *("/search/?q=pelican", "/interviews/exchanges/?q=pelican"),
    ],
    "bulk": [f"/news/{BULK}/", f"/archive/{BULK}/20/", "/search/?q=heron"],
    "": [
        *("/news/2025/07/13/moving-0/", "/news/2025/07/13/moving-1/"),
        *("/search/feed.atom?q=pelican", "/search/feed.json?q=heron", "/search/?q=canaryword"),
        *("/sitemap.xml", "/sitemap-news-2025-07.xml", "/sitemap-google-news.xml"),
        *("/news/2025/08/01/due/", "/news/2025/07/14/ahead/"),
    ],
}
"""Pages of every kind, by the writers whose stamps must be on them."""

PAGES = {page: {*names.split()} for names, pages in SHOWING.items() for page in pages}

MAY_BE_MISSING = {"/news/2025/08/01/due/", "/news/2025/07/14/ahead/"}

CARD = re.compile(r"/news/2025/07/14/item-\d/")
DAY_FEEDS = [f"/news/{DAY}/feed.{form}" for form in ("rss", "atom", "json")]
LISTS_OF_THE_DAY = {f"/news/{DAY}/", *DAY_FEEDS}
CHARTS = {"day": {f"/news/{MONTH}/", f"/news/{DAY}/"}, "bulk": {f"/news/{BULK}/"}}
"""Pages that list all items of the day, and whose chart has a bar for them, or for the load."""

BAR = re.compile(r'href="/news/(?:2025/07/14|2019/05/20)/"[^>]*>\s*<title>[^<]*: (\d+)</title>')


class Seen(NamedTuple):
    """What was answered to a request that was sent and answered at these moments."""

    page: str
    status: int
    text: str
    asked_at: float
    answered_at: float
    is_unchanged: bool = False


@dataclass
class Judge:
    """Says what is wrong with an answer: `bound` is the seconds that a page may lag behind."""

    life: Life
    bound: float
    faults: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    oldest: float = 0.0
    """The most seconds for which a page had been overtaken when it was asked for."""

    def look_at(self, seen: Seen) -> None:
        self.statuses[304 if seen.is_unchanged else seen.status] += 1
        told = [*self.of_status(seen), *self.of_stamps(seen), *self.of_release(seen)]
        if SECRET in seen.text:
            told.append("tells of a draft")
        self.faults += [f"{seen.page} ({seen.status}): {it}" for it in told]

    def of_status(self, seen: Seen) -> list[str]:
        allowed = {200}
        if seen.page in MAY_BE_MISSING:
            allowed = {200, 404}
        if "moving" in seen.page:
            allowed = {200, 301}
        return [] if seen.status in allowed else [f"answered {seen.status}"]

    def of_stamps(self, seen: Seen) -> list[str]:
        stamps: dict[str, set[int]] = {}
        for name, version in STAMP.findall(seen.text):
            stamps.setdefault(name, set()).add(int(version))
        told = [f"mixes {name} {found}" for name, found in stamps.items() if len(found) > 1]
        unseen = PAGES[seen.page] - {"due"} - stamps.keys()
        told += [f"shows nothing of {name}" for name in unseen]
        for name, (version, *_more) in stamps.items():
            told += self.of_age(seen, name, version)
            told += self.of_numbers(seen, name, version)
        return told

    def of_age(self, seen: Seen, name: str, version: int) -> list[str]:
        journal = self.life.journals[name]
        least, most = journal.least(seen.asked_at - self.bound), journal.most(seen.answered_at)
        self.oldest = max(self.oldest, journal.age(version, seen.asked_at))
        if least <= version <= most:
            return []
        behind = journal.age(version, seen.asked_at) * 1000
        unchanged = " unchanged" if seen.is_unchanged else ""
        return [f"shows {name} {version}{unchanged}, of {least} to {most}, {behind:.0f} ms late"]

    def of_numbers(self, seen: Seen, name: str, version: int) -> list[str]:
        """Compare what is listed, and what the chart says, with what the version has."""
        if name not in {"day", "bulk"}:
            return []
        number = public_items(version) if name == "day" else loaded(version)
        shown = (
            [int(it) for it in BAR.findall(seen.text)] if seen.page in CHARTS[name] else [number]
        )
        if name == "day" and seen.page in LISTS_OF_THE_DAY:
            shown.append(len(set(CARD.findall(seen.text))))
        return [] if {*shown} == {number} else [f"counts {shown or 'nothing'}, has {number}"]

    def of_release(self, seen: Seen) -> list[str]:
        """Look for what is released by the clock: not before its moment, and then at once."""
        journal = self.life.journals["due"]
        shown = {int(it) for name, it in STAMP.findall(seen.text) if name == "due"}
        told = [
            f"is {it / 1000 - seen.answered_at:.3f} s early"
            for it in shown
            if it / 1000 > seen.answered_at
        ]
        least, most = journal.least(seen.asked_at - self.bound), journal.most(seen.answered_at)
        if (
            "due" in PAGES[seen.page]
            and least == most
            and 0 < least / 1000 <= seen.asked_at
            and not shown
        ):
            told.append(f"does not show what was released {seen.asked_at - least / 1000:.3f} s ago")
        return told


@dataclass
class Reader(threading.Thread):
    """Asks for one page after the other, as browsers, crawlers and feed readers in turn."""

    port: int
    judge: Judge
    stop: threading.Event
    chance: random.Random
    kept: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Tag and text of the last answer, by page and coding."""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        pages = [*PAGES]
        while not self.stop.is_set():
            page = self.chance.choice(pages)
            try:
                self.judge.look_at(self.ask(connection, page))
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.judge.faults.append(f"{page}: {error!r}")
                connection.close()
        connection.close()

    def ask(self, connection: http.client.HTTPConnection, page: str) -> Seen:
        coding = self.chance.choice(["", "gzip", "br"])
        headers = {"Accept-Encoding": coding} if coding else {}
        tag, before = self.kept.get((page, coding), ("", ""))
        if tag and self.chance.random() < 0.5:  # noqa: PLR2004 - as often as not
            headers["If-None-Match"] = tag
        asked_at = time.time()
        connection.request("GET", page, headers=headers)
        answer = connection.getresponse()
        body, answered_at = answer.read(), time.time()
        if answer.status == http.client.NOT_MODIFIED:
            return Seen(page, http.client.OK, before, asked_at, answered_at, is_unchanged=True)
        text = decoded(body, answer.headers.get("Content-Encoding", "")).decode()
        if answer.status == http.client.OK:
            self.kept[page, coding] = answer.headers.get("ETag") or "", text
        return Seen(page, answer.status, text, asked_at, answered_at)


def decoded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if coding == "gzip" else body
