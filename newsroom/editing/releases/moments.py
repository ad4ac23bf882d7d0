"""The moment at which something goes public, as the desk types it: by its own clocks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.publication.models import LATEST
from newsroom.publication.moment import in_full, offset_of, zone_of_the_desk

if TYPE_CHECKING:
    from newsroom.publication.models import Publication

FIRST, SECOND = "first", "second"
"""Which of two moments is meant, when the clocks show the same time twice."""


class ClockField(forms.SplitDateTimeField):
    """What the clocks show. Whether they show it once, never or twice is up to the form."""

    def compress(self, data_list: Any) -> datetime.datetime:
        return datetime.datetime.combine(*data_list)


class MomentForm(forms.Form):
    """When a publication goes public."""

    published_at = ClockField(widget=AdminSplitDateTime)
    which = forms.ChoiceField(label=_("Which of the two"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, publication: Publication | None = None, **kwargs: Any) -> None:
        """Begin with the moment that the publication has, if there is one."""
        super().__init__(*args, **kwargs)
        field = self.fields["published_at"]
        field.label = gettext("Goes public on (%(zone)s)") % {"zone": zone_of_the_desk()}
        field.help_text = gettext("Now it is %(now)s.") % {"now": in_full(timezone.now())}
        if publication and publication.published_at:
            field.initial = timezone.localtime(publication.published_at)
        self.is_shown_twice = False
        self.name_date_and_time()

    def name_date_and_time(self) -> None:
        """Say to a screen reader what each of the two is; Django's label reaches neither."""
        widgets = self.fields["published_at"].widget.widgets
        for widget, part in zip(widgets, (_("date"), _("time")), strict=True):
            widget.attrs["aria-label"] = gettext("Goes public on, %(part)s") % {"part": part}

    def clean_published_at(self) -> datetime.datetime:
        shown: datetime.datetime = self.cleaned_data["published_at"]
        if shown.year > LATEST.year:
            raise ValidationError(_("This is too far in the future."))
        # At the beginning of time a zone would push it out of what Python can count.
        if shown.year < timezone.now().year - 1:
            raise passed()
        return self.moment_of(shown)

    def moment_of(self, shown: datetime.datetime) -> datetime.datetime:
        """Return the moment at which the clocks of the desk show this."""
        zone = timezone.get_current_timezone()
        first, second = (shown.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() != second.utcoffset():
            first = self.unusual(shown, first, second)
        # In UTC: the zone's own form of a moment shown twice equals no other (PEP 495).
        moment = first.astimezone(datetime.UTC)
        if moment <= timezone.now():
            raise passed()
        return moment

    def unusual(
        self, shown: datetime.datetime, first: datetime.datetime, second: datetime.datetime
    ) -> datetime.datetime:
        """Choose between two moments, or explain why there is none."""
        if back(first).replace(tzinfo=None) != shown:
            raise skipped(shown, earlier=back(second), later=back(first))
        self.is_shown_twice = True
        which = {FIRST: first, SECOND: second}
        which_field: Any = self.fields["which"]
        which_field.choices = [(name, with_offset(moment)) for name, moment in which.items()]
        chosen = which.get(self.data.get(self.add_prefix("which"), ""))
        if chosen is None:
            raise ValidationError(
                _(
                    "The clocks are put back on that day and show %(time)s twice. "
                    "Choose which of the two you mean."
                ),
                params={"time": clock(shown)},
            )
        return chosen


def back(moment: datetime.datetime) -> datetime.datetime:
    """Return what the clocks really show at the moment."""
    return moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)


def clock(moment: datetime.datetime) -> str:
    return date_format(moment, "TIME_FORMAT")


def with_offset(moment: datetime.datetime) -> str:
    return f"{clock(moment)} ({moment:%Z}, {offset_of(moment)})"


def passed() -> ValidationError:
    return ValidationError(_("This moment has passed. Choose a later one, or publish now instead."))


def skipped(
    shown: datetime.datetime, earlier: datetime.datetime, later: datetime.datetime
) -> ValidationError:
    return ValidationError(
        _(
            "The clocks are put forward on that day and never show %(time)s. "
            "Write %(earlier)s or %(later)s instead."
        ),
        params={
            "time": clock(shown),
            "earlier": with_offset(earlier),
            "later": with_offset(later),
        },
    )
