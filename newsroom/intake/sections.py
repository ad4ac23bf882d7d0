"""
Where one publication ends and the next begins.

Pure Python. A date on a line of its own, or at the end of a headline, begins a publication,
with the headline above it; where the document's last line is a date and its first is not,
dates end publications instead.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from interviews.leftovers import why_left_out
from newsroom.intake.dates import date_at_end, date_line
from newsroom.intake.headers import is_headline, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviews.paragraphs import Paragraph

MOST_HEADLINES = 2


def sections_of(paragraphs: Sequence[Paragraph]) -> list[Sequence[Paragraph]]:
    """Return the paragraphs of each publication in the document; none is lost."""
    dates = [i for i, it in enumerate(paragraphs) if is_dated(it)]
    dates = [i for i in dates if i == 0 or paragraphs[i].text != paragraphs[i - 1].text]
    if not dates:
        return [paragraphs]
    texts = [i for i, it in enumerate(paragraphs) if not why_left_out(it.text)]
    if dates[0] != texts[0] and dates[-1] == texts[-1]:
        starts = [0, *(i + 1 for i in dates[:-1])]
    else:
        starts = [0, *(start_of(paragraphs, dates, place) for place in range(1, len(dates)))]
    bounds = [*starts, len(paragraphs)]
    return [paragraphs[a:b] for a, b in pairwise(bounds) if a < b]


def is_dated(paragraph: Paragraph) -> bool:
    line, text = paragraph
    if told(date_line, text, line):
        return True
    return is_headline(text) and bool(told(date_at_end, text, line))


def start_of(paragraphs: Sequence[Paragraph], dates: Sequence[int], place: int) -> int:
    """Return where the publication begins that the date at this place belongs to."""
    start, before = dates[place], dates[place - 1]
    for _ in range(MOST_HEADLINES):
        above = start - 1
        keeps_text = above - before > 1
        if not keeps_text or not is_headline(paragraphs[above].text):
            break
        start = above
    return start
