"""The forms of the room "Add from a document"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.models import Interview
from newsroom.intake.dates import Impossible, date_line
from newsroom.intake.documents import INTERVIEW, read_document
from newsroom.intake.reading import read, read_text
from newsroom.intake.review.carried import MOST_PARAGRAPHS, MOST_PUBLICATIONS, is_too_long
from newsroom.intake.source import MOST_BYTES, Refusal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from newsroom.intake.documents import Document

MEGABYTES = MOST_BYTES // 1024 // 1024
TEXTS = ("headline", "outlet", "interviewee", "interviewee_role")


class DocumentForm(forms.Form):
    """A text that is pasted or a file; `document` is what was read."""

    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "autofocus": True, "dir": "auto"}),
        help_text=_(
            "A news item, an interview, or several one after the other, as they are: who asks and "
            "who answers is found out, and nothing is saved before you have seen it."
        ),
    )
    file = forms.FileField(
        label=_("or choose a file"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        help_text=_(
            "Text (.txt), Markdown (.md), a web page (.html), Word (.docx) or Akoma Ntoso (.xml), "
            "up to %(most)d MB."
        )
        % {"most": MEGABYTES},
    )
    document: Document

    def clean(self) -> dict[str, Any]:
        """Read what was given, and tell beside the field why it cannot be read."""
        given = self.cleaned_data
        field = "file" if given.get("file") else "text"
        if self.errors:
            return given
        if bool(given["text"].strip()) == bool(given["file"]):
            self.add_error(field, what_is_wrong(is_both=bool(given["file"])))
            return given
        try:
            self.document = self.read(field)
        except Refusal as refusal:
            self.add_error(field, gettext(str(refusal)))
        else:
            if is_too_long(self.document):
                self.add_error(field, too_long(self.document))
        return given

    def read(self, field: str) -> Document:
        given = self.cleaned_data[field]
        if field == "text":
            return read_document(read_text(given.replace("\r\n", "\n")))
        return read_document(read(given.read(MOST_BYTES + 1), given.name))


def what_is_wrong(*, is_both: bool) -> str:
    if is_both:
        return gettext("Either a text or a file: empty the text above, or go on with it alone.")
    return gettext("There is nothing to read yet: paste a text or choose a file.")


def too_long(document: Document) -> str:
    sentence = gettext(
        "The document has %(paragraphs)d paragraphs in %(publications)d publications; one page "
        "shows up to %(most)d in %(most_publications)d: divide it and take in the parts."
    )
    return sentence % {
        "paragraphs": len(document.passages),
        "publications": len(document.sections),
        "most": MOST_PARAGRAPHS,
        "most_publications": MOST_PUBLICATIONS,
    }


def model_field(name: str) -> Any:
    return Interview._meta.get_field(name)


class TextField(forms.CharField):
    """A text of one line, as long as the model takes it."""

    def __init__(self, name: str) -> None:
        field = model_field(name)
        super().__init__(
            label=capfirst(field.verbose_name), required=False, max_length=field.max_length
        )


class DayField(forms.CharField):
    """A date in any notation that documents have."""

    default_error_messages = {"required": _("Write the date as in 24.04.2024.")}

    def clean(self, value: Any) -> datetime.date:
        text = super().clean(value)
        try:
            found = date_line(text)
        except Impossible as error:
            sentence = _("%(date)s is in no calendar: correct it.")
            raise ValidationError(sentence % {"date": error}) from error
        if found is None:
            raise ValidationError(self.error_messages["required"])
        return found.date


class PublicationDetailsForm(forms.Form):
    """What is told of a publication beside its text."""

    headline = TextField("headline")
    date = DayField(label=_("Date"))
    outlet = TextField("outlet")
    interviewee = TextField("interviewee")
    interviewee_role = TextField("interviewee_role")

    def __init__(self, values: Mapping[str, str], *, prefix: str, kind: str) -> None:
        super().__init__({f"{prefix}-{name}": text for name, text in values.items()}, prefix=prefix)
        for name in TEXTS[1:] if kind != INTERVIEW else ():
            del self.fields[name]
        self.kind = kind

    def clean_headline(self) -> str:
        headline: str = self.cleaned_data["headline"]
        if self.kind == INTERVIEW and not headline:
            raise ValidationError(_("An interview has a headline: write one."))
        return headline
