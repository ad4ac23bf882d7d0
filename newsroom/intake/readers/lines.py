"""The lines of a text, from which is taken what does not belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviews.paragraphs import LeftOut

if TYPE_CHECKING:
    from interviews.paragraphs import Doubt


@dataclass
class Page:
    """The lines of a text, and what has been taken out of them so far."""

    lines: list[str]
    left_out: list[LeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def leave_out(self, first: int, count: int, why: str) -> None:
        """Empty so many lines from the index `first` on."""
        text = "\n".join(self.lines[first : first + count])
        self.left_out.append(LeftOut(first + 1, text, why))
        self.lines[first : first + count] = [""] * count
