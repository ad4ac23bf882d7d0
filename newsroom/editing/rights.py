"""Who may do what to the release of a publication. Nobody asks for these rights elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models import Publication


def may_publish(user: User | AnonymousUser, kind: type[Publication]) -> bool:
    """Whether the user may publish, schedule and withdraw what this desk writes."""
    return user.has_perm(f"{kind._meta.app_label}.publish_{kind._meta.model_name}")


def wants_two_people(kind: type[Publication]) -> bool:
    """Whether at this desk nobody publishes what they wrote themselves (NEWSROOM_TWO_PEOPLE)."""
    return kind.desk() in settings.NEWSROOM_TWO_PEOPLE


def may_change_at_once(user: User | AnonymousUser, publication: Publication) -> bool:
    """
    Whether what the user saves is stored, and not proposed.

    What is scheduled counts as public: nobody will look at it again before its moment.
    """
    kind = type(publication)
    if publication.state == State.DRAFT:
        return True
    return may_publish(user, kind) and not wants_two_people(kind)
