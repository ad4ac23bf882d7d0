"""A publication's life, page by page, the latest first: its versions, its releases in between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from newsroom.editing.comparing import summary
from newsroom.editing.history import author_of, release_of_version, versions_of
from newsroom.editing.models import PublishLogEntry
from newsroom.editing.version_contents import contents_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from reversion.models import Version

    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication

ON_A_PAGE = 25
"""Versions."""

MOST_RELEASES = 100
"""Entries of the publish log that are told on one page."""


@dataclass(frozen=True)
class Told:
    """A version, with what it changed of the one before."""

    version: Version
    number: int
    """Counted from the first version of the publication, 1."""
    changes: str = ""

    @property
    def moment(self) -> datetime.datetime:
        moment: datetime.datetime = self.version.revision.date_created
        return moment

    @property
    def author(self) -> str:
        return author_of(self.version)


@dataclass(frozen=True)
class Released:
    """An entry of the publish log."""

    entry: PublishLogEntry

    @property
    def moment(self) -> datetime.datetime:
        return self.entry.made_at


@dataclass(frozen=True)
class Page:
    number: int
    rows: Sequence[Told | Released]
    versions: Sequence[Told]
    """Those of the rows that are versions."""
    has_older: bool

    @property
    def has_newer(self) -> bool:
        return self.number > 1


def page_of(publication: Publication, number: int) -> Page:
    """Return a page of the publication's life; only what is on it is read and compared."""
    versions, start = versions_of(publication), (number - 1) * ON_A_PAGE
    # The one before tells what the last of the page changed, the one after where the page begins.
    after = list(versions[start - 1 : start]) if start else []
    found = list(versions[start : start + ON_A_PAGE + 1])
    shown, has_older = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    told = tell(publication, found, versions.count() - start)[: len(shown)]
    since = moment_of(shown[-1]) if has_older else None
    until = moment_of(after[0]) if after else None
    released = releases(publication, since, until) if shown or number == 1 else []
    rows: list[Told | Released] = [*told, *released]
    rows.sort(key=lambda row: row.moment, reverse=True)
    return Page(number, rows, told, has_older)


def tell(publication: Publication, found: Sequence[Version], number: int) -> list[Told]:
    """Return the versions with what each changed; the first of them has the number."""
    contents = contents_of(found)
    told = [
        Told(version, number - place, changes(type(publication), version, before, contents))
        for place, (version, before) in enumerate(pairwise(found))
    ]
    return [*told, *(Told(it, number - len(told)) for it in found[-1:])]


def changes(
    kind: type[Publication],
    version: Version,
    before: Version,
    contents: Mapping[int, Content],
) -> str:
    """Return in a line what a version changed, the release included."""
    text = summary(kind, contents[before.pk], contents[version.pk])
    released = release_of_version(before) != release_of_version(version)
    told = filter(None, (text, gettext("release") if released else ""))
    return "; ".join(told) or gettext("no change of the text")


def moment_of(version: Version) -> datetime.datetime:
    moment: datetime.datetime = version.revision.date_created
    return moment


def releases(
    publication: Publication,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
) -> list[Released]:
    """Return what the publish log tells between two moments, the latest first."""
    bounds: dict[str, Any] = {"made_at__gte": since, "made_at__lt": until}
    given = {name: moment for name, moment in bounds.items() if moment}
    found: Any = PublishLogEntry.objects.about(publication).filter(**given)
    return [Released(entry) for entry in found[:MOST_RELEASES]]


def number_of(version: Version, publication: Publication) -> int:
    """Return which version of the publication it is, counted from 1."""
    return versions_of(publication).filter(revision__lte=version.revision_id).count()
