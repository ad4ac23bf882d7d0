"""The forms with which the desks edit and release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.publication.markup import plain
from newsroom.publication.models import LATEST
from newsroom.publication.slugs import readable

if TYPE_CHECKING:
    import datetime


def name_date_and_time(field: forms.Field) -> None:
    """Say to a screen reader what each of the two fields is; Django's label reaches neither."""
    for widget, part in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
        widget.attrs["aria-label"] = f"{field.label}, {part}"


class PublicationForm(forms.ModelForm):
    def clean_slug(self) -> str:
        """Leave an address that was only made while typing to the model, if it is taken."""
        slug: str = self.cleaned_data["slug"]
        if self.instance.pk is None and slug == self.slug_made_while_typing():
            return ""
        return slug

    def slug_made_while_typing(self) -> str:
        texts = (self.data.get(self.add_prefix(name), "") for name in ("headline", "lead"))
        return next((slug for text in texts if (slug := readable(plain(text)))), "")


class MomentForm(forms.Form):
    """When a publication goes public."""

    published_at = forms.SplitDateTimeField(label=_("Goes public on"), widget=AdminSplitDateTime)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["published_at"].help_text = _("Date and time in %(zone)s.") % {"zone": zone}
        name_date_and_time(self.fields["published_at"])

    def clean_published_at(self) -> datetime.datetime:
        moment: datetime.datetime = self.cleaned_data["published_at"]
        if moment.year > LATEST.year:
            raise ValidationError(_("This is too far in the future."))
        if moment <= timezone.now():
            raise ValidationError(
                _("This moment has passed. Choose a later one, or publish now instead.")
            )
        return moment
