"""
Who was interviewed, by whom and in what office, as far as a headline tells it.

Pure Python. What is proposed here is for a person to confirm.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OFFICES = frozenset(
    "secretary general minister president chairman chairwoman chairperson director ambassador "
    "representative deputy head commissioner spokesperson spokesman spokeswoman chief commander "
    "governor mayor senator chancellor speaker coordinator adviser advisor rapporteur envoy "
    "professor dr judge prosecutor colonel major admiral lieutenant executive manager".split()
)
ROMANCE = r"(?:entretien|interview|entrevista|intervista)\s+(?:du|de\s+la|del?|al?|con|di|d[oa])"
ROMANCE_OUTLET = (
    r"(?:avec|à|para|al?|con)\s+(?:(?:la|le|el|il|o|a)\s+)?"
    r"(?P<outlet>[^,]+?)(?:\s+(?:le|el|il)\s+\d.*)?"
)
TITLES = r"(?:M|Mme|MM|Sr|Sra|Dr|Herrn?|Frau|doña|don)\b\.?\s+"
INTERVIEW = r"(?:exclusive\s+|joint\s+)?(?:interview|conversation)"
RUSSIAN_OUTLETS = "(?:информ)?агентству|газете|телеканалу|изданию|журналу|порталу|радиостанции"
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{INTERVIEW}\s+(?:given\s+)?(?:of|by)\s+(?P<who>.+?)\s+(?:to|with|for)\s+(?P<outlet>.+)",
        rf"(?P<who>.+?)['’]s?\s+{INTERVIEW}\s+(?:to|with|for)\s+(?P<outlet>.+)",
        rf"(?P<who>.+?)\s+(?:gives?|gave)\s+(?:an?\s+)?{INTERVIEW}\s+(?:to|with|for)\s+(?P<outlet>.+)",
        rf"{INTERVIEW}\s+with\s+(?P<who>[^:]+)",
        rf"{INTERVIEW}\s+(?:of|by)\s+(?P<who>[^:]+)",
        rf".*\(\s*{INTERVIEW}\s+(?:to|with|for)\s+(?P<outlet>[^()]+)\)",
        rf"(?:{ROMANCE})\s+(?:{TITLES})?(?P<who>.+?),?\s+{ROMANCE_OUTLET}",
        rf"interview\s+mit\s+(?:{TITLES})?(?P<who>[^:]+)",
        rf"интервью\s+(?P<who>.+?)\s+(?:{RUSSIAN_OUTLETS})\s+(?P<outlet>.+)",
    )
)
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
NAME_LENGTH, MOST_NAMES = 2, 4


class Told(NamedTuple):
    """What a headline tells of an interview; empty where it does not."""

    interviewee: str = ""
    role: str = ""
    outlet: str = ""


def told_by(headline: str) -> Told:
    """Return who is interviewed by whom: "Interview of … to the TASS agency"."""
    for pattern in PATTERNS:
        if found := pattern.fullmatch(headline.strip(" .")):
            parts = found.groupdict()
            name, role = name_and_role(ARTICLE.sub("", parts.get("who") or ""))
            if headline[:1] in "Ии":  # Russian bends the name, and only a person can unbend it
                name, role = "", ""
            return Told(name, role, outlet(parts.get("outlet") or ""))
    return Told()


def outlet(words: str) -> str:
    return ARTICLE.sub("", words.strip(" .,"))


def name_and_role(words: str) -> tuple[str, str]:
    """Part "CSTO Secretary General Anna Berg" or "Anna Berg, Secretary General"."""
    name, comma, role = words.partition(",")
    if comma and name[:1].islower() and not role.strip()[:1].islower():
        name, role = role, name
    if comma:
        return name.strip(), role.strip()
    split = words.split()
    offices = [i for i, word in enumerate(split) if word.strip(".,").lower() in OFFICES]
    if not offices:
        return (words, "") if len(split) <= MOST_NAMES else ("", "")
    tail = split[offices[-1] + 1 :]
    if not tail or tail[0].islower() or len(tail) > MOST_NAMES:
        tail = split[-NAME_LENGTH:]
    if any(word[:1].islower() for word in tail) or len(tail) == len(split):
        return "", ""
    return " ".join(tail), " ".join(split[: -len(tail)])
