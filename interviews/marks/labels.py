"""
The labels by which a document shows who speaks: `Q:`, `Вопрос:`, `MR. SMITH:`, `**Anna Berg:**`.

Pure Python. Only what a label looks like is known here; whether a document uses it, and who of
those it names asks, is decided from the evidence of the whole document.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from interviews.marks.vocabulary import (
    ANSWER_WORDS,
    ASKING_PEOPLE,
    MODERATING_PEOPLE,
    NOT_NAMES,
    PARTICLES,
    QUESTION_WORDS,
    UNSPACED,
)


class Side(StrEnum):
    """On which side of the conversation somebody is."""

    ASKS = "asks"
    ANSWERS = "answers"
    MODERATES = "moderates"


class Form(StrEnum):
    """How a label is written, from the one that is hardly ever something else."""

    LETTER = "Q: A:"
    WORD = "Question: Answer:"
    BARE = "Q A"
    BOLD = "**Name:**"
    UPPER = "NAME:"
    TITLE = "Name:"
    INITIAL = "P. R -"
    CELL = "Name |"
    ALONE = "Name"
    BRACKETS = "(Name)"


class Label(NamedTuple):
    """A label at the start of a paragraph, whose words begin at `end`."""

    form: Form
    name: str
    side: Side | None
    end: int

    @property
    def key(self) -> str:
        """What is the same in all labels of one speaker."""
        return self.bare_name.casefold() if self.name else f"-{self.side}"

    @property
    def bare_name(self) -> str:
        """The name without what stands in brackets after it."""
        return re.split(r"[(\[]", self.name, maxsplit=1)[0].strip() or self.name

    @property
    def also(self) -> str:
        """What stands in brackets: an office, an outlet, or the initials used from then on."""
        inside = WITH_NAME.match(self.name)
        return inside[2].casefold() if inside else ""


SIDES: dict[str, Side] = {
    **dict.fromkeys(QUESTION_WORDS.split(), Side.ASKS),
    **dict.fromkeys(ANSWER_WORDS.split(), Side.ANSWERS),
}
PEOPLE: dict[str, Side] = {
    **dict.fromkeys(ASKING_PEOPLE.split(), Side.ASKS),
    **dict.fromkeys(MODERATING_PEOPLE.split(), Side.MODERATES),
}
BLANK = r"[^\S\n]*"
CANONICAL = re.compile(r"(Q|A)(?: \(((?:[^()\\\n]|\\.|\([^()\n]*\))*)\))?:(?=\s|$)\s*")
"""The marks that `transcripts.render` writes."""

BARE = re.compile(
    r"(?:(\*\*|__)(Q|A)[.:]?\1|\[(Q|A)\]:?|(Q|A)(?:\d{1,3}(?=[.)]))?)"
    r"(?:[.)](?=\s)|(?=[\s\"“«„'‘]|$))\s*(?:[—–-]{1,2}\s+)?"
)
INITIAL = re.compile(
    r"(?:\[\d{1,3}[.)]?\]\s*)?(?P<sign>\*\*|__)?(?P<letter>[^\W\d_a-zа-яё])"
    r"(?:\s?[—–-]{1,2}(?=\s)|\.(?:\s?[—–-]{1,2})?(?=\s)|\.(?=[¿¡—–]))(?(sign)\s*(?P=sign))\s*"
)
"""P. and R –, which are more often the first letter of a name."""

BOLD = re.compile(
    r"(?P<sign>\*\*|__|\*|_)(?P<name>(?:\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)|[^*\n:：_\[]){1,200}?)"
    r"\s*(?:[:：.]\s*(?P=sign)|(?P=sign)\s*[:：])\s*"
)
UNCLOSED = re.compile(
    r"\*\*(?P<name>[^*\n:：]{1,60})[:：]\s*(?!.*\*\*\s*\S)|[*_](?P<letter>[^\W\d_])[:：]\s+",
    re.DOTALL,
)
PLAIN = re.compile(
    r"(?:\d{1,3}[.)]\s*)?(?P<name>[^\W\d_][^:：\n*\[\]]{0,120}?(?:\[[^\]\n:]{1,80}\])?)\s*"
    r"(?:：|:(?:[—–-](?=\s))?(?=\s|$|[\"“«„'‘*])|(?<=[\u3040-\u9fff\uac00-\ud7af]):)\s*"
)
WORD = re.compile(
    r"(?P<name>[^\W\d_]{2,15}(?:\s*(?:№\s*)?\d{1,4})?)\s*"
    r"(?:[.)](?:\s?[—–-]{1,2})?(?=\s)|\s[—–-](?=\s))\s*"
)
CAPITALS = re.compile(
    r"(?P<name>(?:(?:MR|MRS|MS|DR|SEN|REP|GEN|AMB|PROF|LT|COL|ADM|SIR)\.?\s+)?(?:[^\W\d_a-zа-яё][^\W\d_a-zа-яё.'’-]*\s?){1,5}?)"
    r"(?:\s[—–](?=\s)|\.(?:\s?[—–-]{1,2})?(?=\s))\s*"
)
NUMBER = re.compile(r"\s*(?:№|no\.?|nr\.?|#)?\s*\d{1,4}$", re.IGNORECASE)
WITH_NAME = re.compile(r"(.+?)\s*[(\[](.+)[)\]]$")
IN_BRACKETS = re.compile(r"【(?P<name>[^】\n]{1,30})】\s*")
IN_SQUARES = re.compile(r"\[(?P<name>[^\[\]\n:：]{2,80})\]\s*[:：](?=\s)\s*")
ALL_IN_BRACKETS = re.compile(
    r"[(（\[](?P<name>[^()（）\[\]\n]{2,40})[)）\]]|(?P<open>[^<>\n]{2,40})>"
)
APART = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s+(?=[\u3040-\u9fff\uac00-\ud7af]$)")
TIME_BEFORE = re.compile(
    r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?=[^\W\d_*])|[\[(]\d{1,2}:\d{2}:\d{2}[\])]\s*"
    r"|[\[(]?\d{1,2}:[\d:.,]{2,10}\s*-->\s*\d{1,2}:[\d:.,]{2,10}[\])]?\s+"
)
BLOCK_BEFORE = re.compile(r"#{1,6}\s+|[*•+-]\s+(?=\*\*|__)")
CELL = re.compile(r"(?P<name>[^\W\d_][^|\n:]{0,60}?)\s\|\s+(?=\S)")
TIME_AFTER = re.compile(r"\s+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?$")
BEFORE = {**dict.fromkeys("[(0123456789", TIME_BEFORE), **dict.fromkeys("#*•+-", BLOCK_BEFORE)}
"""What may stand before a label, by its first sign."""

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
FARTHEST_COLON, LONGEST_ALONE = 150, 75
MOST_WORDS = 9


def read_label(text: str) -> Label | None:
    """Return the label that the paragraph begins with, as far as its look can tell."""
    before = BEFORE.get(text[:1])
    found = before.match(text) if before else None
    begins = found.end() if found else 0
    label = read_letter(text[begins:]) or read_name(text[begins:]) or read_initial(text[begins:])
    return label._replace(end=label.end + begins) if label else None


def read_letter(text: str) -> Label | None:
    """Return `Q (Anna Berg):`, as it is written here, and Q and A in their other forms."""
    if text[:1] not in "QA*_[":
        return None
    if found := CANONICAL.match(text):
        return Label(Form.LETTER, unescaped(found[2] or ""), SIDES[found[1].lower()], found.end())
    if bare := BARE.match(text):
        letter = bare[2] or bare[3] or bare[4]
        return Label(Form.BARE, "", SIDES[letter.lower()], bare.end())
    return None


def read_initial(text: str) -> Label | None:
    """Return a single letter with a full stop or a dash, which may be the initial of a name."""
    found = INITIAL.match(text)
    return Label(Form.INITIAL, found["letter"], None, found.end()) if found else None


def read_name(text: str) -> Label | None:
    """Return a word or a name with a colon, inside or outside of bold type, or in brackets."""
    if text[:1] == "【" and (found := IN_BRACKETS.match(text)):
        return named(Form.BOLD, found["name"], found.end())
    if text[:1] == "[" and (found := IN_SQUARES.match(text)):
        return named(Form.TITLE, found["name"], found.end())
    if ":" in text[:FARTHEST_COLON] or "：" in text[:FARTHEST_COLON]:
        for form, pattern in ((Form.BOLD, BOLD), (Form.BOLD, UNCLOSED), (Form.TITLE, PLAIN)):
            if found := pattern.match(text):
                name = found["name"] or found["letter"]
                label = named(form, LINK.sub(r"\1", name).strip(), found.end())
                return label or read_without_colon(text)
    return read_without_colon(text)


def read_without_colon(text: str) -> Label | None:
    """Return `Question.`, `Question —`, `MR. BERG.` and `MR. BERG —` at the start of a text."""
    if not text[:1].isalpha():
        return None
    if "|" in text[:FARTHEST_COLON] and (found := CELL.match(text)):
        label = named(Form.TITLE, found["name"], found.end())
        return label._replace(form=Form.CELL) if label and not label.side else label
    if found := WORD.match(text):
        label = named(Form.TITLE, found["name"], found.end())
        if label and label.form == Form.WORD:
            return label
    found = CAPITALS.match(text[:FARTHEST_COLON])
    name = found["name"].strip() if found else ""
    if not found or len(name) <= len("A.") or not name.isupper():
        return None
    label = named(Form.TITLE, name, found.end())
    return label._replace(form=Form.TITLE) if label else None


def named(form: Form, name: str, end: int) -> Label | None:
    """Tell the words for question and answer from the names of people."""
    inside = WITH_NAME.match(name)
    word = NUMBER.sub("", inside[1] if inside else name).strip(" .").casefold()
    if side := SIDES.get(word):
        plain = Form.LETTER if len(word) == 1 else Form.WORD
        return Label(plain, unescaped(inside[2]) if inside else "", side, end)
    first, _, asked_by = name.partition(" ")
    if len(first) > 1 and is_name(asked_by) and (side := SIDES.get(first.casefold())):
        return Label(Form.WORD, asked_by, side, end)
    if not is_name(name):
        return None
    if form == Form.TITLE and name.upper() == name != name.lower() and len(name) > 1:
        form = Form.UPPER
    return Label(form, name, side_of(name), end)


def side_of(name: str) -> Side | None:
    """Tell the side of those whom a document names by what they do."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    words += [it for it in UNSPACED if name.endswith(it)]
    return next((PEOPLE[word] for word in words if word in PEOPLE), None)


