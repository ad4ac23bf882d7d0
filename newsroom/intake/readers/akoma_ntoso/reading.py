"""Debates and interviews in Akoma Ntoso (OASIS LegalDocML 2.0 and 3.0)."""

from __future__ import annotations

from interviews.paragraphs import Paragraph
from newsroom.intake.readers.akoma_ntoso.blocks import TOO_LARGE, Block, Reader
from newsroom.intake.source import MOST_BYTES, Refusal, Source

EMPTY = "The document holds no text: open it and look whether it is the right one."


def read_akoma_ntoso(content: bytes) -> Source:
    """
    Return the text of a document, its questions, answers and speeches marked as the desk does.

    The date is that of the work (FRBRWork), else of the expression. Raises Refusal for other
    XML, for XML that is broken or hostile, and beyond the limits.
    """
    if len(content) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    reader = Reader()
    reader.read(content)
    if not reader.blocks:
        raise Refusal(EMPTY)
    headline, taken = headline_of(reader.blocks)
    return Source(
        tuple(Paragraph(it.line, it.text) for it in reader.blocks if it is not taken),
        headline=headline,
        date=reader.dates.get("FRBRWork") or reader.dates.get("FRBRExpression", ""),
    )


def headline_of(blocks: list[Block]) -> tuple[str, Block | None]:
    """Return the headline, and the paragraph that it was, unless that says more."""
    titled = next((it for it in blocks if it.title), None)
    if titled:
        return titled.title, titled if titled.title == titled.words else None
    heading = next((it for it in blocks if it.is_heading), None)
    return (heading.words, heading) if heading else ("", None)
