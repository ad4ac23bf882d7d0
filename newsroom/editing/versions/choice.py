"""Which versions of a publication somebody has chosen, by numbers that anybody can forge."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from newsroom.editing.history import content_of_version, versions_of
from newsroom.editing.stored import content_of
from newsroom.editing.versions.timeline import Told, number_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from reversion.models import Version

    from newsroom.editing.contents import Content
    from newsroom.editing.versions.timeline import Page
    from newsroom.publication.models import Publication

NOW = "now"
"""What stands for the publication as it is stored, where a version is chosen."""

HIGHEST_PAGE = 100_000

NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Chosen:
    """Which two are to be compared: numbers of versions, or NOW."""

    old: str
    new: str

    @classmethod
    def of(cls, request: HttpRequest, page: Page) -> Chosen:
        """Return what is ticked: what was, else what is stored now and the version before."""
        latest = page.versions[1:2] or page.versions[:1]
        before = next((str(it.version.pk) for it in latest), NOW)
        return cls(request.GET.get("old", before), request.GET.get("new", NOW))


@dataclass(frozen=True)
class Side:
    """What is compared: a version, or what is stored now."""

    told: Told | None
    content: Content

    @property
    def place(self) -> float:
        return self.told.number if self.told else math.inf


def page_number(request: HttpRequest) -> int:
    """Return the page that is asked for; anything but a number stands for the first."""
    asked = request.GET.get("page", "1")
    return min(max(int(asked), 1), HIGHEST_PAGE) if NUMBER.fullmatch(asked) else 1


def version_of(publication: Publication, number: str | int) -> Version:
    """Return the version of the publication; Http404 where it has none of that number."""
    known = NUMBER.fullmatch(str(number))
    found = versions_of(publication).filter(pk=int(number)).first() if known else None
    if found is None:
        raise Http404
    return found


def told_of(publication: Publication, number: str | int) -> Told:
    version = version_of(publication, number)
    return Told(version, number_of(version, publication))


def side(publication: Publication, chosen: str) -> Side:
    """Return what was chosen by its number, or NOW."""
    if chosen == NOW:
        return Side(None, content_of(publication))
    version = told_of(publication, chosen)
    return Side(version, content_of_version(version.version))


def chosen_elsewhere(publication: Publication, chosen: Chosen, page: Page) -> list[Told]:
    """Return what is ticked and is not on the page, the latest first."""
    here = {str(it.version.pk) for it in page.versions}
    numbers = {it for it in (chosen.old, chosen.new) if it != NOW and it not in here}
    return sorted((told_of(publication, it) for it in numbers), key=lambda it: -it.number)
