"""
Front matter: what a Markdown file tells of itself before its text.

In YAML 1.1 between lines of `---`, or in TOML 1.0 (https://toml.io) between lines of `+++`.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import TYPE_CHECKING

from interviews.paragraphs import Doubt, tidy

if TYPE_CHECKING:
    from newsroom.intake.readers.lines import Page

FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*")
END_OF_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
END_OF_TOML = re.compile(r"\+\+\+[ \t]*")
MOST_FRONT_MATTER = 64 * 1024
FIELDS = {
    "headline": ("title", "headline"),
    "date": ("date", "published", "published_at"),
    "lead": ("lead", "summary", "description", "excerpt", "standfirst"),
}
NOTHING = {"", "~", "null", "Null", "NULL"}
UNREAD = (
    "The front matter at the top could not be read, so nothing was taken from it: "
    "fill in the headline, the date and the lead yourself."
)


def take_front_matter(page: Page) -> None:
    end = end_of_front_matter(page.lines)
    if not end:
        return
    block = "\n".join(page.lines[1:end])
    read = mapping_of_toml if page.lines[0].startswith("+") else mapping_of
    mapping = read(block) if len(block.encode(errors="replace")) <= MOST_FRONT_MATTER else None
    if mapping is None:
        page.doubts.append(Doubt(1, UNREAD))
    page.fields = fields_of(mapping or {})
    taken = ", ".join(page.fields)
    page.leave_out(0, end + 1, f"front matter ({taken} taken)" if taken else "front matter")


def end_of_front_matter(lines: list[str]) -> int:
    """Return the index of the line that closes the front matter, or 0 without front matter."""
    # An empty line tells that the first one is a rule.
    if len(lines) < 2 or not FENCE.fullmatch(lines[0]) or not lines[1].strip():  # noqa: PLR2004
        return 0
    end = END_OF_TOML if lines[0].startswith("+") else END_OF_FENCE
    return next((index for index in range(1, len(lines)) if end.fullmatch(lines[index])), 0)


def mapping_of(block: str) -> dict[object, object] | None:
    """Return the entries of a YAML mapping with texts for values, or None for anything else."""
    try:
        import yaml  # noqa: PLC0415 - without it, only the front matter is not read
    except ImportError:
        return None
    try:
        # This safe loader leaves texts alone: a date stays as it is written, and No stays No.
        found = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def mapping_of_toml(block: str) -> dict[object, object] | None:
    """Return the entries of a TOML document, dates as texts, or None for anything else."""
    try:
        found = tomllib.loads(block)
    except (ValueError, RecursionError):
        return None
    return {key: str(it) if isinstance(it, datetime.date) else it for key, it in found.items()}


def fields_of(mapping: dict[object, object]) -> dict[str, str]:
    """Return the fields of a Source that the front matter tells."""
    told = {str(key).casefold(): value for key, value in mapping.items() if isinstance(value, str)}
    fields = {}
    for name, keys in FIELDS.items():
        values = [told[key] for key in keys if told.get(key, "").strip() not in NOTHING]
        if value := tidy(values[0] if values else ""):
            fields[name] = value if name == "lead" else re.sub(r"\n+", " ", value)
    return fields
