"""
The labels by which a document shows who speaks: `Q:`, `Вопрос:`, `MR. SMITH:`, `**Anna Berg:**`.

Pure Python. Only what a label looks like is known here; whether a document uses it, and who of
those it names asks, is decided from the evidence of the whole document.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


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
    ALONE = "Name"


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


QUESTION_WORDS = (
    "q question quest frage вопрос питання пытанне въпрос pregunta pergunta domanda pytanie soru "
    "otázka kérdés întrebare vraag spørgsmål spørsmål fråga kysymys ερώτηση pitanje vprašanje "
    "сұрақ суроо савол savol sual հարց კითხვა سؤال שאלה 问 问题 問 質問 질문"
)
ANSWER_WORDS = (
    "a answer réponse reponse antwort ответ відповідь адказ отговор respuesta resposta risposta "
    "odpowiedź cevap yanıt odpověď odpoveď válasz răspuns antwoord svar vastaus απάντηση odgovor "
    "жауап жооп ҷавоб javob cavab պատասխան პასუხი جواب إجابة תשובה 答 回答 答案 답변 답"
)
ASKING_PEOPLE = (
    "interviewer interviewerin journalist journaliste journalistin periodista jornalista reporter "
    "correspondent корреспондент журналист интервьюер кореспондент журналіст gazeteci muhabir "
    "dziennikarz novinář újságíró giornalista reporters press correspondents 记者 記者 기자"
)
MODERATING_PEOPLE = (
    "moderator host operator chair chairman chairwoman chairperson chairwoman announcer presenter "
    "facilitator модератор ведущий ведущая председатель moderador moderadora modérateur "
    "moderatorin moderatore moderátor sunucu"
)
SIDES: dict[str, Side] = {
    **dict.fromkeys(QUESTION_WORDS.split(), Side.ASKS),
    **dict.fromkeys(ANSWER_WORDS.split(), Side.ANSWERS),
}
PEOPLE: dict[str, Side] = {
    **dict.fromkeys(ASKING_PEOPLE.split(), Side.ASKS),
    **dict.fromkeys(MODERATING_PEOPLE.split(), Side.MODERATES),
}
LETTER_PAIRS = {"В": "О", "P": "R", "D": "R", "F": "A", "Π": "Α", "С": "Ж", "S": "C", "П": "В"}
"""The first letters of question and answer in other languages; they count only in pairs."""

NOT_NAMES = frozenset(
    "note notes nb n.b ps p.s p.p.s photo photos source sources update updated correction "
    "first second third fourth finally http https mailto tel fax e-mail email url "
    "contact contacts fact sheet background summary read see also for example example "
    "embargo dateline place date time venue location subject topic re from to cc "
    "справка фото источник примечание внимание например итак первое второе третье "
    "во-первых во-вторых".split()
)
PARTICLES = frozenset(
    "de del della di da do dos das du des la le les el al bin ibn ben van von der den ter ten zu "
    "zur of the and y e и für for aus at in on from по из на к".split()
)

BLANK = r"[^\S\n]*"
CANONICAL = re.compile(r"(Q|A)(?: \(((?:[^()\\\n]|\\.|\([^()\n]*\))*)\))?:(?=\s|$)\s*")
"""The marks that `transcripts.render` writes."""

BARE = re.compile(
    r"(?:(\*\*|__)(Q|A)[.:]?\1|\[(Q|A)\]:?|(Q|A)(?:\d{1,3}(?=[.)]))?)"
    r"(?:[.)](?=\s)|(?=[\s\"“«„'‘]|$))\s*"
)
BOLD = re.compile(
    r"(?P<sign>\*\*|__|\*|_)(?P<name>(?:\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)|[^*\n:：_\[]){1,200}?)"
    r"\s*(?:[:：.]\s*(?P=sign)|(?P=sign)\s*[:：])\s*"
)
UNCLOSED = re.compile(r"\*\*(?P<name>[^*\n:：]{1,60})[:：]\s*(?!.*\*\*\s*\S)", re.DOTALL)
PLAIN = re.compile(
    r"(?:\d{1,3}[.)]\s*)?(?P<name>[^\W\d_][^:：\n*\[\]]{0,120}?(?:\[[^\]\n:]{1,80}\])?)\s*"
    r"(?:：|:(?:[—–-](?=\s))?(?=\s|$|[\"“«„'‘*]))\s*"
)
WORD = re.compile(
    r"(?P<name>[^\W\d_]{2,15}(?:\s*(?:№\s*)?\d{1,4})?)\s*(?:[.)](?=\s)|\s[—–-](?=\s))\s*"
)
CAPITALS = re.compile(
    r"(?P<name>(?:(?:MR|MRS|MS|DR|SEN|REP|GEN|AMB|PROF|LT|COL|ADM|SIR)\.?\s+)?(?:[^\W\d_a-zа-яё][^\W\d_a-zа-яё.'’-]*\s?){1,5}?)(?:\s[—–](?=\s)|\.(?=\s))\s*"
)
NUMBER = re.compile(r"\s*(?:№|no\.?|nr\.?|#)?\s*\d{1,4}$", re.IGNORECASE)
WITH_NAME = re.compile(r"(.+?)\s*[(\[](.+)[)\]]$")
IN_BRACKETS = re.compile(r"【(?P<name>[^】\n]{1,30})】\s*")
TIME_BEFORE = re.compile(
    r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+(?=[^\W\d_*])|[\[(]\d{1,2}:\d{2}:\d{2}[\])]\s*"
)
TIME_AFTER = re.compile(r"\s+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?$")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
FARTHEST_COLON, LONGEST_ALONE = 150, 75
MOST_WORDS = 9


def read_label(text: str) -> Label | None:
    """Return the label that the paragraph begins with, as far as its look can tell."""
    time = TIME_BEFORE.match(text) if text[:1] in "[(0123456789" else None
    begins = time.end() if time else 0
    label = read_letter(text[begins:]) or read_name(text[begins:])
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


def read_name(text: str) -> Label | None:
    """Return a word or a name with a colon, inside or outside of bold type, or in brackets."""
    if text[:1] == "【" and (found := IN_BRACKETS.match(text)):
        return named(Form.BOLD, found["name"], found.end())
    if ":" in text[:FARTHEST_COLON] or "：" in text[:FARTHEST_COLON]:
        for form, pattern in ((Form.BOLD, BOLD), (Form.BOLD, UNCLOSED), (Form.TITLE, PLAIN)):
            if found := pattern.match(text):
                label = named(form, LINK.sub(r"\1", found["name"]).strip(), found.end())
                return label or read_without_colon(text)
    return read_without_colon(text)


def read_without_colon(text: str) -> Label | None:
    """Return `Question.`, `Question —`, `MR. BERG.` and `MR. BERG —` at the start of a text."""
    if not text[:1].isalpha():
        return None
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
    if not is_name(name):
        return None
    if form == Form.TITLE and name.upper() == name != name.lower() and len(name) > 1:
        form = Form.UPPER
    return Label(form, name, side_of(name), end)


def side_of(name: str) -> Side | None:
    """Tell the side of those whom a document names by what they do."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
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
    if not (text[:1].isalpha() or text[:1] in "*_[") or "\n" in text:
        return None
    name = LINK.sub(r"\1", TIME_AFTER.sub("", text.strip("*_ "))).strip(" :：*_")
    if name[-1:] in ".,;!?…":
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
