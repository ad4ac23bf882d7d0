"""
The publish log: every act that changed what readers find, told once and never altered.

Whoever changes a release, or the text of something released, notes it here, within the same
transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.editing.models import PublishLogEntry
from newsroom.editing.models.about import name_of

if TYPE_CHECKING:
    import datetime
    from typing import Any

    from newsroom.publication.models import Publication

Act = PublishLogEntry.Act


def note(  # noqa: PLR0913
    publication: Publication,
    act: PublishLogEntry.Act,
    user: Any,
    *,
    before: datetime.datetime | None = None,
    note: str = "",
    is_alone: bool = False,
) -> PublishLogEntry:
    """
    Note what the user has just done, with the publication as it is known by now.

    `before` is the moment of release that held until then, None for a draft; `note` is what was
    said about it; `is_alone` tells that nobody else had written what was released. Whom the
    base does not know, an import say, is noted without a name.
    """
    return PublishLogEntry.objects.create(
        publication=publication,
        act=act,
        label=publication.label[:300],
        date=publication.date,
        slug=publication.slug,
        published_before=before,
        published_at=publication.published_at,
        note=note,
        is_alone=is_alone,
        user_key=user.pk if user else None,
        user_name=name_of(user),
    )
