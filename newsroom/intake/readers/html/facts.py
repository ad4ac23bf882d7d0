"""What a page tells about its article besides the text: headline, date and lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom.intake.readers.html import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.intake.readers.html.article import Article
    from newsroom.intake.readers.html.elements import Block, Element, Fact

SITE_NAME = re.compile(r"(.*\S)\s+[|–—•·»]\s+(\S.*)")
LONGEST_SITE_NAME, LONGEST_WITH_DATE, LONGEST_LEAD = 50, 120, 2500
"""Characters."""

PUBLISHED = (
    "datepublished",
    "article:published_time",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "date",
)


def headline_of(article: Article) -> tuple[str, list[Block]]:
    """Return the headline, and the paragraphs that it was."""
    blocks = list(article.blocks())
    first = next((it for it in blocks if it.element.heading == 1), None)
    if first:
        same = [it for it in blocks if it.element.heading == 1 and is_next(it, first)]
        return " ".join(it.words for it in same), same
    told = headline_told(article)
    return told, [it for it in blocks[:5] if told and it.words == told]


def is_next(block: Block, first: Block) -> bool:
    return heading_of(block) is heading_of(first)


def heading_of(block: Block) -> Element:
    element = block.element
    while element.name != "h1" and element.above:
        element = element.above
    return element


def headline_told(article: Article) -> str:
    """Return the headline from outside of the text; in the worst case that of a video in it."""
    facts = article.page.facts
    own = [it for it in facts if is_own(it, article)]
    inside = [it for it in facts if it.element in article.inside]
    return (
        first_of(own, "headline")
        or first_of(facts, "og:title")
        or first_of(own, "name")
        or without_site_name(article.page.title, first_of(facts, "og:site_name"))
        or first_of(inside, "name")
    )


def first_of(facts: list[Fact], *keys: str) -> str:
    found = (it.content for key in keys for it in facts if it.key == key)
    return next(found, "")


def is_own(fact: Fact, article: Article) -> bool:
    """Whether a fact is about the article, and not about something inside of it or beside it."""
    element = fact.element
    if element not in article.inside and element not in article.around:
        return False
    while element not in article.around and element is not article.body and element.above:
        if "itemscope" in element.attributes or element.why:
            return False
        element = element.above
    return True


def without_site_name(title: str, site: str = "") -> str:
    found = SITE_NAME.fullmatch(title)
    if not found or (site and found[2] != site):
        return title
    is_clear = title[found.end(1) :].lstrip()[0] in "|•" or len(found[2]) < len(found[1])
    is_short = is_clear and len(found[2]) <= LONGEST_SITE_NAME
    return found[1] if site or is_short else title


def date_of(article: Article) -> str:
    """Return the date as the page writes it; in the worst case that of a video in the article."""
    facts = article.page.facts
    own = [it for it in facts if is_own(it, article) or ":" in it.key]
    inside = [it for it in facts if it.element in article.inside]
    times = list(times_of(article))
    return (
        next((date for date, is_published in times if is_published), "")
        or first_of(own, *PUBLISHED)
        or next((date for date, _ in times), "")
        or first_of(facts, *PUBLISHED[1:])
        or first_of(inside, PUBLISHED[0])
    )


def times_of(article: Article) -> Iterator[tuple[str, bool]]:
    """Return the dates that stand alone in the article, and whether each is that of the article."""
    short = {it.element for it in article.blocks() if len(it.words) <= LONGEST_WITH_DATE}
    for it in article.page.elements:
        date = it.attributes.get("datetime", "").strip()
        if it.name == "time" and date and (it in short or it.above in short):
            named = it.attributes.get("itemprop", "") + it.attributes.get("class", "")
            yield date, "publish" in named.lower() or "pubdate" in it.attributes


def lead_of(article: Article, headline: list[Block]) -> tuple[str, list[Block]]:
    """Return the lead, and the paragraphs that it was."""
    leads = leads_of(article)
    taken = {id(block) for block in headline}
    by_lead: dict[Element, list[Block]] = {}
    for block in article.blocks():
        if block.element in leads and id(block) not in taken:
            by_lead.setdefault(leads[block.element], []).append(block)
    blocks = next(iter(by_lead.values()), [])
    text = "\n\n".join(it.text for it in blocks)
    return (text, blocks) if len(text) <= LONGEST_LEAD else ("", [])


def leads_of(article: Article) -> dict[Element, Element]:
    """Return the elements in leads, each with the lead it is in."""
    leads: dict[Element, Element] = {}
    for element in article.page.elements:
        if element in article.around or element is article.body or not element.above:
            continue
        if element.above in leads:
            leads[element] = leads[element.above]
        elif element.attributes and parts.is_lead(element.attributes):
            leads[element] = element
    return leads
