#!/usr/bin/env python3
"""
A base of as many publications as wanted, to measure reading with.

    .venv/bin/python benchmarks/publications.py --count 100000 --database /tmp/100000.sqlite3
    .venv/bin/python benchmarks/publications.py --count 100000 --database postgres://…/name

The base must not hold publications yet; it is migrated first. Four of five publications are
news items, a third of these without a headline; the rest are interviews of 3 to 15 exchanges,
one in five hundred of them a briefing of more than a hundred. They spread over the twenty years
up to the end of 2024 and are stored in the order of their dates, as an archive grows. One in
fifty is a draft, and a dozen are scheduled, however many there are. The words are invented and
as unevenly frequent as those of a language; `PLANTED` and `RARE` are real ones, and say how many
publications hold them. The same seed makes the same base.

Printed is what the base takes in a second, with all its indexes and triggers at work.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
import time
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviews.models import Exchange, Interview
    from newsroom.publication.models import Publication

PLANTED = {
    "cooperation": 0.3,
    "сотрудничество": 0.05,
    "joint statement": 0.05,
    "statement on the joint": 0.05,
    "harvest": 0.01,
}
"""Words that nothing else holds, and the share of the publications that hold them."""

RARE, TIMES = "isthmus", 3
"""A word, and the number of public publications that hold it."""

FIRST_DAY, LAST_DAY = datetime.date(2005, 1, 1), datetime.date(2024, 12, 31)
NEVER = datetime.datetime(2150, 1, 1, tzinfo=datetime.UTC)
OPENING = datetime.time(8, tzinfo=datetime.UTC)
INTERVIEWS, BRIEFINGS = 0.2, 0.002
DRAFTS, SCHEDULED = 0.02, 12
AT_ONCE = 10_000

FREQUENT = (
    "the of and to in a for on with by at from is that as was it has be are will this which its "
    "have not an their or we our were between also but all they been more other would about into"
)
REAL = (
    "council region minister security border training summit member secretary treaty peace visit "
    "agenda session delegation exercise state republic capital ambassador forum protocol crisis "
    "совет министр безопасность граница встреча регион государство договор учения секретарь "
    "делегация саммит столица форум мир визит повестка сессия посол республика страна и в на с"
)
ONSETS = "b br c ch d dr f g gl h k l m n p pr r s sh st t tr v w z".split()
VOWELS, CODAS = "a e i o u ai ea ou".split(), ["", "", "", "n", "r", "l", "s", "m", "nd", "st"]
VOCABULARY = 20_000
ROLES = ("Secretary General", "Deputy Secretary General", "Minister of Defence", "Press Secretary")


class Author:
    """Writes what a press service might, in sentences that return as words do in a language."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        invented = {self.invented(): None for _ in range(VOCABULARY)}
        self.words = [*FREQUENT.split(), *self.shuffled([*invented, *REAL.split()])]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self.statements = [self.line(dice.randint(7, 17)) + "." for _ in range(40_000)]
        self.questions = [self.line(dice.randint(5, 14)) + "?" for _ in range(10_000)]
        self.headlines = [self.line(dice.randint(5, 9)) for _ in range(20_000)]
        self.outlets = [f"{self.name()} {kind}" for kind in ("agency", "daily") * 20]
        self.people = [f"{self.name()} {self.name()}" for _ in range(300)]
        self.fame = list(accumulate(1 / rank for rank in range(1, 301)))

    def invented(self) -> str:
        some = self.dice.choice
        syllables = range(self.dice.choice((1, 2, 2, 2, 3, 3)))
        return "".join(some(ONSETS) + some(VOWELS) + some(CODAS) for _ in syllables)

    def shuffled(self, words: list[str]) -> list[str]:
        return self.dice.sample(words, len(words))

    def line(self, length: int) -> str:
        words = self.dice.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join([words[0].capitalize(), *words[1:]])

    def name(self) -> str:
        return self.dice.choice(self.words[100:]).capitalize()

    def text(self, sentences: int, planted: str = "") -> str:
        """Return paragraphs of four sentences; what is planted stands in the first."""
        found = self.dice.choices(self.statements, k=sentences)
        if planted:
            first, _, rest = found[0].partition(" ")
            found[0] = f"{first} {planted} {rest}"
        return "\n\n".join(" ".join(found[at : at + 4]) for at in range(0, sentences, 4))

    def planted(self) -> str:
        return " ".join(word for word, share in PLANTED.items() if self.dice.random() < share)

    def exchanges(self, interview: Interview, planted: str) -> list[Exchange]:
        """Return the exchanges of an interview; one of them holds what is planted."""
        dice, model = self.dice, apps.get_model("interviews", "Exchange")
        briefing = dice.random() < BRIEFINGS
        length = dice.randint(101, 250) if briefing else dice.randint(3, 15)
        chosen = dice.randrange(length)
        return [
            model(
                interview=interview,
                key=f"x{dice.getrandbits(36):09x}",
                position=place * 10 + 10,
                question=dice.choice(self.questions),
                answer=self.text(dice.randint(2, 5), planted if place == chosen else ""),
                asked_by=dice.choice(self.people) if briefing else "",
            )
            for place in range(length)
        ]

    def publication(
        self, number: int, date: datetime.date, moment: datetime.datetime | None, planted: str
    ) -> tuple[Publication, list[Exchange]]:
        headline = self.dice.choice(self.headlines)
        slug = f"{'-'.join(headline.lower().split()[:6])}-{number}"
        shared = {"headline": headline, "slug": slug, "date": date, "published_at": moment}
        if self.dice.random() < INTERVIEWS:
            interview = self.interview(shared)
            return interview, self.exchanges(interview, planted)
        return self.news_item(shared, planted), []

    def interview(self, shared: dict[str, Any]) -> Interview:
        (interviewee,) = self.dice.choices(self.people, cum_weights=self.fame)
        return apps.get_model("interviews", "Interview")(
            **shared,
            lead=self.text(2),
            outlet=self.dice.choice(self.outlets),
            interviewee=interviewee,
            interviewee_role=self.dice.choice(ROLES),
        )

    def news_item(self, shared: dict[str, Any], planted: str) -> Publication:
        if self.dice.random() < 1 / 3:
            shared["headline"] = ""
        body = self.text(self.dice.randint(4, 10), planted)
        return apps.get_model("news", "NewsItem")(**shared, lead=self.text(2), body=body)

    def moment(self, date: datetime.date) -> datetime.datetime | None:
        """Return when a publication of that date was released, if it was."""
        is_draft, seconds = self.dice.random() < DRAFTS, self.dice.randrange(36_000)
        if is_draft:
            return None
        return datetime.datetime.combine(date, OPENING) + datetime.timedelta(seconds=seconds)


