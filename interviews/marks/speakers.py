"""
Who asks and who answers, where the names alone do not tell.

Pure Python. The few who answer speak long and are named in the headline; the many who ask
speak briefly, ask, and begin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from interviews.marks.labels import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Spoken(NamedTuple):
    """What one speaker said in one turn: its words, and whether it asks for something."""

    key: str
    words: int
    asks: bool


@dataclass
class Speaker:
    turns: int = 0
    words: int = 0
    questions: int = 0
    begins: bool = False

    @property
    def mean(self) -> float:
        return self.words / self.turns

    @property
    def asking(self) -> float:
        return self.questions / self.turns


BRIEF = 0.5
"""Who asks says less than this share of what an answer takes, or asks in half of the turns."""


def sides(spoken: Sequence[Spoken], known: Mapping[str, Side], interviewee: str) -> dict[str, Side]:
    """
    Return the side of every speaker in a conversation.

    Args:
        spoken: the turns in their order, each with the key of its speaker.
        known: the sides that the document tells itself; they stay.
        interviewee: the name of who is interviewed, as far as the headline tells it.
    """
    speakers = counted(spoken)
    told = {**known, **known_again(known, speakers)}
    answering = People([interviewee.casefold()])
    for key in speakers:
        if key not in told and key in answering:
            told[key] = Side.ANSWERS
    unknown = [key for key in speakers if key not in told]
    if Side.ASKS in told.values():
        return told | dict.fromkeys(unknown, Side.ANSWERS)
    if Side.ANSWERS not in told.values():
        heaviest = max(unknown, key=lambda key: weight(speakers[key]), default=None)
        told |= {heaviest: Side.ANSWERS} if heaviest else {}
    answers = mean_of(speakers[key] for key in speakers if told.get(key) == Side.ANSWERS)
    others = [key for key in unknown if key not in told]
    moderators = [key for key, side in told.items() if side == Side.MODERATES]
    if any(speakers[key].asking >= BRIEF for key in others):
        speakers = {key: replace(it, begins=False) for key, it in speakers.items()}
    for key in others:
        alone = len(others) == 1 and not moderators
        told[key] = Side.ASKS if alone or is_asking(speakers[key], answers) else Side.ANSWERS
    if Side.ASKS not in told.values():
        told |= dict.fromkeys(moderators, Side.ASKS)
    return told


def known_again(known: Mapping[str, Side], speakers: Iterable[str]) -> dict[str, Side]:
    """Return the sides of those who are called by a part of a name whose side is known."""
    people = {side: People(key for key, it in known.items() if it == side) for side in Side}
    unknown = [key for key in speakers if key not in known]
    return {key: side for key in unknown for side in Side if key in people[side]}


def counted(spoken: Iterable[Spoken]) -> dict[str, Speaker]:
    speakers: dict[str, Speaker] = {}
    for turn in spoken:
        speaker = speakers.setdefault(turn.key, Speaker(begins=not speakers))
        speaker.turns += 1
        speaker.words += turn.words
        speaker.questions += turn.asks
    return speakers


def weight(speaker: Speaker) -> float:
    """How much speaks for it that this one answers."""
    return speaker.words * (1 - 0.7 * speaker.asking) * (0.7 if speaker.begins else 1)


def is_asking(speaker: Speaker, answers: float) -> bool:
    brief = speaker.mean < BRIEF * answers and (speaker.questions > 0 or speaker.begins)
    return speaker.asking >= BRIEF or brief


def mean_of(speakers: Iterable[Speaker]) -> float:
    known = list(speakers)
    turns = sum(speaker.turns for speaker in known)
    return sum(speaker.words for speaker in known) / turns if turns else 0


class People:
    """Those whom a document names, known again by their last names: Berg, MS. BERG, Anna Berg."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names in small letters."""
        split = [words for name in names if (words := words_of(name))]
        self.last_names = {words[-1] for words in split}
        self.names = {word for words in split for word in words}

    def __contains__(self, name: str) -> bool:
        words = words_of(name)
        return bool(words) and (words[-1] in self.names or not self.last_names.isdisjoint(words))


def words_of(name: str) -> list[str]:
    return name.partition("(")[0].replace(",", " ").split()
