"""Which of the paragraphs of a page are its article, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.intake.readers.html import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.intake.readers.html.elements import Block, Element, Page

NEARLY_ALL, MOST, ENOUGH = 0.9, 0.5, 0.3
LONGEST_LINKS = 1500
"""Characters of a part that a heading such as "See also" declares to be links."""


@dataclass
class Article:
    """
    Where the article of a page is: in its `body`, and from the block `first` up to the body.

    What is `around` the body is not left out for what it is called: a page may well have its
    article in the side column.
    """

    page: Page
    body: Element
    inside: set[Element]
    around: set[Element]
    first: int = 0
    last: int = -1

    def why_left_out(self, place: int) -> str:
        """Return why the block at a place is no part of the article, or nothing."""
        reason = self.page.blocks[place].element.reason
        return reason or ("" if self.first <= place <= self.last else "outside of the article")

    def blocks(self) -> Iterator[Block]:
        """Return the paragraphs of the article."""
        for place in range(self.first, self.last + 1):
            if not self.why_left_out(place):
                yield self.page.blocks[place]


def is_believed(barrier: Element, page: Page) -> bool:
    """Whether a part is what its name says: a form or a side column is not most of a page."""
    return barrier.why in parts.SURE or barrier.size <= MOST * page.root.size


def find_article(page: Page) -> Article:
    """Return where the article of the page is."""
    measure(page)
    forgive(page)
    mark_links(page)
    measure_kept(page)
    body = body_of(page)
    article = Article(page, body, inside_of(body, page), set(around(body)))
    give_reasons(article)
    places = [i for i, block in enumerate(page.blocks) if block.element in article.inside]
    if places:
        article.first, article.last = places[0], places[-1]
        article.first = header_before(article)
    return article


def measure(page: Page) -> None:
    """Count the characters inside of every element."""
    for block in page.blocks:
        block.element.size += len(block.words)
        block.element.kept += len(block.words)
    for element in reversed(page.elements):
        if element.above:
            element.above.size += element.size


def measure_kept(page: Page) -> None:
    """Count the characters inside of every element, without what is left out inside of it."""
    for element in reversed(page.elements):
        is_left_out = element.why and is_believed(element, page)
        if element.above and not is_left_out:
            element.above.kept += element.kept


def forgive(page: Page) -> None:
    """Take the header of an article, and who a quotation is from, for a part of the text."""
    in_article = set()
    for element in page.elements:
        if element.above in in_article or is_whole(element):
            in_article.add(element)
        is_header = element.name == "header" and element.above in in_article
        if is_header or (element.name == "footer" and element.is_quote):
            element.why = ""


def mark_links(page: Page) -> None:
    """See by their heading that a part of the page are links to something else."""
    for block in page.blocks:
        why = parts.BY_HEADING.get(block.words.strip(" :…").casefold(), "")
        part = part_under(block.element) if why and block.element.heading else None
        if part and not part.why and part.size <= LONGEST_LINKS:
            part.why = why


def part_under(element: Element) -> Element | None:
    """Return the part of the page over which a heading stands."""
    while element.above and element.above.heading:
        element = element.above
    above = element.above
    return above if above and above.above and above.name not in parts.TEXT_HOLDERS else None


def give_reasons(article: Article) -> None:
    """Tell of every element in which part of the page it is, if that is none of the article."""
    for element in article.page.elements:
        counts = element not in article.around and is_believed(element, article.page)
        above = element.above.reason if element.above else ""
        element.reason = element.why if element.why and counts else above


def body_of(page: Page) -> Element:
    """Return the innermost element that holds nearly all of the text of an article."""
    found = [it for it in page.elements if parts.is_article_text(it.name, it.attributes)]
    most = max((it.kept for it in found), default=0)
    if not most or most < ENOUGH * page.root.kept:
        return page.root
    return max((it for it in found if it.kept >= NEARLY_ALL * most), key=lambda it: it.depth)


def inside_of(body: Element, page: Page) -> set[Element]:
    inside = {body}
    for element in page.elements:
        if element.above in inside:
            inside.add(element)
    return inside


def around(element: Element) -> Iterator[Element]:
    """Return the elements around an element, from the inside outwards."""
    above = element.above
    while above:
        yield above
        above = above.above


def is_whole(element: Element) -> bool:
    return parts.is_whole_article(element.name, element.attributes)


def header_before(article: Article) -> int:
    """Return the first block of the article: its headline often stands before its body."""
    blocks = article.page.blocks
    whole = next(filter(is_whole, around(article.body)), None)
    if whole and not is_whole(article.body):
        inside = inside_of(whole, article.page)
        return next(i for i, block in enumerate(blocks) if block.element in inside)
    before = range(article.first - 1, -1, -1)
    if any(it.element.heading == 1 for it in article.blocks()):
        return article.first
    headlines = (
        i for i in before if blocks[i].element.heading == 1 and not blocks[i].element.reason
    )
    return next(headlines, article.first)
