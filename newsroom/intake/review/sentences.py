"""What the page of review says about a document in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from interviews.transcripts import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.intake.documents import Document
    from newsroom.intake.review.reviewed import Reviewed

CERTAIN, PROBABLE = 0.9, 0.7


def save_label(saved: Sequence[Reviewed]) -> str:
    """Return what is written on the button that saves these."""
    count = len(saved)
    if all(it.is_proposal for it in saved):
        words = ngettext("Propose the correction", "Propose %(count)d corrections", count)
    elif all(it.correction for it in saved):
        words = ngettext("Save the correction", "Save %(count)d corrections", count)
    elif any(it.correction for it in saved):
        words = gettext("Save %(count)d publications")
    else:
        words = ngettext("Save as draft", "Save %(count)d drafts", count)
    return words % {"count": count}


def summary(document: Document, publications: Sequence[Reviewed]) -> str:
    """Return what was found, in one sentence."""
    out = sum(it.role == Role.LEFT_OUT for it in document.passages)
    left_out = ngettext("%d paragraph left out", "%d paragraphs left out", out) % out
    found = gettext(" and ").join(counted(publications)) or gettext("No publication")
    return "; ".join([found, *([left_out] if out else []), *certainty(document)]) + "."


def counted(publications: Sequence[Reviewed]) -> Iterator[str]:
    interviews = [it.draft for it in publications if it.is_interview]
    if news := len(publications) - len(interviews):
        yield ngettext("%d news item", "%d news items", news) % news
    if count := len(interviews):
        said = sum(len(it.exchanges) for it in interviews)
        exchanges = ngettext("%d exchange", "%d exchanges", said) % said
        words = ngettext(
            "%(count)d interview of %(exchanges)s",
            "%(count)d interviews of %(exchanges)s in all",
            count,
        )
        yield words % {"count": count, "exchanges": exchanges}


def certainty(document: Document) -> Iterator[str]:
    """Say how sure the reading of the turns is, if there are any."""
    if not document.turns:
        return
    steps = (
        (CERTAIN, gettext("the turns are certain (%(sure)s %%)")),
        (PROBABLE, gettext("the turns are probable (%(sure)s %%)")),
        (0, gettext("the turns are doubtful (%(sure)s %%)")),
    )
    words = next(words for least, words in steps if document.sure >= least)
    yield words % {"sure": round(document.sure * 100)}
