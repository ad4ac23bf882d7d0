"""
The dates that documents print: 24.04.2024, 12 March 2024, 2024-03-12, 5 февраля 2025 года.

Pure Python. Where day and month stand in figures, the day comes first, as in the house
notation; only in 03/15/2024, where that is impossible, the month does. Slashes and hyphens leave
room for doubt (03/12/2024), and the doubt is told. Years have four figures, from 1800 to 2199.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

MONTHS = """
january jan января январь janvier enero januar gennaio janeiro stycznia січня студзеня ocak январи қаңтар հունվարի يناير
february feb февраля февраль février fevrier febrero februar febbraio fevereiro lutego лютого şubat феврали ақпан փետրվարի فبراير
march mar марта март mars marzo märz março marca березня сакавіка mart марти наурыз մարտի مارس
april apr апреля апрель avril abril aprile kwietnia квітня красавіка nisan апрели сәуір ապրիլի أبريل ابريل إبريل
may мая май mai mayo maggio maio maja травня mayıs майи мамыр մայիսի مايو
june jun июня июнь juin junio juni giugno junho czerwca червня чэрвеня haziran июни маусым հունիսի يونيو يونية
july jul июля июль juillet julio juli luglio julho lipca липня ліпеня temmuz июли шілде հուլիսի يوليو يولية
august aug августа август août aout agosto sierpnia серпня жніўня ağustos августи тамыз օգոստոսի أغسطس اغسطس
september sept sep сентября сентябрь septembre septiembre settembre setembro września вересня верасня eylül сентябри қыркүйек սեպտեմբերի سبتمبر
october oct октября октябрь octobre octubre oktober ottobre outubro października жовтня кастрычніка ekim октябри қазан հոկտեմբերի أكتوبر اكتوبر
november nov ноября ноябрь novembre noviembre novembro listopada листопада лістапада kasım ноябри қараша նոյեմբերի نوفمبر
december dec декабря декабрь décembre diciembre dezember dicembre dezembro grudnia грудня снежня aralık декабри желтоқсан դեկտեմբերի ديسمبر
"""  # noqa: E501 - a month a line
MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(MONTHS.strip().splitlines(), 1)
    for name in names.split()
}
WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "понедельник вторник среда четверг пятница суббота воскресенье lundi mardi mercredi jeudi "
    "vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo montag "
    "dienstag mittwoch donnerstag freitag samstag sonntag"
)
YEAR = r"(?P<{0}>(?:1[89]|20|21)\d\d)"
NAME = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
DAY_FIRST = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of))?"
ARABIC_MONTH = r"[^\W\d_ ]+(?:\s[^\W\d_ ]+)?"
"""A month as the east of the Arab world calls it, which stands before the name of the west."""

NOTATIONS = (
    r"(?P<day{0}>\d{{1,2}})\s?(?P<sign{0}>[./-])\s?(?P<month{0}>\d{{1,2}})\s?(?P=sign{0})\s?{year}",
    r"{year}(?P<sign{0}>[-./])(?P<month{0}>\d{{1,2}})(?P=sign{0})(?P<day{0}>\d{{1,2}})",
    DAY_FIRST + r"\s+(?P<name{0}>{names})\.?,?\s+(?:del?\s+|соли\s+)?{year}",
    DAY_FIRST + rf"\s+{ARABIC_MONTH}/(?P<name{{0}}>{{names}})\s+{{year}}",
    r"(?P<name{0}>{names})\.?\s+(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
    r"{year}[年년]\s?(?P<month{0}>\d{{1,2}})[月월]\s?(?P<day{0}>\d{{1,2}})[日일]",
    r"{year}\s+жылғы\s+(?P<day{0}>\d{{1,2}})\s+(?P<name{0}>{names})",
)
DATE = "|".join(
    notation.format(number, year=YEAR.format(f"year{number}"), names=NAME)
    for number, notation in enumerate(NOTATIONS)
)
BEFORE = (
    rf"(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?,?\s+)?(?:(?:{'|'.join(WEEKDAYS.split())})\.?,?\s+|(?:published|posted|updated|date|дата|released"
    r"|for immediate release|опубликовано)(?:\s+on)?\s*[:.,–—-]?\s+)*"
)
PLACE = r"(?:[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){0,2}\s*[,–—(/|-]\s*)?"
PLACE_AFTER = (
    r"(?:\s*[,|(–—-]?\s+(?-i:[^\W\d_a-zа-яё][\w.’'-]*)"
    r"(?:,?\s(?:(?:of|the|de|du|des|der|am)\s)?(?-i:[^\W\d_a-zа-яё][\w.’'-]*)){0,6}\)?)?"
)
AFTER = (
    r"(?:\s*(?:г\.|года|год|р\.|року|y\.|year|թ\.|թվական|жыл|ж\.)\.?)?"
    r"(?:\s*[,|–—-]?\s*(?:at\s+|в\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?"
    rf"{PLACE_AFTER})?(?:\s*(?:\(?[a-z]{{2,5}}\)?|[+-]\d{{2}}:?\d{{2}}))?)?[).]?"
)
LINE = re.compile(rf"[*_#\s]*{BEFORE}(?:{PLACE})(?P<date>{DATE}){AFTER}[*_\s]*", re.IGNORECASE)
ENDING = re.compile(rf"(?<![\d\w])(?P<date>{DATE}){AFTER}[*_\s]*$", re.IGNORECASE)
HAS_YEAR = re.compile(YEAR.format("year"))
FIRST = re.compile(rf"(?<!\d)(?P<date>{DATE})(?!\d)", re.IGNORECASE)
LONGEST_LINE = 90
MONTHS_IN_A_YEAR = 12
SEPARATORS = " ,;|(–—-"


class Impossible(ValueError):
    """A date that no calendar has; its text is the date as written."""


class Dated(NamedTuple):
    """A date, the `rest` of the text around it, and whether day and month are in doubt."""

    date: datetime.date
    rest: str
    in_doubt: bool = False


def date_line(text: str) -> Dated | None:
    """
    Return the date of a paragraph that is nothing else, but for a weekday, a place and a time.

    Raises `Impossible` for 31.02.2024.
    """
    if len(text) > LONGEST_LINE or not HAS_YEAR.search(text):
        return None
    found = LINE.fullmatch(text)
    return dated(found, text) if found else None


def date_at_end(text: str) -> Dated | None:
    """
    Return the date that a headline ends with; `rest` is the headline without it.

    A date that belongs to the words before it ("on the summit of 24 April 2024") is none.

    Raises `Impossible` for 31.02.2024.
    """
    tail = max(0, len(text) - LONGEST_LINE)
    found = ENDING.search(text, tail) if HAS_YEAR.search(text, tail) else None
    if not found or not stands_apart(text[: found.start("date")], found["date"]):
        return None
    return dated(found, text[: found.start()])


def stands_apart(before: str, date: str) -> bool:
    words = before.split()
    if not words or (words[-1].islower() and len(words[-1]) < len("after")):
        return False
    return not any(sign.isalpha() for sign in date) or before.rstrip()[-1:] in SEPARATORS + ".:"


def first_date(text: str) -> Dated | None:
    """
    Return the first date in what a file says about itself.

    Raises `Impossible` for 31.02.2024.
    """
    found = FIRST.search(text[:LONGEST_LINE])
    return dated(found, "") if found else None


def mentioned_date(text: str) -> Dated | None:
    """
    Return the only date in a text; None where there are several.

    Raises `Impossible` for 31.02.2024.
    """
    found = list(FIRST.finditer(text)) if HAS_YEAR.search(text) else []
    return dated(found[0], "") if len(found) == 1 else None


def dated(found: re.Match[str], rest: str) -> Dated:
    parts = {name.rstrip("0123456789"): text for name, text in found.groupdict().items() if text}
    day, year = int(parts["day"]), int(parts["year"])
    named = MONTH_NUMBERS.get(parts.get("name", "").lower())
    month = named or int(parts["month"])
    loose = not named and parts.get("sign") in {"/", "-"} and not found["year1"]
    if loose and month > MONTHS_IN_A_YEAR:
        day, month, loose = month, day, False
    try:
        date = datetime.date(year, month, day)
    except ValueError as error:
        raise Impossible(found["date"]) from error
    in_doubt = loose and day <= MONTHS_IN_A_YEAR and day != month
    return Dated(date, rest.strip().rstrip(SEPARATORS), in_doubt)
