"""What becomes of each publication of a document, or why it is refused."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from newsroom.intake.source import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.editing.contents import Content
    from newsroom.editing.models import Proposal
    from newsroom.intake.documents import Draft
    from newsroom.intake.matching import Desk


class Outcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class Stored:
    """What became of a publication of the document, and in words what of it changed."""

    draft: Draft
    publication: Desk
    outcome: Outcome
    changes: str = ""
    before: Content | None = None
    """What a publication that is corrected said until then."""
    proposal: Proposal | None = None


@contextmanager
def refusing(draft: Draft, place: str = "") -> Iterator[None]:
    """Refuse what the rules of a model do not allow, with the place in the document."""
    try:
        yield
    except ValidationError as error:
        told = (
            f"{'' if field == '__all__' else f'{field}: '}{' '.join(sentences)}"
            for field, sentences in error.message_dict.items()
        )
        raise Refusal(place + " ".join(told), draft.line) from error
