"""
How the text of a publication is read.

Leads, bodies, questions and answers are stored as they were typed: plain text that may
use a little Markdown (CommonMark 0.31: emphasis, links, lists, quotes). It is turned into
HTML only when it is shown, with raw HTML off, and washed once more on the way out.

Most texts are nothing but paragraphs. These are told by a look at their signs, and written
without a parser: what `of_paragraphs` returns is what the parser would have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from newsroom.publication.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

# No headings, code, rules, images or entities: a pasted text means what it says.
RULES = ["autolink", "blockquote", "emphasis", "escape", "link", "list", "newline"]
TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}

MOST_BYTES = 4 * 1024 * 1024
"""Of texts with markup that are kept as HTML, and again as plain text, in each process."""

markdown = MarkdownIt("zero", {"html": False}).enable(RULES)
cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)

MARKS = ("*", "_", "[", "\\", "<", "\t", "\r", "\0")
"""What may begin emphasis, a link, an escape or a tag, and signs that are read as others."""


def number_of_words(text: str) -> int:
    """Return how many words there are, as far as blanks part them."""
    return number_on(on_one_line(text))


def number_on(line: str) -> int:
    """Return how many words there are on a line that has one blank between any two of them."""
    return line.count(" ") + 1 if line else 0


STARTS = re.compile(r"[-+>]|[0-9]{1,9}[.)]|\s")
"""How a line of a list or of a quotation begins."""


def render(text: str) -> SafeString:
    """Return the text as safe HTML, in paragraphs."""
    if not is_paragraphs(text):
        return parsed(text)
    return SafeString(of_paragraphs(text))  # it holds no sign that means anything


def plain(text: str) -> str:
    """Return the words of the text alone, on one line."""
    return on_one_line(text) if is_paragraphs(text) else parsed_words(text)


def on_one_line(text: str) -> str:
    """Return the words of a text as they are, with one blank between any two of them."""
    line = text.replace("\n\n", " ").replace("\n", " ") if "\n" in text else text
    return line if is_spaced(line) and line == line.strip() else " ".join(text.split())


def is_spaced(line: str) -> bool:
    """Whether there is surely one plain blank between any two words."""
    # Of all blanks, only the plain one is printable.
    return "  " not in line and line.isprintable()


def is_paragraphs(text: str) -> bool:
    """Whether the text has nothing but words, in paragraphs; the least doubt says no."""
    for mark in MARKS:
        if mark in text:
            return False
    for line in text.split("\n"):
        if line and (line[-1].isspace() or (not line[0].isalpha() and STARTS.match(line))):
            return False
    return True


def are_tidy_paragraphs(text: str) -> bool:
    """Whether the text has nothing but paragraphs, with one empty line between any two."""
    return bool(text) and "\n\n\n" not in text and text == text.strip("\n") and is_paragraphs(text)


def of_paragraphs(text: str) -> str:
    """Return as HTML what is nothing but words in paragraphs."""
    words = text.strip("\n")
    if not words:
        return ""
    if "\n\n\n" in words:
        words = re.sub(r"\n{3,}", "\n\n", words)
    for sign, written in ESCAPES:
        if sign in words:
            words = words.replace(sign, written)
    return f"<p>{words}</p>"


ESCAPES = (("&", "&amp;"), (">", "&gt;"), ("\xa0", "&nbsp;"), ("\n\n", "</p>\n<p>"))
"""As `nh3` writes signs (https://html.spec.whatwg.org/#escapingString), and as paragraphs end."""


def washed(text: str) -> SafeString:
    return SafeString(cleaner.clean(markdown.render(text)).strip())


def words_on_a_line(text: str) -> str:
    return " ".join("".join(words(markdown.parse(text))).split())


parsed: Remembered[SafeString] = Remembered(washed, MOST_BYTES)
parsed_words: Remembered[str] = Remembered(words_on_a_line, MOST_BYTES)


def words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from words(token.children)
        elif token.type == "text":
            yield token.content
        elif token.type == "list_item_open":
            yield f" {token.info}{token.markup} " if token.info else " "
        elif token.block or token.type.endswith("break"):
            yield " "


class Read(NamedTuple):
    """A text as it is read, and as it is quoted: its words alone, on one line."""

    html: SafeString
    line: str
    words: int
    """How many there are on the line."""
    typed_words: int
    """How many there are with all markup, as `number_of_words` counts."""


class Texts(dict[str, Read]):
    """
    The texts of a page, by what was typed; any other text can be asked for as well.

    They are looked at all at once: to find out that they are nothing but paragraphs takes hardly
    longer for all of them than for one.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self.texts = [text for text in texts if text]
        self.are_paragraphs = are_tidy_paragraphs("\n\n".join(self.texts))
        tidy = self.texts if self.are_paragraphs else [*filter(are_tidy_paragraphs, self.texts)]
        if not tidy:
            return
        together = NUL.join(tidy)
        for text, html, line in zip(tidy, paragraphs(together), lines(together), strict=True):
            words = line.count(" ") + 1
            self[text] = Read(SafeString(html), line, words, words)

    def __missing__(self, text: str) -> Read:
        line = plain(text)
        self[text] = Read(render(text), line, number_on(line), number_of_words(text))
        return self[text]

    def number_in(self, text: str) -> int:
        """Return what `number_of_words` does, which need not count again what has been read."""
        read = self.get(text)
        return read.typed_words if read else number_of_words(text)

    @property
    def number_of_words(self) -> int:
        """How many words are read in all, as far as blanks part them."""
        return sum([self[text].words for text in self.texts])


def plain_each(texts: Sequence[str]) -> list[str]:
    """
    Return what `plain` does of each text.

    Those of nothing but ASCII are looked at all at once, in which Python finds signs far faster.
    """
    together = [text if text.isascii() else "" for text in texts]
    whole = "\n\n".join([text for text in together if text])
    if not whole or "\n\n\n" in whole or whole != whole.strip("\n") or not is_paragraphs(whole):
        return [plain(text) for text in texts]
    line = NUL.join(together).replace("\n\n", " ").replace("\n", " ")
    if any(blank in line for blank in OTHER_BLANKS):
        return [plain(text) for text in texts]
    read = zip(texts, line.split(NUL), strict=True)
    return [told or plain(text) for text, told in read]


OTHER_BLANKS = ("  ", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f")
"""What parts words in a line of paragraphs in ASCII, besides one plain blank."""

NUL = "\0"
"""Parts texts that are nothing but paragraphs: none of them has it."""


def paragraphs(together: str) -> list[str]:
    """Return as HTML what is nothing but words in paragraphs, each of the texts for itself."""
    return of_paragraphs(together).replace(NUL, f"</p>{NUL}<p>").split(NUL)


def lines(together: str) -> list[str]:
    """Return the words of each of the texts on one line."""
    line = together.replace("\n\n", " ").replace("\n", " ")
    if is_spaced(line.replace(NUL, "")):
        return line.split(NUL)
    return [text if is_spaced(text) else " ".join(text.split()) for text in line.split(NUL)]


ELLIPSIS = "\N{NO-BREAK SPACE}…"


def opening(text: str, length: int) -> tuple[str, str]:
    """Return a line of plain text in two parts: at most `length` characters, and the rest."""
    if len(text) <= length:
        return text, ""
    cut = text.rfind(" ", 1, length + 1)
    cut = cut if cut > 0 else length
    return text[:cut].rstrip(), text[cut:].lstrip()
