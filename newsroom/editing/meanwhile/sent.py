"""
What somebody has written in a form of the desk, as a content; and a content as such a form.

By this a form that was overtaken comes back filled in with what has come together.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from newsroom.editing.contents import Content, Part
from newsroom.editing.meanwhile.opened import with_line_feeds
from newsroom.editing.merging import following
from newsroom.editing.stored import STEP, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.http import HttpRequest, QueryDict

    from newsroom.editing.meanwhile.opened import Opened
    from newsroom.publication.models import Publication

BASE = "base"
"""The field that holds what the form was opened with."""

THEIRS = "theirs"
"""The field that names the places where somebody takes the other's words, `key:field` each."""

KEPT_KEY = "kept_key"
"""The field by which a part that is stored no more keeps its key."""

NEW = "+"
"""What the key of a row begins with that has none yet. No key in the base does."""

LONGEST_NUMBER = 18
"""Digits that any base can count to."""


@dataclass(frozen=True)
class Row:
    """A part as it was sent; `pk` is empty for what is new."""

    number: int
    pk: str
    key: str
    position: int
    texts: Mapping[str, str]
    is_deleted: bool

    @property
    def place(self) -> tuple[int, bool, int, int]:
        """Where it will be read: by position, then as rows are stored one after the other."""
        is_new = not self.pk.isdecimal()
        return self.position, is_new, 0 if is_new else int(self.pk), self.number


