"""
What stands in documents and belongs to no publication.

Pure Python. Only whole paragraphs are recognised, never parts of them: the end sign of an
agency, the time at the top of a briefing, the links around a copied page.
"""

from __future__ import annotations

import re

SHAPES = re.compile(
    r"(?P<end_sign>[\\*_\s]*(?:END|\((?:begin|end) (?:transcript|text)\)|\#{3,}|-30-"
    r"|(?:\\\#){3,}|\*\s?\*\s?\*)[\\*_\s.]*)"
    r"|(?P<release_line>(?i:for immediate release)[.:]?)"
    r"|(?P<rule>[-–—_=*~.\s]{3,})"
    r"|(?P<advertisement>[\[(]?\s?(?:Advertisement|Anzeige|Werbung|Publicité|Publicidad"
    r"|Pubblicità|Реклама|Reklama)(?:\s[-–—]\s[^.!?]{1,60})?\s?[\])]?)"
    r"|(?P<time_stamp>(?:[\d:.,]{5,12}\s*-->\s*[\d:.,]{5,12}"
    r"|\d{1,2}[:.]\d{2}\s*(?:[aApP]\.?\s?[mM]\.?)?|\d{1,2}\s*[aApP]\.?[mM]\.?)"
    r"(?:\s*(?:[lL]ocal [tT]ime|\([lL]ocal\)|[A-Za-z]{2,5}))?\.?)",
    re.ASCII,
)
PLACE_HOLDER = re.compile(r"\{\{[<%].{0,500}[%>]\}\}", re.DOTALL)
NAVIGATION = frozenset(
    line
    for line in """
go back
back
back to the section
back to the all news
back to all news
back to home
back to interviews
back to list
back to news
back to press conferences
back to press releases
back to speeches
back to top
back to the top
home
print
print version
version for printing
share
share this
share on facebook
share on twitter
read more
read also
see also
more news
all news
next
previous
next article
previous article
skip to content
skip to main content
subscribe
follow us
download
comments
leave a comment
назад
вернуться
вернуться назад
вернуться в раздел
к списку новостей
все новости
версия для печати
печать
распечатать
поделиться
читать далее
читать также
читайте также
смотрите также
подробнее
наверх
главная
volver
compartir
imprimir
retour
partager
imprimer
zurück
teilen
drucken
""".splitlines()
    if line
)
SHORTEST, LONGEST = 3, 120
SHAPED = frozenset({"END", "Adv", "Anz", "Wer", "Pub", "Рек", "Rek", "FOR", "For"})
"""How paragraphs begin that are letters and may yet be of one of the shapes."""


def why_left_out(text: str) -> str:
    """Return why the paragraph is no part of a publication, or nothing where it is one."""
    if len(text) < SHORTEST:
        return ""
    if text[:1] == "{" and PLACE_HOLDER.fullmatch(text):
        return "place-holder of the page it came from"
    if len(text) > LONGEST:
        return ""
    if text[:1].isalpha() and text[:3] not in SHAPED:
        return "navigation" if bare(text) in NAVIGATION else ""
    if (found := SHAPES.fullmatch(text)) and found.lastgroup:
        return found.lastgroup.replace("_", " ")
    return "navigation" if bare(text) in NAVIGATION else ""


def bare(text: str) -> str:
    """Return the words of a link; a full stop ends a sentence, which is none."""
    words = text.replace("...", "…").strip("[]<>«»‹›←→↑|•·*_… \\")
    return words.casefold()
