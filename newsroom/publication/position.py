"""A place in the order of publications, which is by time and not by page number."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})_(draft|-?[0-9]{1,18})_([a-z][a-z0-9_]*)_([0-9]{1,18})"
)


class Position(NamedTuple):
    """
    Where one publication stands: newest date first, then the latest release, then as stored.

    `kind` (the label of the desk) keeps two publications of different desks apart when
    all else is equal. A draft has no moment of release and stands first on its day.
    """

    date: datetime.date
    published_at: datetime.datetime | None
    kind: str
    pk: int

    @classmethod
    def parse(cls, written: str) -> Self:
        """Return the position that `str()` wrote; ValueError for anything else."""
        parts = WRITTEN.fullmatch(written)
        if parts is None:
            raise ValueError("This is no position.")
        date, microseconds, kind, pk = parts.groups()
        try:
            moment = None if microseconds == "draft" else EPOCH + int(microseconds) * MICROSECOND
        except OverflowError as error:
            raise ValueError("This moment is out of range.") from error
        return cls(datetime.date.fromisoformat(date), moment, kind, int(pk))

    def __str__(self) -> str:
        moment = self.published_at
        written = "draft" if moment is None else (moment - EPOCH) // MICROSECOND
        return f"{self.date.isoformat()}_{written}_{self.kind}_{self.pk}"

    def order(self) -> tuple[int, bool, datetime.timedelta, str, int]:
        """Return what sorts positions into the order of the lists."""
        moment = self.published_at
        age = datetime.timedelta() if moment is None else EPOCH - moment
        return (-self.date.toordinal(), moment is not None, age, self.kind, self.pk)


def on_either_side(position: Position, found: Iterable[Any]) -> dict[str, Any]:
    """Return the publication that is `older` than the position and the one that is `newer`."""
    return {"older" if is_older(it, position) else "newer": it for it in found}


def is_older(publication: Any, position: Position) -> bool:
    """Whether the publication comes after the position in a list; nearly always the day tells."""
    if publication.date != position.date:
        return bool(publication.date < position.date)
    told: Position = publication.position
    return told.order() > position.order()
