"""How a proposal stands to what is stored by now, and what becomes of both together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.comparing import entries, verbose_name
from newsroom.editing.contents import Content, Part
from newsroom.editing.merging import DELETION, ORDER, merge
from newsroom.editing.proposals.making import contents_of
from newsroom.editing.stored import content_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsroom.editing.comparing import Entry
    from newsroom.editing.merging import Clash, Merged
    from newsroom.editing.models import Proposal
    from newsroom.publication.models import Publication


UNSEEN = {"slug"}
"""What editors write and readers do not read."""


class Side(TextChoices):
    """Whose wording stands, where the proposal and a newer version changed the same words."""

    PROPOSED = "proposed", _("Take what is proposed")
    PRESENT = "present", _("Keep what is stored now")


@dataclass(frozen=True)
class ShownClash:
    """A place that somebody must decide, with what either side made of it."""

    name: str
    title: str
    proposed: list[Entry]
    present: list[Entry]


@dataclass(frozen=True)
class Standing:
    kind: type[Publication]
    base: Content
    proposed: Content
    now: Content
    seen: str
    """Another one as soon as what is stored, or who can read it, is another."""

    @cached_property
    def merged(self) -> Merged:
        return merge(self.base, mine=self.proposed, theirs=self.now)

    @property
    def is_overtaken(self) -> bool:
        """Whether something else is stored than what was before the one who proposed."""
        return self.base.digest != self.now.digest

    @property
    def would_change(self) -> list[Entry]:
        """What taking it changes, before anything is decided about clashes."""
        return entries(self.kind, self.now, self.merged.content)

    @property
    def changes_words(self) -> bool:
        """Whether readers would find other words, or somebody has yet to decide that."""
        after = self.merged.content
        seen = (name for name in after.texts if name not in UNSEEN)
        reads_otherwise = any(after.texts[name] != self.now.texts.get(name) for name in seen)
        return bool(self.clashes) or reads_otherwise or after.parts != self.now.parts

    @property
    def was_proposed(self) -> list[Entry]:
        return entries(self.kind, self.base, self.proposed)

    @cached_property
    def clashes(self) -> list[ShownClash]:
        return [self.shown(number, clash) for number, clash in enumerate(self.merged.clashes)]

    def shown(self, number: int, clash: Clash) -> ShownClash:
        ground = with_room_for(clash.key, self.base, self.now)
        sides = (
            changes_only(entries(self.kind, ground, as_in(ground, side, clash)))
            for side in (self.proposed, self.now)
        )
        return ShownClash(f"clash-{number}", title_of(clash, self.kind, ground), *sides)

    def decided(self, sides: Sequence[str]) -> Content:
        """Return what is stored once it is taken, with a `Side` for each of the clashes."""
        content = self.merged.content
        for clash, side in zip(self.merged.clashes, sides, strict=True):
            source = self.proposed if side == Side.PROPOSED else self.now
            content = as_in(content, source, clash)
        return content


def standing(proposal: Proposal, publication: Publication) -> Standing:
    now = content_of(publication)
    seen = f"{now.digest}-{publication.state}"
    return Standing(type(publication), *contents_of(proposal), now, seen)


def as_in(content: Content, side: Content, clash: Clash) -> Content:
    """Return the content with the place of the clash as the side has it."""
    if clash.name == ORDER:
        by_key = {part.key: part for part in content.parts}
        keys = in_the_order_of(side.keys, content.keys)
        return replace(content, parts=tuple(by_key[key] for key in keys))
    if not clash.key:
        return replace(content, texts={**content.texts, clash.name: side.texts[clash.name]})
    theirs = {part.key: part for part in side.parts}.get(clash.key)
    return replace(content, parts=tuple(with_part(content.parts, theirs, clash)))


def with_part(parts: Iterable[Part], theirs: Part | None, clash: Clash) -> Iterable[Part]:
    for part in parts:
        if part.key != clash.key:
            yield part
        elif theirs and clash.name == DELETION:
            yield theirs
        elif theirs:
            yield Part(part.key, {**part.texts, clash.name: theirs.texts[clash.name]})


def in_the_order_of(wanted: Iterable[str], keys: Sequence[str]) -> list[str]:
    """Return the keys, those that are wanted in that order, the others in their places."""
    common = iter([key for key in wanted if key in keys])
    asked_for = set(wanted)
    return [next(common) if key in asked_for else key for key in keys]


def with_room_for(key: str, base: Content, now: Content) -> Content:
    """Return the base, with an empty part of the key where both sides have added one."""
    if not key or key in base.keys:
        return base
    added = next(part for part in now.parts if part.key == key)
    return replace(base, parts=(*base.parts, Part(key, dict.fromkeys(added.texts, ""))))


def changes_only(found: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in found if not entry.unchanged]


def title_of(clash: Clash, kind: type[Publication], base: Content) -> str:
    """Name the place of a clash as the form does."""
    parts = parts_of(kind)
    if clash.name == ORDER and parts:
        return gettext("Order of the %(parts)s") % {"parts": parts.model._meta.verbose_name_plural}
    if not clash.key or not parts:
        return capfirst(verbose_name(kind, clash.name))
    told = {
        "part": capfirst(str(parts.model._meta.verbose_name)),
        "number": base.keys.index(clash.key) + 1,
    }
    if clash.name == DELETION:
        return gettext("%(part)s %(number)d: removed on one side, changed on the other") % told
    field = verbose_name(parts.model, clash.name)
    return gettext("%(part)s %(number)d: %(field)s") % {**told, "field": field}