def generate(count: int, seed: int) -> Iterator[tuple[Publication, list[Exchange]]]:
    """
    Return so many publications, none of them stored, in the order of their dates.

    Each comes with its exchanges: none for a news item.
    """
    dice = random.Random(seed)
    author, days = Author(dice), range((LAST_DAY - FIRST_DAY).days + 1)
    chosen = dice.sample(range(count), min(TIMES + SCHEDULED, count))
    rare, scheduled = set(chosen[:TIMES]), set(chosen[TIMES:])
    for number, day in enumerate(sorted(dice.choices(days, k=count))):
        date = FIRST_DAY + datetime.timedelta(days=day)
        moment, planted = author.moment(date), author.planted()
        if number in scheduled:
            moment = NEVER
        if number in rare:
            moment, planted = datetime.datetime.combine(date, OPENING), f"{planted} {RARE}".lstrip()
        yield author.publication(number + 1, date, moment, planted)


def store(publications: Iterator[tuple[Publication, list[Exchange]]]) -> Iterator[dict[str, int]]:
    """Write them in transactions of `AT_ONCE`, and return the rows of each by their tables."""
    while batch := list(islice(publications, AT_ONCE)):
        exchanges = [exchange for _, found in batch for exchange in found]
        rows: dict[str, list[Any]] = {}
        for row in [*(publication for publication, _ in batch), *exchanges]:
            rows.setdefault(str(row._meta.verbose_name_plural), []).append(row)
        with transaction.atomic():
            for found in rows.values():
                type(found[0])._default_manager.bulk_create(found)
        yield {name: len(found) for name, found in rows.items()}


def prepare(database: str) -> None:
    """Start Django with a base, given as a file of SQLite or as a DATABASE_URL, and migrate it."""
    url = database if "://" in database else f"sqlite:///{Path(database).resolve()}"
    os.environ.setdefault("NEWSROOM_ENVIRONMENT", "development")
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    django.setup()
    call_command("migrate", verbosity=0)
    for model in (apps.get_model("news", "NewsItem"), apps.get_model("interviews", "Interview")):
        if model.objects.exists():
            sys.exit(f"{database} holds publications already: name a base that is empty.")


def settle() -> None:
    """Leave the base as it would be found on any later day."""
    sql = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM ANALYZE"}
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a base of invented publications.")
    parser.add_argument("--count", type=int, required=True, help="publications")
    parser.add_argument("--database", required=True, help="a file of SQLite, or a DATABASE_URL")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    prepare(arguments.database)
    begun, written, total = time.perf_counter(), 0, dict[str, int]()
    for rows in store(generate(arguments.count, arguments.seed)):
        total = {name: total.get(name, 0) + rows.get(name, 0) for name in total | rows}
        written, seconds = sum(total.values()), time.perf_counter() - begun
        print(f"{written:,} rows, {written / seconds:,.0f}/s", file=sys.stderr)
    settle()
    print(", ".join(f"{rows:,} {name}" for name, rows in total.items()))
    print(f"{written / (time.perf_counter() - begun):,.0f} rows/s")


if __name__ == "__main__":
    main()
