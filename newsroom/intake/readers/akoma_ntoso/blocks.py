"""
The paragraphs of an Akoma Ntoso document, and who says them.

Read with expat itself, for the lines, and so that a document type is refused where it begins.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple
from xml.parsers import expat

from interviews.marks.labels import escaped
from newsroom.intake.readers.pieces import BOLD, ITALIC, Piece, markdown, words
from newsroom.intake.source import MOST_CHARACTERS, Refusal

DEEPEST = 200
OTHER_XML = (
    "This is XML, but no Akoma Ntoso, which begins with <akomaNtoso>: copy the text and paste it."
)
BROKEN = "The XML is broken here: mend it, or copy the text and paste it."
DECLARED = "The XML declares a document type of its own: take the <!DOCTYPE> out of it."
TOO_DEEP = f"More than {DEEPEST} elements stand inside each other: copy the text and paste it."
TOO_LARGE = "The document is too large to be read here: divide it, or paste the text."

TURNS = {"question": "Q", "answer": "A", "speech": ""}
TOLD = frozenset({"scene", "narrative", "summary"})
INLINE = frozenset(
    "b i u a span sup sub ref mref rref mod rmod ins del em strong remark recordedTime person "
    "organization concept object event location process role term quantity date time entity def "
    "affectedDocument relatedDocument change legislature session shortTitle docAuthority "
    "docPurpose docCommittee docIntroducer docStage docStatus docJurisdiction docketNumber "
    "docNumber docDate docType docProponent docTitle judge lawyer party witness noteRef omissis "
    "opinion argument signature vote outcome abbr inline img marker placeholder num".split()
)
STYLES = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
HEADINGS = {"heading": "## ", "crossheading": "## ", "subheading": "### "}
CELLS = frozenset({"td", "th"})
LONGEST_NAME = 120
"""Characters of the words that name who speaks; more are a paragraph."""


class Turn:
    """Who says what follows."""

    def __init__(self, kind: str, by: str) -> None:
        self.kind, self.by, self.named = kind, by.removeprefix("#"), ""


class Block(NamedTuple):
    """A paragraph: Markdown, its words alone, and the title of the document if it is in it."""

    line: int
    text: str
    words: str
    title: str
    is_heading: bool


class Reader:
    """The elements that are open, and the paragraph that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dates: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.stack: list[str] = []
        self.hrefs: list[str] = []
        self.open = Counter[str]()
        self.turns: list[Turn] = []
        self.asking: set[str] = set()
        self.has_answers = False
        self.marked: Turn | None = None
        self.found: list[Piece] = []
        self.title: list[Piece] = []
        self.line = self.size = 0
        self.marker = ""
        self.after_number = False
        self.parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, content: bytes) -> None:
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        try:
            self.parser.Parse(content, True)  # noqa: FBT003
        except Refusal:
            raise
        except expat.ExpatError as error:
            raise Refusal(BROKEN, error.lineno) from error
        except (LookupError, ValueError) as error:
            raise Refusal(BROKEN) from error

    def refuse(self, *declaration: object) -> None:
        del declaration
        raise Refusal(DECLARED, self.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.stack and name != "akomaNtoso":
            raise Refusal(OTHER_XML)
        if len(self.stack) >= DEEPEST:
            raise Refusal(TOO_DEEP, self.parser.CurrentLineNumber)
        if self.open["meta"]:
            self.note(name, attributes)
        elif name not in INLINE:
            self.start_block(name, attributes)
        elif name == "a":
            self.hrefs.append(attributes.get("href", ""))
        self.stack.append(name)
        self.open[name] += 1

    def note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "FRBRdate":
            self.dates.setdefault(self.stack[-1], attributes.get("date", ""))
        elif name == "TLCPerson":
            shown = attributes.get("showAs", "")
            for key in ("eId", "id"):
                self.names.setdefault(attributes.get(key, ""), shown)

    def start_block(self, name: str, attributes: dict[str, str]) -> None:
        if self.open["tr"]:
            self.start_in_row(name)
            return
        if not self.is_number():
            self.end_paragraph()
        if name in TURNS:
            self.turns.append(Turn(name, attributes.get("by", "")))
            self.note_side(self.turns[-1])
        elif name == "li":
            self.marker = "1. " if self.stack[-1:] == ["ol"] else "* "

    def note_side(self, turn: Turn) -> None:
        """Note who asks: in a document that has no answers but speeches, their speeches ask on."""
        self.has_answers |= turn.kind == "answer"
        if self.has_answers:
            self.asking = set()
        elif turn.kind == "question" and turn.by:
            self.asking.add(turn.by)

    def start_in_row(self, name: str) -> None:
        is_next = name in CELLS and self.found
        self.found.append(Piece(" | " if is_next else " "))

    def is_number(self) -> bool:
        """Whether what was read is the number of the paragraph that begins."""
        return bool(self.found) and self.after_number

    def end(self, tag: str) -> None:
        name = self.stack.pop()
        del tag
        self.open[name] -= 1
        if self.open["meta"] or name == "meta":
            return
        if name == "a":
            self.hrefs.pop()
        if name == "num":
            self.found.append(Piece(" "))
            self.after_number = True
        if name not in INLINE:
            self.end_block(name)

    def end_block(self, name: str) -> None:
        if self.open["tr"]:
            self.found.append(Piece(" "))
        elif name == "from":
            self.end_name()
        else:
            self.end_paragraph(name)
        if name == "li":
            self.marker = ""
        if name in TURNS:
            self.end_turn()

    def end_name(self) -> None:
        """Take the words of `from` for the name of who speaks, if they can be one."""
        named = re.sub(r"[\s:：]+$", "", words(self.found))
        if not self.turns or self.turns[-1].named or len(named) > LONGEST_NAME:
            self.end_paragraph("from")
            return
        self.turns[-1].named = named
        self.found = []

    def end_turn(self) -> None:
        turn = self.turns.pop()
        if turn.named and self.marked is not turn:
            mark = self.mark_of(turn)
            self.add(Block(self.parser.CurrentLineNumber, mark, turn.named, "", False))  # noqa: FBT003

    def text(self, text: str) -> None:
        if self.open["meta"] or not self.stack:
            return
        self.size += len(text)
        if self.size > MOST_CHARACTERS:
            raise Refusal(TOO_LARGE)
        if text.strip():
            self.line = self.line or self.parser.CurrentLineNumber
            self.after_number = False
        styles = frozenset(it for name, it in STYLES.items() if self.open[name])
        piece = Piece(text, styles, self.hrefs[-1] if self.hrefs else "")
        self.found.append(piece)
        if self.open["docTitle"]:
            self.title.append(piece)

    def end_paragraph(self, name: str = "") -> None:
        found, title = self.found, self.title
        line, self.line = self.line, 0
        self.found, self.title, self.after_number = [], [], False
        text = markdown(found)
        if not text:
            return
        heading = HEADINGS.get(name, "")
        mark = "" if heading or any(self.open[it] for it in TOLD) or name in TOLD else self.mark()
        shown = f"{mark} {text}" if mark else f"{self.marker}{heading}{text}"
        self.marker = ""
        self.add(Block(line, shown, words(found), words(title), name == "heading"))

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def mark(self) -> str:
        """Return the mark of who speaks, where it is not the one who spoke before."""
        if not self.turns or self.turns[-1] is self.marked:
            return ""
        self.marked = self.turns[-1]
        return self.mark_of(self.marked)

    def mark_of(self, turn: Turn) -> str:
        name = " ".join((turn.named or self.names.get(turn.by, "")).split())
        letter = TURNS["question" if turn.by in self.asking else turn.kind]
        if letter:
            return f"{letter} ({escaped(name)}):" if name else f"{letter}:"
        return markdown([Piece(f"{name}:", frozenset({BOLD}))]) if name else ""
