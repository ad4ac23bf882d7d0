"""What readers may see of one kind, found by statements that are put in words once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias

from newsroom.publication import page_moment
from newsroom.publication.models.state import State
from newsroom.publication.position import Position, on_either_side
from newsroom.publication.prepared import Prepared

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from django.contrib.auth.models import AnonymousUser, User

    from newsroom.publication.models.publication import Publication
    from newsroom.publication.models.visibility import PublicationQuerySet
    from newsroom.publication.prepared import Columns, Statement


class Place(NamedTuple):
    """What of a position makes another query, and not just another value."""

    kind: str
    is_released: bool


Step = tuple[str, tuple[Any, ...]]
"""A method of the queryset, with what it is given."""

Form = tuple[tuple[str, tuple[Any, ...]], ...]
"""Steps, with what of the given makes another query; None stands for a value."""


class Shelf:
    """
    The steps by which a queryset of publications is made, kept until it is read.

    Each is a method of `PublicationQuerySet`, which alone decides what it means. When the shelf
    is read, the same steps, taken with marks, have long been put in words (see `prepared`).
    """

    def __init__(self, model: type[Publication], steps: tuple[Step, ...] = ()) -> None:
        self.model, self.steps = model, steps

    @classmethod
    def public(cls, model: type[Publication]) -> Self:
        """Return all that is public now."""
        return cls(model, (("public", (page_moment.now(),)),))

    def in_state(self, state: State) -> Self:
        return self._then("in_state", state, page_moment.now())

    def in_period(self, first: datetime.date, last: datetime.date) -> Self:
        return self._then("in_period", first, last)

    def older_than(self, position: Position) -> Self:
        return self._then("older_than", position)

    def newer_than(self, position: Position) -> Self:
        return self._then("newer_than", position)

    def reverse(self) -> Self:
        return self._then("reverse")

    def for_lists(self) -> Self:
        return self._then("for_lists")

    def whole(self) -> Self:
        return self._then("whole")

    def telling_corrections(self) -> Self:
        return self._then("telling_corrections")

    def with_slug(self, slug: str) -> Self:
        return self._then("with_slug", slug)

    def neighbours(self, publication: Publication) -> dict[str, Any]:
        """Return the next `older` and the next `newer` one, as far as there are any."""
        position = publication.position
        return on_either_side(position, self._then("beside", position))

    @property
    def queryset(self) -> PublicationQuerySet[Any]:
        """The plain queryset, to be narrowed in ways that the shelf does not know."""
        return taken(self.model, self.steps)

    def dates(self, most: int | None = None) -> tuple[str, list[Any]]:
        """Return words and parameters that read so many dates, in no order."""
        statement, _columns, values = self.statement("their_dates", most=most)
        return statement.with_values(values)

    def statement(
        self, *steps: str, most: int | None = None
    ) -> tuple[Statement, Columns, list[Any]]:
        """
        Return the statement to which these further steps lead, for so many rows at most.

        With it come what its rows are made of and the values with which it is to be asked.
        """
        form, values = parted((*self.steps, *((step, ()) for step in steps)))
        statement, columns = SHELVES.statement(
            values, {"model": self.model, "form": form, "most": most}
        )
        return statement, columns, values

    def objects_of(self, prepared: Prepared, *values: Any) -> list[Any]:
        """Return what a question of another kind finds, which begins with `marked`."""
        form, own = parted(self.steps)
        return prepared.objects(*values, *own, model=self.model, form=form)

    def __getitem__(self, wanted: slice) -> list[Any]:
        statement, columns, values = self.statement(most=wanted.stop)
        return columns.objects(statement, values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self[:None])

    def _then(self, step: str, *given: Any) -> Self:
        return type(self)(self.model, (*self.steps, (step, given)))


AnyShelf: TypeAlias = "Shelf | PublicationQuerySet[Any]"


def shelf_for(model: type[Publication], user: User | AnonymousUser) -> AnyShelf:
    """Return what the user may see, in the order of the lists: of a reader, as a shelf."""
    if model.drafts_are_open_to(user):
        visible: PublicationQuerySet[Any] = model._default_manager.visible_to(user)
        return visible
    return Shelf.public(model)


def plain(shelf: AnyShelf) -> PublicationQuerySet[Any]:
    """Return the queryset of a shelf, to be narrowed in ways that only querysets know."""
    return shelf.queryset if isinstance(shelf, Shelf) else shelf


def taken(model: type[Publication], steps: tuple[Step, ...]) -> PublicationQuerySet[Any]:
    """Return the queryset to which the steps lead."""
    queryset: Any = model._default_manager.all()
    for step, given in steps:
        queryset = getattr(queryset, step)(*given)
    return queryset  # type: ignore[no-any-return]


def parted(steps: tuple[Step, ...]) -> tuple[Form, list[Any]]:
    """Part the steps into what makes another query and the values with which it is asked."""
    values: list[Any] = []
    form = tuple((step, tuple([noted(it, values) for it in given])) for step, given in steps)
    return form, values


def noted(given: Any, values: list[Any]) -> Place | State | None:
    """Note what is a mere value, and return what is not."""
    if isinstance(given, State):
        return given
    if not isinstance(given, Position):
        values.append(given)
        return None
    date, moment, kind, pk = given
    values += (date, pk) if moment is None else (date, pk, moment)
    return Place(kind, moment is not None)


def marked(*marks: Any, model: type[Publication], form: Form, most: int | None) -> Any:
    """Take the steps of a form again, with marks for the values that they were given."""
    ahead = iter(marks)
    steps = tuple((step, tuple([given(it, ahead) for it in noted])) for step, noted in form)
    return taken(model, steps)[:most]


def given(noted: Place | State | None, ahead: Iterator[Any]) -> Any:
    if isinstance(noted, State):
        return noted
    if noted is None:
        return next(ahead)
    date, pk = next(ahead), next(ahead)
    return Position(date, next(ahead) if noted.is_released else None, noted.kind, pk)


SHELVES = Prepared(marked)