def is_name(text: str) -> bool:
    """Whether the words could be a name, perhaps with an office: each begins with a capital."""
    words = text.split()
    if not words or len(words) > MOST_WORDS or NOT_NAMES.issuperset(text.casefold().split()):
        return False
    if any(sign in text for sign in "?!;…/\\<>=") or ". " in re.sub(r"\b\w{1,4}\. ", "", text):
        return False
    starts = [word.lstrip("(\"“«'‘,-–—") for word in text.partition(",")[0].split()]
    lower = [word for word in starts if word[:1].islower() and word.strip(",.)") not in PARTICLES]
    return not lower and any(word[:1].isalpha() for word in starts)


def label_alone(text: str) -> Label | None:
    """Return the label that the whole paragraph is: `John Smith`, `**Question**`."""
    if found := ALL_IN_BRACKETS.fullmatch(text):
        name = found["name"] or found["open"]
        label = named(Form.ALONE, APART.sub("", name).strip().replace(" / ", ", "), len(text))
        return (
            label._replace(form=Form.ALONE if found["open"] else Form.BRACKETS) if label else None
        )
    if not (text[:1].isalpha() or text[:1] in "*_[") or "\n" in text:
        return None
    name = LINK.sub(r"\1", TIME_AFTER.sub("", text.strip("*_ "))).strip(" :：*_")
    if name[-1:] in ".,;!?…。！？":
        return None
    if text.lstrip("*_")[:1] in {"Q", "A"} and name in {"Q", "A"}:
        return Label(Form.LETTER, "", SIDES[name.casefold()], len(text))
    label = named(Form.ALONE, name, len(text))
    return label._replace(form=Form.ALONE) if label and label.form != Form.LETTER else None


def escaped(name: str) -> str:
    """Return a name as it stands in brackets after Q or A; brackets in pairs stay as they are."""
    if re.fullmatch(r"(?:[^()\\\n]|\([^()\\\n]*\))*", name):
        return name
    return re.sub(r"([()\\])", r"\\\1", name)


def unescaped(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name)
