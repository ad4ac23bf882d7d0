"""Who wrote what no reader has been shown yet, told by the versions that are kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reversion.models import Version

from newsroom.editing.version_contents import fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsroom.publication.models import Publication

Writers = dict[int, set[int]]
"""Keys of users, by the key of the publication."""


def writers_of(kind: type[Publication], keys: Collection[int]) -> Writers:
    """
    Return who wrote some version of these publications since they were last released.

    To take a publication back from its release keeps a version, too; that is no writing. Users
    who are deleted are not told.
    """
    writers: Writers = defaultdict(set)
    moments: dict[int, Any] = {}
    for key, user, moment in told_by_versions(kind, keys):
        is_a_move = moments.get(key) is not None and moment is None
        moments[key] = moment
        if moment is not None:
            # What was written until then is public, or is going to be without another look.
            writers[key].clear()
        elif user and not is_a_move:
            writers[key].add(user)
    return writers


def told_by_versions(
    kind: type[Publication], keys: Collection[int]
) -> Iterator[tuple[int, int | None, str | None]]:
    """Return of each version, the first one first: the publication, the user, the release."""
    found: Any = Version.objects.get_for_model(kind)
    found = found.filter(object_id__in=[str(key) for key in keys]).select_related("revision")
    # By their own numbers, SQLite would look through the versions of all publications.
    for version in found.order_by("revision_id").iterator(chunk_size=200):
        moment = fields_of(version).get("published_at")
        yield int(version.object_id), version.revision.user_id, moment
