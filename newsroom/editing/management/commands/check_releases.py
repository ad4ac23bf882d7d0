"""Whether what should be public is, and nothing else."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.utils.timesince import timeuntil

from newsroom.editing.checking.asking import NoAnswer, Server, Site, ThisProcess
from newsroom.editing.checking.chosen import everything, going_public, sample
from newsroom.editing.checking.faults import faults_of, faults_of_months
from newsroom.publication.keeping import make_anew
from newsroom.publication.models import kinds
from newsroom.publication.moment import in_full

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from newsroom.publication.models import Publication


class Command(BaseCommand):
    help = (
        "Say what should be public and is not, and the other way round, on every page, list, feed "
        "and sitemap and in the search; and what goes public next. Looked at is what was released "
        "last, what waits, drafts, what was withdrawn, and some of all the rest. Exit status 1: "
        "something is wrong. Nothing is changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", help="ask a running site: https://press.example.org")
        parser.add_argument("--all", action="store_true", help="look at every publication")
        parser.add_argument("--most", type=int, default=10, help="how many of each sort; 10")
        parser.add_argument(
            "--make-anew",
            action="store_true",
            help="first make the search index and the sums of the months anew from what is stored",
        )

    def handle(self, *args: Any, url: str | None, most: int, **options: Any) -> None:
        if most < 1:
            raise CommandError("--most is a number from 1 on.")
        if options["make_anew"]:
            make_anew(connection)
            self.stdout.write("The search index and the sums of the months are made anew.")
        self.tell_what_goes_public(most)
        try:
            with closing(Server(url) if url else ThisProcess()) as site:
                wrong = sum(self.look_at(kind, site, most, **options) for kind in kinds())
        except NoAnswer as error:
            raise CommandError(str(error)) from error
        if wrong:
            raise CommandError("1 thing is wrong." if wrong == 1 else f"{wrong} things are wrong.")

    def tell_what_goes_public(self, most: int) -> None:
        waiting = [it for kind in kinds() for it in going_public(kind, most)]
        waiting.sort(key=lambda it: (it.published_at, it.desk(), it.pk))
        self.stdout.write("Goes public next:" if waiting else "Nothing is scheduled.")
        for publication in waiting[:most]:
            moment: Any = publication.published_at
            told = f"{in_full(moment)} (in {timeuntil(moment)})"
            self.stdout.write(f"  {told}: {publication.section()}, “{publication.label}”")

    def look_at(self, kind: type[Publication], site: Site, most: int, **options: Any) -> int:
        """Write a sentence for each fault, and return how many there are."""
        asked, looked_at, months, found = site.asked, 0, set(), list[str]()
        for publication in everything(kind) if options["all"] else sample(kind, most):
            looked_at += 1
            months.add(publication.date.replace(day=1))
            found += self.told(faults_of(publication, site))
        found += self.told(faults_of_months(kind, months))
        self.stdout.write(
            f"{kind.section()}: looked at {looked_at}, asked for {site.asked - asked} pages, "
            f"found {len(found) or 'nothing'} wrong."
        )
        return len(found)

    def told(self, sentences: list[str]) -> list[str]:
        for sentence in sentences:
            self.stdout.write(self.style.ERROR(sentence))
        return sentences
