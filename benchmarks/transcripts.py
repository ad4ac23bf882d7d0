#!/usr/bin/env python3
"""
How long reading a conversation takes, and whether that grows with its length alone.

    .venv/bin/python benchmarks/transcripts.py

Each text is read at a quarter and at its whole length, in turn, five times; the least
processor time of each counts. "growth" is the whole against the quarter: 4 is linear. "against
Markdown" is the time that the CommonMark parser of this project takes for the same text.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from markdown_it import MarkdownIt

from interviews.transcripts import parse, render

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
BRIEFING = (
    "MR. BERG:  Good morning, everyone. We have some news for you at the top, and then I shall\n"
    "take your questions — as many as the time allows.\n\n"
    "Q    Thank you. Can you say when the report will be published — and by whom? And will it\n"
    "be translated into all the languages of the members?\n\n"
    "MR. BERG:  It will be published in autumn. I would not want to get ahead of those who\n"
    "write it, and they have asked for time until the first of October.\n\n"
    "MODERATOR:  One more.\n\n"
)
TEXTS: dict[str, tuple[str, int]] = {
    "a briefing": (BRIEFING, 1_000_000 // len(BRIEFING)),
    "dashes, 200,000 turns": ("— When?\n\n— Now.\n\n", 100_000),
    "200,000 dashes alone on their lines": ("—\n", 200_000),
    "200,000 dashes on one line": ("— ", 200_000),
    "questions and answers on one line": ("Q: When? A: Now. ", 60_000),
    "names on one line": ("ANNA BERG: When? JO HILL: Now. ", 33_000),
    "headings": ("## When?\n\nNow.\n\n", 60_000),
    "numbered questions": ("{}. When?\n\nNow.\n\n", 900),
    "lists of hyphens": ("- now\n", 160_000),
    "asterisks": ("*", 1_000_000),
    "brackets": ("Q (", 330_000),
    "words": ("word ", 200_000),
}


def made(piece: str, times: int) -> str:
    if "{}" in piece:
        return "".join(piece.format(number) for number in range(1, times + 1))
    return piece * times


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure(piece: str, times: int) -> tuple[int, float, float, float]:
    """Return the length in characters, and the least seconds: quarter, whole, Markdown."""
    quarter, whole = made(piece, times // 4), made(piece, times)
    markdown = MarkdownIt("commonmark", {"html": False})
    sample = made(piece, max(1, times // 16))  # Markdown alone would take minutes for some
    works: list[Callable[[], object]] = [
        lambda: parse(quarter),
        lambda: parse(whole),
        lambda: markdown.parse(sample),
    ]
    least = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        least = [min(so_far, seconds(work)) for so_far, work in zip(least, works, strict=True)]
    return len(whole), least[0], least[1], least[2] * 16


def main() -> None:
    print("| text | characters | seconds | growth (4 is linear) | against Markdown |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, (piece, times) in TEXTS.items():
        length, quarter, whole, markdown = measure(piece, times)
        growth, against = whole / quarter, whole / markdown
        print(f"| {name} | {length:,} | {whole:.2f} | {growth:.1f} | {against:.2f} |")
    text = made(*TEXTS["a briefing"])
    transcript = parse(text)
    print(f"\nWriting the briefing back takes {seconds(lambda: render(transcript)):.2f} s.")


if __name__ == "__main__":
    main()
