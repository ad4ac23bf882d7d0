"""With what a proposal is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.editing.proposals.standing import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.editing.proposals.standing import ShownClash, Standing

WHY = _("Say why, so that the one who proposed it knows what to do next.")


class AnswerForm(forms.Form):
    """A note for the one who proposed it, and whose wording stands at each clash."""

    answer_note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the one who proposed it; readers do not see it. To decline, say why."),
    )

    def __init__(
        self, data: Any = None, *, standing: Standing | None, answer: str = "", **options: Any
    ) -> None:
        """Ask for what the answer, "take" or "decline", needs."""
        super().__init__(data, **options)
        self.standing = standing
        note = self.fields["answer_note"]
        note.widget.attrs["aria-describedby"] = "id_answer_note_helptext"
        if answer == "decline":
            note.required, note.error_messages["required"] = True, WHY
        for clash in standing.clashes if standing and answer != "decline" else ():
            self.fields[clash.name] = field_for(clash)

    @property
    def clashes(self) -> Iterator[tuple[ShownClash, Any]]:
        """Each clash with its field."""
        for clash in self.standing.clashes if self.standing else ():
            yield clash, self[clash.name] if clash.name in self.fields else None

    @property
    def sides(self) -> list[str]:
        clashes = self.standing.clashes if self.standing else ()
        return [self.cleaned_data[clash.name] for clash in clashes]


def field_for(clash: ShownClash) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=clash.title,
        choices=Side.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which of the two wordings shall stand.")},
    )
