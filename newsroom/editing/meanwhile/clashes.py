"""The places that two people have changed, each in their own way, told where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.editing.comparing import pieces
from newsroom.editing.merging import DELETION, ORDER
from newsroom.editing.stored import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.safestring import SafeString

    from newsroom.editing.contents import Content
    from newsroom.editing.merging import Clash
    from newsroom.publication.models import Publication


class TellsClashes(forms.ModelForm):
    """A form that is not saved before somebody has looked at what is told at its fields."""

    told: Mapping[str, SafeString] = {}
    """By the names of the fields; what concerns the form as a whole, by the empty one."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            for name, sentence in self.told.items():
                self.add_error(name if name in self.fields else None, sentence)


class Place(NamedTuple):
    """Where in the form a clash is told."""

    name: str
    address: str
    """Of the field on the page, as in "#id_lead"."""


def told_at(
    kind: type[Publication], clashes: Iterable[Clash], names: str, theirs: Content
) -> dict[str, dict[str, SafeString]]:
    """Return what is said at each field, by the key of the part and the name of the field."""
    told: dict[str, dict[str, SafeString]] = {}
    for clash in clashes:
        told.setdefault(clash.key, {})[clash.name] = sentence(kind, clash, names, theirs)
    return told


def sentence(kind: type[Publication], clash: Clash, names: str, theirs: Content) -> SafeString:
    parts = parts_of(kind)
    model: Any = parts.model if parts and clash.key else kind
    context = {
        "clash": clash,
        "names": names,
        "is_order": clash.name == ORDER,
        "is_deletion": clash.name == DELETION,
        "is_deleted_by_them": clash.key not in theirs.keys,
        "value": f"{clash.key}:{clash.name}",
        "pieces": differences(model, clash),
    }
    return render_to_string("admin/editing/_clash.html", context)


def differences(model: Any, clash: Clash) -> Any:
    """Return what differs from my words to theirs, or what they made of what I have deleted."""
    if clash.name == ORDER:
        return ()
    if clash.name == DELETION:
        name = model.content_fields[-1]
        return pieces(model, name, clash.base, clash.theirs or clash.mine)
    return pieces(model, clash.name, clash.mine, clash.theirs)


def places_of(
    kind: type[Publication], clashes: Iterable[Clash], content: Content, numbers: Mapping[str, int]
) -> list[Place]:
    """Return where the clashes are told, to be linked; `numbers` are those of the parts' rows."""
    return [place_of(kind, clash, content, numbers) for clash in clashes]


def place_of(
    kind: type[Publication], clash: Clash, content: Content, numbers: Mapping[str, int]
) -> Place:
    parts = parts_of(kind)
    if parts and clash.name == ORDER:
        return Place(_("The order"), f"#{parts.name}-group")
    if not parts or not clash.key:
        field: Any = kind._meta.get_field(clash.name)
        return Place(capfirst(field.verbose_name), f"#id_{clash.name}")
    row, number = numbers.get(clash.key, 0), content.keys.index(clash.key) + 1
    name = f"{capfirst(parts.model._meta.verbose_name)} {number}"
    if clash.name == DELETION:
        return Place(name, f"#{parts.name}-{row}")
    label = parts.model._meta.get_field(clash.name).verbose_name
    return Place(f"{name}, {label}", f"#id_{parts.name}-{row}-{clash.name}")