class SentForm:
    def __init__(
        self, admin: Any, request: HttpRequest, publication: Publication, rows: Mapping[str, str]
    ) -> None:
        """`rows` are the keys of the parts by the numbers of their rows, those gone by now, too."""
        self.data = request.POST
        self.publication = publication
        self.parts = parts_of(type(publication))
        self.fields = admin.get_form(request, publication, change=True).base_fields
        self.part_fields: dict[str, Any] = {}
        self.can_delete = False
        for formset, inline in admin.get_formsets_with_inlines(request, publication):
            if self.parts and inline.model is self.parts.model:
                self.part_fields = formset.form.base_fields
                self.can_delete = formset.can_delete
        self.prefix = self.parts.name if self.parts else ""
        self.rows = list(self.sent_rows(rows))
        self.numbers: dict[str, int] = {}
        """Which part stands in which row of the form that `filled` returned."""

    def content(self, base: Content, theirs: Content) -> Content:
        """
        Return what was written. What was not sent is as in the base: nobody has deleted it.

        A new part that is among theirs by now, word for word, is the same one, sent twice.
        """
        model = type(self.publication)
        texts = {name: base.texts.get(name, "") for name in model.content_fields()}
        texts |= {name: self.said(name) for name in texts if name in self.data.keys() & self.fields}
        mine = list(self.with_known_keys(base, theirs))
        stay = {row.key: Part(row.key, row.texts) for row in mine if not row.is_deleted}
        gone = {row.key for row in mine if row.is_deleted}
        before = {part.key: part for part in base.parts if part.key not in gone}
        keys = following(list(stay), [key for key in base.keys if key in before])
        return Content(texts, tuple(stay.get(key) or before[key] for key in keys))

    def with_known_keys(self, base: Content, theirs: Content) -> Iterator[Row]:
        added = [part for part in theirs.parts if part.key not in base.keys]
        for row in sorted(self.rows, key=lambda row: row.place):
            same = next((it for it in added if dict(it.texts) == row.texts), None)
            if row.key.startswith(NEW) and same:
                added.remove(same)
                yield replace(row, key=same.key)
            else:
                yield row

    def filled(self, content: Content, now: Opened) -> QueryDict:
        """Return the form with this content, as if it had been opened now and not saved yet."""
        data = self.data.copy()
        data[BASE] = now.signed(self.publication) if self.publication.pk else ""
        data.setlist(THEIRS, [])
        for name, text in content.texts.items():
            if name in self.fields and self.said(name) != text:
                data[name] = shown(type(self.publication), self.fields[name], name, text)
        if self.part_fields:
            self.fill_rows(data, content, now)
        return data

    def fill_rows(self, data: QueryDict, content: Content, now: Opened) -> None:
        parts: Any = self.parts
        for name in [name for name in data if re.match(rf"{self.prefix}-\d+-", name)]:
            del data[name]
        pks = {key: pk for pk, key in now.rows.items()}
        texts = {part.key: part.texts for part in (*now.content.parts, *content.parts)}
        # What is to be deleted has its row, too, where it stands by now.
        keys = following(content.keys, [key for key in now.content.keys if key in pks])
        positions = dict(zip(keys, self.positions(keys), strict=True))
        in_rows = sorted(keys, key=lambda key: key not in pks)
        for number, key in enumerate(in_rows):
            row = {**texts[key], "position": positions[key], parts.owner: self.publication.pk or ""}
            row |= {"id": pks.get(key, ""), KEPT_KEY: kept_key(key, pks)}
            row |= {} if key in content.keys else {"DELETE": "on"}
            for name, value in row.items():
                data[f"{self.prefix}-{number}-{name}"] = str(value)
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(in_rows))
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(pks.keys() & set(keys)))
        self.numbers = {key: number for number, key in enumerate(in_rows)}

    def positions(self, keys: Sequence[str]) -> list[int]:
        """Return the numbers that were sent or are stored, if they tell this order; else new."""
        parts: Any = self.parts
        rows = parts.model._default_manager.filter(**{parts.owner: self.publication.pk}).order_by()
        stored = dict(rows.values_list("key", "position"))
        sent = {row.key: row.position for row in self.rows}
        for known in (stored | sent, sent | stored):
            found = [known.get(key, 0) for key in keys]
            if all(first < second for first, second in pairwise([0, *found])):
                return found
        return [number * STEP for number in range(1, len(keys) + 1)]

    def sent_rows(self, keys: Mapping[str, str]) -> Iterator[Row]:
        position = 0
        for number in self.row_numbers():
            value = self.of_row(number)
            pk = value("id")
            kept = value(KEPT_KEY)
            position = whole_number(value("position")) or position
            texts = {name: self.said(name, number) for name in self.text_names()}
            is_deleted = self.can_delete and bool(value("DELETE"))
            key = keys.get(pk, "") or kept or f"{NEW}{number}"
            if pk in keys or any(texts.values()):
                yield Row(number, pk if pk in keys else "", key, position, texts, is_deleted)

    def row_numbers(self) -> list[int]:
        if not self.part_fields:
            return []
        names = (re.fullmatch(rf"{self.prefix}-([0-9]{{1,5}})-.+", name) for name in self.data)
        total = whole_number(self.data.get(f"{self.prefix}-TOTAL_FORMS", ""))
        return sorted({int(it[1]) for it in names if it and int(it[1]) < total})

    def of_row(self, number: int) -> Callable[[str], str]:
        return lambda name: str(self.data.get(f"{self.prefix}-{number}-{name}", ""))

    def text_names(self) -> tuple[str, ...]:
        names: tuple[str, ...] = self.parts.model.content_fields if self.parts else ()
        return names

    @property
    def has_strangers(self) -> bool:
        """Whether a row names a part that the publication never had: forged, or a mistake."""
        known = {row.number for row in self.rows if row.pk}
        initial = whole_number(self.data.get(f"{self.prefix}-INITIAL_FORMS", ""))
        rows = (it for it in self.row_numbers() if it not in known)
        return any(number < initial or self.of_row(number)("id") for number in rows)

    def said(self, name: str, number: int | None = None) -> str:
        """Return what was written in a field, as it would be stored, or as it is if it cannot."""
        fields = self.fields if number is None else self.part_fields
        written = self.data.get(name, "") if number is None else self.of_row(number)(name)
        text = with_line_feeds(str(written))
        with suppress(ValidationError):
            value = fields[name].to_python(text)
            return "" if value is None else str(value)
        return text


def shown(model: Any, form_field: Any, name: str, text: str) -> str:
    """Return a text as the form shows it: a date in the notation of the house."""
    with suppress(ValidationError):
        value = model._meta.get_field(name).to_python(text)
        return str(form_field.widget.format_value(value) or "")
    return text


def kept_key(key: str, pks: Mapping[str, str]) -> str:
    return "" if key in pks or key.startswith(NEW) else key


def whole_number(text: str) -> int:
    """Return the number, or 0 for what is none."""
    return int(text) if re.fullmatch(rf"[0-9]{{1,{LONGEST_NUMBER}}}", text.strip()) else 0
