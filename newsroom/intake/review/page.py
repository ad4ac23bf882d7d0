"""The page of review as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext

from newsroom.intake.matching import model_of
from newsroom.intake.review import carried, corrections, sentences
from newsroom.intake.review.answers import MOST_SPEAKERS
from newsroom.intake.review.doubted import doubts_by_place
from newsroom.intake.review.reviewed import Reviewed, reviewed
from newsroom.intake.review.rights import KINDS, may_publish_next
from newsroom.intake.review.shown import (
    Sentence,
    Shown,
    ShownExchange,
    Speaker,
    role_choices,
    sentences_of,
    shown,
    shown_exchanges,
    speaker_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from newsroom.intake.documents import Document
    from newsroom.intake.matching import Desk

NOWHERE = -1


class Fault(NamedTuple):
    """Why nothing can be saved, in a sentence, and the part of the page that has it."""

    sentence: str
    anchor: str


class Section(NamedTuple):
    """A publication of the document: its paragraphs, and what is made of them."""

    number: str
    paragraphs: list[Shown]
    publication: Reviewed | None
    exchanges: list[ShownExchange]
    speakers: list[Speaker]


@dataclass(frozen=True)
class Page:
    """What is shown of a document; the paragraph that is `open` shows all its controls."""

    request: HttpRequest
    document: Document
    open: int = NOWHERE

    @cached_property
    def carried(self) -> str:
        return carried.dumps(self.document)

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.read_sections())

    def read_sections(self) -> Iterator[Section]:
        document, choices, first = self.document, role_choices(), 0
        used: dict[type[Desk], set[int]] = {kind: set() for kind in KINDS}
        for number, section in enumerate(document.sections):
            paragraphs = list(shown(section, first, choices, self.doubts))
            told = document.told[number] if document.told else {}
            publication = reviewed(self.request, number, section, told, used)
            draft = publication.draft if publication else None
            said = draft.exchanges if draft else ()
            exchanges = list(shown_exchanges(said, paragraphs))
            speakers = [*corrections.speakers(section).items()][:MOST_SPEAKERS]
            named = [speaker_of(*it) for it in speakers]
            yield Section(str(number), paragraphs, publication, exchanges, named)
            first += len(section)

    @cached_property
    def doubts(self) -> dict[int, list[str]]:
        return doubts_by_place(self.document)

    @property
    def doubts_listed(self) -> list[tuple[int, str]]:
        """Each doubt with the number of its paragraph."""
        return [(place + 1, text) for place, texts in self.doubts.items() for text in texts]

    @cached_property
    def publications(self) -> list[Reviewed]:
        return [it.publication for it in self.sections if it.publication]

    @property
    def saved(self) -> list[Reviewed]:
        return [it for it in self.publications if it.is_saved]

    @property
    def is_stored_already(self) -> bool:
        return bool(self.publications) and all(it.is_unchanged for it in self.publications)

    @property
    def open_place(self) -> str:
        return str(self.open)

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the open paragraph."""
        passages = self.document.passages
        return sentences_of(passages[self.open].text) if 0 <= self.open < len(passages) else []

    @property
    def can_be_published(self) -> bool:
        """Whether there is one publication alone that the user may publish next."""
        if len(self.publications) != 1 or not self.saved:
            return False
        (only,) = self.publications
        is_public = only.correction and only.correction.is_public
        return not is_public and may_publish_next(self.request, model_of(only.draft))

    @property
    def save_label(self) -> str:
        return sentences.save_label(self.saved)

    @property
    def summary(self) -> str:
        return sentences.summary(self.document, self.publications)

    def faults(self) -> list[Fault]:
        """Return why nothing can be saved as it is."""
        found = [it for publication in self.saved for it in faults_of(publication)]
        if not self.saved:
            found.append(Fault(gettext("There is nothing to save."), "review"))
        return found


def faults_of(publication: Reviewed) -> Iterator[Fault]:
    for name, errors in publication.form.errors.items():
        anchor = publication.form[name].id_for_label
        yield from (Fault(str(sentence), anchor) for sentence in errors)
    if publication.fault:
        yield Fault(publication.fault, f"publication-{publication.number}")
    if (asked := publication.change_form) and not asked.is_valid():
        sentences = [sentence for errors in asked.errors.values() for sentence in errors]
        yield from (Fault(str(it), str(asked.prefix)) for it in sentences)
    if publication.needs_consent:
        sentence = gettext("“%(label)s” is released: tick that its changes may be public at once.")
        words = sentence % {"label": publication.label}
        yield Fault(words, f"publication-{publication.number}-public")
