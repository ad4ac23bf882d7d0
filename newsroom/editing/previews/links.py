"""The desk's page of preview links: to make one, to see who has looked, to take it back."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsroom.editing.models import PreviewLink
from newsroom.editing.models.about import name_of
from newsroom.editing.saving import SavesInOneAct
from newsroom.publication.moment import in_full, zone_in_full

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

SPANS = {
    "hour": datetime.timedelta(hours=1),
    "day": datetime.timedelta(days=1),
    "week": datetime.timedelta(weeks=1),
}
LONGEST = datetime.timedelta(days=30)

MOST_ENDED = 50
"""Links that work no more, of which the page still tells, the latest first."""


class PreviewLinkForm(forms.ModelForm):
    works_for = forms.ChoiceField(
        label=_("The link works for"),
        choices=[
            ("hour", _("one hour")),
            ("day", _("one day")),
            ("week", _("one week")),
            ("until", _("until the moment below")),
        ],
        initial="day",
        widget=forms.RadioSelect,
    )
    until = forms.SplitDateTimeField(label=_("Until"), required=False, widget=AdminSplitDateTime)

    class Meta:
        model = PreviewLink
        fields = ("note",)
        widgets = {"note": forms.TextInput(attrs={"class": "vTextField"})}

    field_order = ("note", "works_for", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("%(zone)s; not more than 30 days from now.") % {
            "zone": zone_in_full(timezone.now())
        }
        # Say to a screen reader what each of the two is; Django's label reaches neither.
        widgets = self.fields["until"].widget.widgets
        for widget, part in zip(widgets, (_("date"), _("time")), strict=True):
            widget.attrs["aria-label"] = gettext("Until, %(part)s") % {"part": part}

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        now = timezone.now()
        if span := SPANS.get(told.get("works_for", "")):
            self.errors.pop("until", None)
            self.instance.expires_at = now + span
        elif "until" in told:
            self.instance.expires_at = self.within_bounds(told["until"], now)
        return told

    def within_bounds(
        self, until: datetime.datetime | None, now: datetime.datetime
    ) -> datetime.datetime | None:
        if until is None:
            self.add_error("until", _("Say until when, or choose one of the spans above."))
        elif until <= now:
            self.add_error("until", _("This moment has passed. Choose a later one."))
        elif until - now > LONGEST:
            self.add_error("until", _("A link works for 30 days at most."))
        return until


class PreviewLinks(SavesInOneAct):
    """Whoever may change a publication may show it to somebody, and take that back."""

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.previews_view), self.route("previews")
        return [path("<path:object_id>/previews/", view, name=name), *super().get_urls()]

    def previews_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication: Any = self.get_object(request, object_id)
        if publication is None:
            raise Http404
        if not self.has_change_permission(request, publication):
            raise PermissionDenied
        form = PreviewLinkForm(request.POST or None)
        if "revoke" in request.POST:
            self.revoke(request, publication, request.POST["revoke"])
        elif form.is_valid():
            self.make_preview(request, publication, form)
        else:
            return self.show_previews(request, publication, form)
        return HttpResponseRedirect(request.path)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.end_links([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        self.end_links(queryset)
        super().delete_queryset(request, queryset)

    def end_links(self, publications: Iterable[Any]) -> None:
        """Take back the links of what is deleted: recovered, it is shown to nobody by itself."""
        for publication in publications:
            links = PreviewLink.objects.about(publication).working()
            links.update(revoked_at=timezone.now())

    def make_preview(
        self, request: HttpRequest, publication: Publication, form: PreviewLinkForm
    ) -> None:
        link: Any = form.instance
        link.publication, link.made_by = publication, request.user
        link.made_by_name = name_of(request.user)
        link.save()
        told = {"note": link.note or "–", "moment": in_full(link.expires_at)}
        sentence = _("Made a preview link for %(note)s that works until %(moment)s.")
        self.log_change(request, publication, sentence % told)
        self.message_user(request, _("The link is made: copy it from below."), messages.SUCCESS)

    def revoke(self, request: HttpRequest, publication: Publication, wish: str) -> None:
        """Take back the link of that number, or all of the publication."""
        links = PreviewLink.objects.about(publication).working()
        if wish != "all":
            links = (
                links.filter(pk=int(wish)) if re.fullmatch("[0-9]{1,18}", wish) else links.none()
            )
        number = links.update(revoked_at=timezone.now())
        if not number:
            sentence = _("Nothing was changed: what you wanted to take back works no more.")
            self.message_user(request, sentence, messages.WARNING)
            return
        told = ngettext(
            "Took %(number)d preview link back.", "Took %(number)d preview links back.", number
        )
        self.log_change(request, publication, told % {"number": number})
        done = ngettext(
            "%(number)d link is taken back: whoever follows it sees nothing any more.",
            "%(number)d links are taken back: whoever follows them sees nothing any more.",
            number,
        )
        self.message_user(request, done % {"number": number}, messages.SUCCESS)

    def show_previews(
        self, request: HttpRequest, publication: Publication, form: PreviewLinkForm
    ) -> HttpResponse:
        links = PreviewLink.objects.about(publication)
        working = links.working()
        addresses = [(it, request.build_absolute_uri(it.get_absolute_url())) for it in working]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": publication,
            "title": _("Preview links"),
            "subtitle": publication.label,
            "form": form,
            "media": self.media + form.media,
            "links": addresses,
            "ended": links.exclude(pk__in=working.values("pk"))[:MOST_ENDED],
        }
        return TemplateResponse(request, "admin/editing/previews.html", context)
