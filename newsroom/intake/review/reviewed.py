"""What the page of review says about each publication of a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interviews.models import Interview
from interviews.transcripts import Role
from newsroom.editing.corrections import ChangeForm
from newsroom.editing.rights import may_change_at_once
from newsroom.intake.documents import INTERVIEW, Draft, draft_of
from newsroom.intake.matching import matching, model_of
from newsroom.intake.review.answers import FIELDS
from newsroom.intake.review.correction import NAMES, Correction, correction_of
from newsroom.intake.review.forms import PublicationDetailsForm
from newsroom.intake.review.rights import may_add, may_correct
from newsroom.intake.source import Refusal
from newsroom.publication.markup import ELLIPSIS, opening, plain
from newsroom.publication.models import LABEL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from interviews.transcripts import Passage
    from newsroom.intake.matching import Desk


@dataclass(frozen=True)
class Reviewed:
    """A publication of the document as it would be stored."""

    number: int
    draft: Draft
    form: PublicationDetailsForm
    proposed: dict[str, str]
    told: dict[str, str]
    fault: str
    """Why a date of the document itself cannot be taken, in a sentence."""
    found: Correction | None
    forbidden: str
    """Why the publication cannot be stored by the one who looks, in a sentence."""
    only_proposes: bool
    """Whether the one who looks may not change at once what was found."""
    asked: ChangeForm | None
    """What kind of change it makes of something that everyone reads."""

    @property
    def is_interview(self) -> bool:
        return self.draft.kind == INTERVIEW

    @property
    def correction(self) -> Correction | None:
        return None if "anew" in self.told else self.found

    @property
    def is_skipped(self) -> bool:
        return "skip" in self.told

    @property
    def is_unchanged(self) -> bool:
        """Whether it says nothing but what is stored."""
        return bool(self.correction and self.correction.is_empty)

    @property
    def is_saved(self) -> bool:
        return not (self.is_skipped or self.forbidden or self.is_unchanged)

    @property
    def needs_consent(self) -> bool:
        """Whether its changes would be public at once and nobody has said that they may."""
        released = self.correction and self.correction.is_released
        is_said = self.is_consented or self.is_proposal
        return bool(released) and not self.is_unchanged and not is_said

    @property
    def is_consented(self) -> bool:
        """Whether somebody has said that readers may see its changes; of what kind, if they do."""
        return self.change_form is not None or "public" in self.told

    @property
    def change_form(self) -> ChangeForm | None:
        return self.asked if self.correction and not self.is_unchanged else None

    @property
    def is_proposal(self) -> bool:
        """Whether what it changes waits for somebody who may publish."""
        return self.only_proposes and self.correction is not None

    @property
    def label(self) -> str:
        start, rest = opening(plain(self.draft.headline or self.draft.lead), LABEL)
        return (start + ELLIPSIS if rest else start) or gettext("(without words)")

    @property
    def seen(self) -> str:
        """What the stored publication was when the page was made, if there is one."""
        return self.found.digest if self.found else "new"


def reviewed(
    request: HttpRequest,
    number: int,
    section: Sequence[Passage],
    told: dict[str, str],
    used: Mapping[type[Desk], set[int]],
) -> Reviewed | None:
    """Return what would be stored of the paragraphs; None where all of them are left out."""
    made, fault = drafted(section)
    if made is None:
        return None
    proposed = proposals(made)
    draft, form = completed(made, proposed, told, number)
    found = matching(draft, used[model_of(draft)])
    if isinstance(found, Interview):
        # What the desk wrote stays, unless it is written anew here.
        proposed |= {name: text for name in NAMES if (text := getattr(found, name))}
        draft, form = completed(made, proposed, told, number)
    correction = correction_of(draft, found) if found else None
    if found and "anew" not in told and "skip" not in told:
        used[type(found)].add(found.pk)
    forbidden = why_forbidden(request, draft, None if "anew" in told else found)
    only_proposes = found is not None and not may_change_at_once(request.user, found)
    asks = found is not None and found.is_public and not only_proposes
    asked = change_form(request, found, number) if found and asks else None
    about = (proposed, told, fault, correction, forbidden, only_proposes, asked)
    return Reviewed(number, draft, form, *about)


def change_form(request: HttpRequest, found: Desk, number: int) -> ChangeForm:
    """Ask what kind of change it is; nobody is reminded before they have said anything of it."""
    prefix = f"publication-{number}-change"
    is_answered = any(request.POST.get(f"{prefix}-{name}") for name in ("kind", "note"))
    is_saved = request.POST.get("do") in {"save", "publish"}
    data = request.POST if is_answered or is_saved else None
    return ChangeForm(data, publication=found, prefix=prefix)


def drafted(section: Sequence[Passage]) -> tuple[Draft | None, str]:
    """Return the publication, without its date where no calendar has that."""
    try:
        return draft_of(section), ""
    except Refusal as refusal:
        others = [it for it in section if it.role != Role.DATE]
        return draft_of(others), sentence_of(refusal)


def sentence_of(refusal: Refusal) -> str:
    """Return why, without the line: paragraphs are known by their numbers here."""
    return gettext(str(refusal).removeprefix(f"Line {refusal.line}: "))


def proposals(draft: Draft) -> dict[str, str]:
    date = draft.date or timezone.localdate()
    return {"date": f"{date:%d.%m.%Y}"} | {
        name: getattr(draft, name) for name in FIELDS if name != "date"
    }


def completed(
    draft: Draft, proposed: dict[str, str], told: dict[str, str], number: int
) -> tuple[Draft, PublicationDetailsForm]:
    """Return the draft with what is proposed and what was written, as far as it is in order."""
    written = {name: told[name] for name in FIELDS if name in told}
    values = proposed | written
    form = PublicationDetailsForm(values, prefix=f"publication-{number}", kind=draft.kind)
    form.is_valid()
    fields = {"date": draft.date or timezone.localdate()} | form.cleaned_data
    return replace(draft, **fields, told=frozenset(written)), form


def why_forbidden(request: HttpRequest, draft: Draft, found: Desk | None) -> str:
    kind = model_of(draft)._meta
    if found and not may_correct(request, found):
        sentence = _("You may not change %(kind)s, so this one is not saved.")
    elif not found and not may_add(request, model_of(draft)):
        sentence = _("You may not add %(kind)s, so this one is not saved.")
    else:
        return ""
    return sentence % {"kind": kind.verbose_name_plural}
