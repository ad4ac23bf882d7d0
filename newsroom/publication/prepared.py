"""
Questions to the base that are put in words once in a process, and asked with ever other values.

To write the SQL of a list takes Django longer than it takes the base to answer. The words are the
same each time: what differs is the moment, the place in the list, the address. So the queryset is
made once, by the methods that make it everywhere else, with a mark where each such value stands.
Django's own compiler turns it into SQL, and the marks become the places of the values.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Value
from django.db.models.base import ModelState

from newsroom.publication import page_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Mark:
    """Stands in a queryset for one of the values that are given later."""

    number: int


def marks(number: int) -> list[Value]:
    """Return so many marks, ready to be filtered by."""
    return [Value(Mark(place)) for place in range(number)]


class Statement:
    """A queryset with marks, in the words of one base."""

    def __init__(self, queryset: QuerySet[Any], using: str) -> None:
        compiler = queryset.query.get_compiler(using)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:  # nothing can match, and the base need not be asked
            self.sql, parameters = "", ()
        self.using, self.parameters = using, list(parameters)
        self.straight = in_words_of(connections[using], self.sql)
        self.places = [
            (place, it.number) for place, it in enumerate(parameters) if isinstance(it, Mark)
        ]
        columns = [expression for expression, *_names in compiler.select] if self.sql else []
        self.converters = compiler.get_converters(columns)

    def with_values(self, values: Sequence[Any]) -> tuple[str, list[Any]]:
        """Return the words and what the base is given with them."""
        return self.sql, self.given(values, connections[self.using])

    def given(self, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Any]:
        parameters, told = self.parameters.copy(), [adapted(it, connection) for it in values]
        for place, number in self.places:
            parameters[place] = told[number]
        return parameters

    def rows(self, values: Sequence[Any]) -> list[Any]:
        if not self.sql:
            return []
        connection = connection_to(self.using)
        found = fetched(connection, self.sql, self.straight, self.given(values, connection))
        return self.converted(found, connection) if self.converters else found

    def converted(self, found: Iterable[Any], connection: BaseDatabaseWrapper) -> list[Any]:
        rows = [list(row) for row in found]
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                for row in rows:
                    row[place] = convert(row[place], expression, connection)
        return rows


def connection_to(using: str) -> Any:
    """Return the connection of the page that is being made: Django takes long to find it."""
    page = page_moment.snapshot(using)
    return page.connection if page else connections[using]


def in_words_of(connection: BaseDatabaseWrapper, sql: str) -> str:
    """Return what Django writes as the driver of the base understands it."""
    if connection.vendor != "sqlite":
        return sql
    with connection.cursor() as cursor:
        words: str = cursor.cursor.convert_query(sql)
    return words


def fetched(connection: Any, sql: str, straight: str, given: Sequence[Any]) -> list[Any]:
    """
    Return the rows of a question, asked `straight` where nobody listens to what is asked.

    Django's cursor takes about as long to hand a question on as the base takes to answer it: it
    looks for somebody who counts, logs or holds up questions, and puts each into the words of the
    driver. Errors are those of `django.db`.
    """
    if is_listened_to(connection):
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())
    with connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            return connection.connection.execute(straight, given).fetchall()  # type: ignore[no-any-return]
        with connection.create_cursor() as cursor:
            return cursor.execute(straight, given).fetchall()  # type: ignore[no-any-return]


def is_listened_to(connection: Any) -> bool:
    """Whether questions have to be asked in Django's way; a snapshot begins with the first one."""
    connection.ensure_connection()
    if held := getattr(connection, "snapshot", None):
        held.have_begun()
    connection.validate_no_broken_transaction()
    return bool(connection.execute_wrappers or connection.queries_logged)


def adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """Return a value as Django's fields give it to a base: a moment, a day, a number or a text."""
    if isinstance(value, datetime.datetime):
        return adapted_moment(value, connection)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def adapted_moment(moment: datetime.datetime, connection: Any) -> Any:
    """Return a moment as a base is given it; that of a page is in each of its questions."""
    page = getattr(connection, "snapshot", None)
    if page is None:
        return connection.ops.adapt_datetimefield_value(moment)
    told = page.known.get(moment)
    if told is None:
        told = page.known[moment] = connection.ops.adapt_datetimefield_value(moment)
    return told


class Columns(NamedTuple):
    """What a queryset reads, in this order: of its own model, added to it, of models read along."""

    model: type[Model]
    names: list[str]
    related: list[tuple[str, type[Model], list[str]]]

    @classmethod
    def of(cls, queryset: QuerySet[Any]) -> Columns:
        meta, named = queryset.model._meta, queryset.query.select_related
        models = [(it, meta.get_field(it).related_model) for it in named or ()]  # type: ignore[union-attr]
        left_out, are_left_out = queryset.query.deferred_loading
        own = [it.attname for it in meta.concrete_fields if (it.name in left_out) != are_left_out]
        return cls(
            queryset.model,
            [*own, *queryset.query.annotation_select],
            [(name, it, [f.attname for f in it._meta.concrete_fields]) for name, it in models],
        )

    def objects(self, statement: Statement, values: Sequence[Any]) -> list[Any]:
        """Return what the statement finds."""
        return [self.made(row, statement.using) for row in statement.rows(values)]

    def made(self, row: Sequence[Any], using: str) -> Any:
        """Return the object of a row, with those to which it belongs as far as they were read."""
        it, end = loaded(self.model, self.names, row, using), len(self.names)
        for name, model, columns in self.related:
            begin, end = end, end + len(columns)
            other = loaded(model, columns, row[begin:end], using)
            read_along = it._state.fields_cache  # noqa: SLF001 - as Django's own reading does
            read_along[name] = None if other.pk is None else other
        return it


def loaded(model: type[Model], names: Iterable[str], row: Iterable[Any], using: str) -> Any:
    """
    Return the object of a row as `Model.from_db` does, at a fraction of its cost.

    No signals are sent. A column that was not read is read once it is asked for, as always.
    """
    it: Any = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, using
    it.__dict__.update(zip(names, row, strict=False), _state=state)
    return it


class Prepared:
    """
    A function that makes a queryset, each form of which is put in words once.

    The values are given in their order: moments, days, numbers, texts, but never None, which
    makes another query. What the form depends on is given by name, and can take few values.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self.forms: dict[Hashable, tuple[QuerySet[Any], Columns]] = {}
        self.statements: dict[Hashable, Statement] = {}

    def rows(self, *values: Any, **form: Hashable) -> list[Any]:
        """Return the rows of a queryset that was made by `values_list`."""
        return self.statement(values, form)[0].rows(values)

    def part(self, *values: Any, **form: Hashable) -> tuple[str, list[Any]]:
        """Return words and parameters, to be part of another statement; no words: it is empty."""
        return self.statement(values, form)[0].with_values(values)

    def objects(self, *values: Any, **form: Hashable) -> list[Any]:
        """Return the objects of a queryset."""
        statement, columns = self.statement(values, form)
        return columns.objects(statement, values)

    def statement(
        self, values: Sequence[Any], form: dict[str, Hashable]
    ) -> tuple[Statement, Columns]:
        """Return the statement of a form, and what its rows are made of."""
        key = tuple(form.values())
        found = self.forms.get(key)
        if found is None:
            queryset = self.build(*marks(len(values)), **form)
            found = self.forms[key] = queryset, Columns.of(queryset)
        queryset, columns = found
        using = router.db_for_read(columns.model)
        statement = self.statements.get((using, key))
        if statement is None:
            statement = self.statements[using, key] = Statement(queryset, using)
        return statement, columns
