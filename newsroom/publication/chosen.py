"""The active filter of a list in words, each part with the address of the list without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from newsroom.publication import moment
from newsroom.publication.asking import echo
from newsroom.publication.spans import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.publication.filters import PublicationFilter
    from newsroom.publication.period import Period

WORDS = "q"
"""The field of a filter whose hits only a search can count."""


class Part(NamedTuple):
    words: str
    without: str
    """The address of the list in which everything else stays as it is."""


def parts_of(
    filterset: PublicationFilter, period: Period | None, section: str, address: str
) -> list[Part]:
    """
    Return what a list is narrowed to: "April 2024", "From 1 April 2024", "Outlet: TASS agency".

    A part that has a mistake is shown as it was written, so that it can be dropped as well.
    `section` is the address of the whole list, `address` the one with the period in it.
    """
    asked, visible = filterset.chosen, visible_in(filterset)
    filterset.is_valid()  # reads what was asked, mistakes or not
    of_period = [Part(str(period), Addresses.asking(section, asked))] if period else []
    return of_period + [
        Part(_told(filterset, name), Addresses.asking(address, _without(name, asked, visible)))
        for name in visible
    ]


def visible_in(filterset: PublicationFilter) -> dict[str, str]:
    """Return what narrows the list; how it is ordered, say, is in a hidden field."""
    fields = filterset.form.fields
    return {
        name: value for name, value in filterset.chosen.items() if not fields[name].widget.is_hidden
    }


def _without(name: str, asked: Mapping[str, str], visible: Mapping[str, str]) -> dict[str, str]:
    """Leave a part out; what is hidden goes with the words, without which it means nothing."""
    rest = visible if name == WORDS else asked
    return {other: value for other, value in rest.items() if other != name}


def _told(filterset: PublicationFilter, name: str) -> str:
    """What a part says: the label of its field, and the day or the words."""
    label = filterset.form.fields[name].label
    day = filterset.form.cleaned_data.get(name)
    if name in {"date_after", "date_before"} and day:
        return _("%(from_or_to)s %(day)s") % {
            "from_or_to": label,
            "day": moment.on(day, "j F Y"),
        }
    return _("%(field)s: %(words)s") % {"field": label, "words": echo(filterset.data[name].strip())}
