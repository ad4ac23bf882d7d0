"""Web pages and pieces of them (HTML, as browsers read it), whole or saved to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviews.paragraphs import LeftOut, Paragraph
from newsroom.intake.readers.html.article import find_article
from newsroom.intake.readers.html.blocks import TOO_LARGE, read_page
from newsroom.intake.readers.html.facts import date_of, headline_of, lead_of
from newsroom.intake.source import MOST_BYTES, MOST_CHARACTERS, Refusal, Source

if TYPE_CHECKING:
    from newsroom.intake.readers.html.article import Article
    from newsroom.intake.readers.html.elements import Block, Page

EMPTY = "The page holds no text: open it in a browser, copy the text and paste it."


def read_html(text: str) -> Source:
    """
    Return the article of a page, and what else a reader of the page sees as left out.

    Raises Refusal for a page without text, or one beyond the limits.
    """
    if len(text) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    page = read_page(text)
    refuse_by_size(page.blocks)
    return source_of(page)


def refuse_by_size(blocks: list[Block]) -> None:
    size = sum(len(block.words) for block in blocks)
    if not size:
        raise Refusal(EMPTY)
    if size > MOST_CHARACTERS:
        raise Refusal(TOO_LARGE)


def source_of(page: Page) -> Source:
    article = find_article(page)
    headline, headline_was = headline_of(article)
    lead, lead_was = lead_of(article, headline_was)
    taken = {id(block) for block in [*headline_was, *lead_was]}
    paragraphs, left_out = parted(article, taken)
    if not paragraphs and not taken:
        raise Refusal(EMPTY)
    return Source(
        tuple(paragraphs), tuple(left_out), headline=headline, date=date_of(article), lead=lead
    )


def parted(article: Article, taken: set[int]) -> tuple[list[Paragraph], list[LeftOut]]:
    """Return the paragraphs of the article, and the others with why they are none of it."""
    paragraphs, left_out = list[Paragraph](), list[LeftOut]()
    for place, block in enumerate(article.page.blocks):
        why = article.why_left_out(place)
        if why:
            left_out.append(LeftOut(block.line, block.text, why))
        elif id(block) not in taken:
            paragraphs.append(Paragraph(block.line, block.text))
    return paragraphs, left_out
