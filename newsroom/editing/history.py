"""
Every version of a publication, with its parts: who wrote it, when, and in which act.

Kept by django-reversion (https://django-reversion.readthedocs.io/): a revision is one act, at
the desk or of an import, and holds a version of each publication that it changed. A version is
written once the whole act is done, by `record`; no signal is relied on, because bulk writes send
none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import TYPE_CHECKING, Any

import reversion
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext
from reversion.models import Version

from newsroom.editing.latest_versions import beside_latest
from newsroom.editing.models import ActDetails
from newsroom.editing.models.about import name_of
from newsroom.editing.stored import content_of, parts_of
from newsroom.editing.version_contents import contents_of, fields_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Iterator

    from django.db.models import QuerySet

    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication

    Identity = tuple[type[Publication], int]
    Changed = dict[Identity, None]

act: ContextVar[Changed | None] = ContextVar("act", default=None)
"""What the act under way has changed so far: each publication once, in order."""


MOST_TOGETHER = 100
"""
Publications in one revision, of an act that changes more of them.

To read the parts of one is to look through the parts of all.
"""


def keep_versions_of(kind: type[Publication]) -> None:
    """Have the versions of a kind of publications include its parts."""
    if parts := parts_of(kind):
        reversion.register(parts.model)
    reversion.register(kind, follow=kind.parts)


@contextmanager
def one_act(user: Any, comment: str) -> Iterator[Changed]:
    """
    Gather whatever is recorded within in one revision: an import, an action of a list.

    All of it is one transaction. An act within another is part of it. The block is given what
    is to be kept at its end: the kinds and numbers of publications.
    """
    if (changed := act.get()) is not None:
        yield changed
        return
    token = act.set(changed := {})
    try:
        with transaction.atomic():
            yield changed
            keep(not_kept(changed), user, comment)
    finally:
        act.reset(token)


def record(publication: Publication, user: Any, comment: str) -> None:
    """
    Keep the publication as it is stored now, as what the user has made of it.

    Within `one_act` it is kept at the end, as what that act has made of it. What is kept
    already is not kept again.
    """
    with one_act(user, comment) as changed:
        changed[type(publication), publication.pk] = None


def record_deletion(publications: Iterable[Publication], user: Any) -> None:
    """Keep them as they are stored, with who deletes them. Call it before that is done."""
    publications = list(publications)
    for publication in publications:
        catch_up(publication)
    keep(publications, user, gettext("Deleted."), is_deletion=True)


def catch_up(publication: Publication) -> None:
    """
    Keep what is stored, if it came in by a way that keeps no versions, before it is changed.

    So no wording that the desk has seen is lost, whether SQL or a fixture brought it in. What
    the act under way has changed itself is left to its end.
    """
    kind, pk = type(publication), publication.pk
    found = None if (kind, pk) in (act.get() or {}) else stored(kind, pk)
    if found:
        latest = versions_of(found).first()
        if latest is None or content_of_version(latest) != content_of(found):
            keep([found], None, gettext("Found like this."))


def catch_up_all(kind: type[Publication], pks: Collection[int]) -> None:
    """
    Do what `catch_up` does for many publications of a kind, in a few queries for each hundred.

    Numbers under which nothing is stored are passed over.
    """
    left = sorted(pk for pk in set(pks) if (kind, pk) not in (act.get() or {}))
    for start in range(0, len(left), MOST_TOGETHER):
        found = beside_latest(kind, left[start : start + MOST_TOGETHER])
        keep(
            (it for it, _latest, is_said in found if not is_said), None, gettext("Found like this.")
        )


def keep(
    publications: Iterable[Publication], user: Any, comment: str, *, is_deletion: bool = False
) -> None:
    """Keep a version of each, a hundred in one revision."""
    left = iter(publications)
    while some := list(islice(left, MOST_TOGETHER)):
        write_revision(some, user, comment, is_deletion=is_deletion)


def write_revision(
    publications: Iterable[Publication], user: Any, comment: str, *, is_deletion: bool
) -> None:
    with reversion.create_revision(manage_manually=True):
        if user is not None and user.is_authenticated:
            reversion.set_user(user)
        reversion.set_comment(comment)
        reversion.add_meta(ActDetails, user_name=name_of(user), is_deletion=is_deletion)
        for publication in publications:
            reversion.add_to_revision(publication)


def stored(kind: type[Publication], pk: int) -> Publication | None:
    return kind._default_manager.filter(pk=pk).first()


def not_kept(changed: Iterable[Identity]) -> Iterator[Publication]:
    """Yield what is stored and not said by the latest version, the release included."""
    left = iter(changed)
    while some := list(islice(left, MOST_TOGETHER)):
        by_kind: dict[type[Publication], list[int]] = defaultdict(list)
        for kind, pk in some:
            by_kind[kind].append(pk)
        found = {
            (kind, it.pk): it
            for kind, pks in by_kind.items()
            for it, latest, is_said in beside_latest(kind, pks)
            if not (is_said and latest and has_its_release(latest, it))
        }
        yield from (found[it] for it in some if it in found)


def has_its_release(version: Version, publication: Publication) -> bool:
    return release_of_version(version) == as_kept(publication.published_at)


def as_kept(moment: datetime.datetime | None) -> str | None:
    """Return the moment as a version keeps it: to the millisecond."""
    told: str | None = json.loads(json.dumps(moment, cls=DjangoJSONEncoder))
    return told


def versions_of(publication: Publication) -> QuerySet[Version]:
    """Return its versions, the latest first, each with its revision and who made it."""
    found: QuerySet[Version] = Version.objects.get_for_object(publication)
    # By their own numbers, SQLite would look through the versions of all publications.
    found = found.order_by("-revision_id")
    return found.select_related("revision__user", "revision__details")


def content_of_version(version: Version) -> Content:
    """Return what the publication said then. Fields that it did not have yet are left out."""
    return contents_of([version])[version.pk]


def release_of_version(version: Version) -> str | None:
    """Return the moment of release as it was kept then, in ISO form; None for a draft."""
    moment: str | None = fields_of(version).get("published_at")
    return moment


def author_of(version: Version) -> str:
    """Return the name of who made the version, which is known when the user is deleted, too."""
    details = getattr(version.revision, "details", None)
    return details.user_name if details else name_of(version.revision.user)
