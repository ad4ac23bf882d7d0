"""Moves of publications: which of those that were chosen can make one, and making it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from newsroom.editing import history
from newsroom.editing.releases import publish_log, reviewing, two_people, withdrawing
from newsroom.editing.releases.moves import PUBLISH, Move
from newsroom.editing.releases.readiness import Obstacle, Weight, obstacles, of_weight
from newsroom.editing.releases.writers import writers_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Sequence

    from newsroom.editing.releases.writers import Writers
    from newsroom.publication.models import Publication


class Staying(NamedTuple):
    """A publication that cannot make the move: one of both says why."""

    publication: Publication
    reason: str
    """Said after the name of the publication."""
    obstacles: list[Obstacle]


@dataclass
class Sorted:
    """What becomes of each publication that was chosen."""

    moving: list[Any] = field(default_factory=list)
    doubtful: list[Staying] = field(default_factory=list)
    """They move as soon as somebody says that what is doubted is right."""
    staying: list[Staying] = field(default_factory=list)
    hints: list[Staying] = field(default_factory=list)
    """Of those that move: what readers would miss."""
    writers: Writers = field(default_factory=lambda: defaultdict(set))

    @property
    def doubts(self) -> dict[str, list[Obstacle]]:
        """All doubts by their names."""
        found: dict[str, list[Obstacle]] = defaultdict(list)
        for staying in self.doubtful:
            for obstacle in staying.obstacles:
                found[obstacle.name].append(obstacle)
        return dict(found)

    @property
    def left(self) -> list[Staying]:
        return [*self.staying, *self.doubtful]


def sort(chosen: Sequence[Any], move: Move, user: Any, sure: Collection[str] = ()) -> Sorted:
    """
    Return which of the `loaded` publications can make the move, and why the others cannot.

    `sure` names the doubts of which the user said that all is right.
    """
    found = Sorted()
    if move.is_release and chosen:
        found.writers = writers_of(type(chosen[0]), [it.pk for it in chosen])
    for publication in chosen:
        if publication.state not in move.possible_from:
            reason = str(move.otherwise[publication.state])
            found.staying.append(Staying(publication, reason, []))
        elif move.is_release:
            sort_by_readiness(found, publication, user, sure)
        else:
            found.moving.append(publication)
    return found


def sort_by_readiness(
    found: Sorted, publication: Publication, user: Any, sure: Collection[str]
) -> None:
    of_it = list(obstacles(publication))
    doubts = [it for it in of_weight(of_it, Weight.DOUBT) if it.name not in sure]
    if two_people.forbids(user, publication, found.writers):
        reason = two_people.why(publication, found.writers)
        found.staying.append(Staying(publication, reason, []))
    elif blocking := of_weight(of_it, Weight.BLOCKS):
        found.staying.append(Staying(publication, "", [*blocking, *doubts]))
    elif doubts:
        found.doubtful.append(Staying(publication, "", doubts))
    else:
        found.moving.append(publication)
        if hints := of_weight(of_it, Weight.HINT):
            found.hints.append(Staying(publication, "", hints))


def carry_out(found: Sorted, move: Move, user: Any, said: dict[str, Any]) -> None:
    """
    Make the move with all that can, and keep what was done. Call it within a transaction.

    `said` are the cleaned data of the move's form: the moment, or what readers find.
    """
    before = {publication.pk: publication.published_at for publication in found.moving}
    for publication in found.moving:
        history.catch_up(publication)
        if move.needs_a_way:
            withdrawing.withdraw(publication, said)
    release(found, move, user, timezone.now() if move is PUBLISH else said.get("published_at"))
    for publication in found.moving:
        publish_log.note(
            publication,
            move.act,
            user,
            before=before[publication.pk],
            note=said.get("reason") or said.get("elsewhere") or "",
            is_alone=move.is_release and found.writers.get(publication.pk) == {user.pk},
        )
    if move.is_release:
        reviewing.end(found.moving)


def release(found: Sorted, move: Move, user: Any, moment: datetime.datetime | None) -> None:
    """Give all that move their new moment of release, as one act of the history."""
    with history.one_act(user, str(move.comment)):
        for publication in found.moving:
            publication.published_at = moment
            publication.save(update_fields=["published_at"])
            history.record(publication, user, str(move.comment))
