"""
A change to something public: a minor one, of which readers are told nothing, or a correction.

Nobody is asked about a draft or about what only the base or a machine sees. But where the words
change that readers see, one of both has to be chosen: neither is what happens by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editing.pairing import State as Became
from newsroom.editing.pairing import pairs
from newsroom.editing.releases import publish_log
from newsroom.editing.stored import content_of, parts_of
from newsroom.publication.models import State, tell

if TYPE_CHECKING:
    from newsroom.editing.contents import Content
    from newsroom.publication.models import Publication

MOST_NOTED = 10
"""Parts at which one correction is noted; of more than these it is about the whole."""


class KindOfChange(models.TextChoices):
    MINOR = "minor", _("Minor change: a slip of the pen. Readers are told nothing.")
    CORRECTION = "correction", _("Correction: readers are told, with the date and your note.")


class Where(models.TextChoices):
    CHANGED = "changed", _("Where the text changed")
    WHOLE = "whole", _("At the head of the publication only")


class ChangeForm(forms.Form):
    """What readers are told of a change to the publication."""

    kind = forms.ChoiceField(
        label=_("What kind of change is this?"),
        choices=KindOfChange.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether this is a minor change or a correction."),
            "invalid_choice": _("Say whether this is a minor change or a correction."),
        },
    )
    note = forms.CharField(
        label=_("Correction, for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What was wrong and what is right, in a sentence or two. It stays: a mistaken note "
            "is set right by another correction."
        ),
    )
    where = forms.ChoiceField(
        label=_("Where readers find the note"),
        choices=Where.choices,
        initial=Where.CHANGED,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, publication: Publication, prefix: str = "change"
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.publication = publication
        if not publication.parts:
            del self.fields["where"]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        kind, note = told.get("kind"), told.get("note")
        if kind == KindOfChange.CORRECTION and not note:
            self.add_error("note", _("Write what readers are told, or choose “Minor change”."))
        if kind == KindOfChange.MINOR and note:
            self.add_error(
                "note",
                _(
                    "Of a minor change readers are told nothing: empty this, or choose "
                    "“Correction”."
                ),
            )
        return told

    @property
    def is_correction(self) -> bool:
        return self.is_valid() and self.cleaned_data["kind"] == KindOfChange.CORRECTION

    @property
    def is_minor(self) -> bool:
        return self.is_valid() and self.cleaned_data["kind"] == KindOfChange.MINOR


def note_change(
    publication: Publication, user: Any, form: ChangeForm | None, before: Content
) -> None:
    """
    Tell readers of a change that has just been stored, or keep it from them, and log it.

    It belongs into the transaction of the change. `before` is what was stored until then. Of
    what is not public nothing is told. Without a form nobody was asked: then readers learn, as
    they do of any change, of which exchanges the wording changed.
    """
    if publication.state != State.PUBLIC:
        return
    moment, act = publication.published_at, publish_log.Act
    after = content_of(publication)
    if form and form.is_correction:
        told = form.cleaned_data["note"]
        is_whole = form.cleaned_data.get("where") == Where.WHOLE
        tell(publication, told, [] if is_whole else changed_parts(publication, before, after))
        publish_log.note(publication, act.CORRECTED, user, before=moment, note=told)
        return
    if form and form.is_minor:
        texts = {part.key: part.texts for part in before.parts}
        keys = {part.key for part in after.parts if texts.get(part.key, part.texts) != part.texts}
        publication.call_minor({key: texts[key] for key in keys})
    if after.digest != before.digest:
        publish_log.note(publication, act.CHANGED, user, before=moment)


def changed_parts(publication: Publication, before: Content, after: Content) -> list[Any]:
    """Return the parts whose words are new, in their order, unless these are too many."""
    parts = parts_of(type(publication))
    if parts is None:
        return []
    became = {Became.CHANGED, Became.NEW}
    keys = {pair.after.key for pair in pairs(before, after) if pair.after and pair.state in became}
    found = [row for row in parts.of(publication) if row.key in keys]
    return found if len(found) <= MOST_NOTED else []
