"""The rows of tables: one paragraph each, unless the table only places things on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.intake.readers.html.elements import Block


class Rows:
    """The rows that are open, one inside the other, each a list of cells with paragraphs."""

    def __init__(self) -> None:
        self.rows: list[list[list[Block]]] = []

    def begin(self) -> None:
        self.rows.append([])

    def begin_cell(self) -> None:
        if self.rows:
            self.rows[-1].append([])

    def add(self, block: Block) -> list[Block]:
        """Return the paragraph if no row is open, else keep it until its row ends."""
        if not self.rows:
            return [block]
        self.rows[-1] = self.rows[-1] or [[]]
        self.rows[-1][-1].append(block)
        return []

    def end(self) -> list[Block]:
        """Return the paragraphs of the row, if it is in no other one."""
        blocks = as_paragraphs(self.rows.pop())
        return [it for block in blocks for it in self.add(block)]


def as_paragraphs(row: list[list[Block]]) -> list[Block]:
    """Return a row as one paragraph, but the paragraphs of a table that only places things."""
    blocks = [block for cell in row for block in cell]
    barriers = {block.element.barrier for block in blocks}
    if not blocks or len(barriers) > 1 or any(len(cell) > 1 for cell in row):
        return blocks
    text = " | ".join(cell[0].text if cell else "" for cell in row)
    plain = " | ".join(cell[0].words if cell else "" for cell in row)
    return [blocks[0]._replace(text=without_ends(text), words=without_ends(plain))]


def without_ends(row: str) -> str:
    while row.startswith(" | ") or row.endswith(" | "):
        row = row.removeprefix(" | ").removesuffix(" | ")
    return row.replace(" |  | ", " | | ")
