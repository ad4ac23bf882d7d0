"""What a document holds once it is read, whatever kind of file it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviews.paragraphs import Doubt, LeftOut, Paragraph

MOST_BYTES = 10 * 1024 * 1024
MOST_CHARACTERS = 2_000_000


class Refusal(ValueError):
    """A document that cannot be taken in; its text is a sentence that names the remedy."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(f"Line {line}: {sentence}" if line else sentence)
        self.line = line


@dataclass(frozen=True)
class Source:
    """
    The paragraphs of a document, and what the file says about itself outside of them.

    Every word that its readers see is in `paragraphs` (Markdown) or in `left_out`. `headline`,
    `date` (as written, in any notation) and `lead` are empty where the file does not tell them.
    """

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    headline: str = ""
    date: str = ""
    lead: str = ""
