"""The page of the desk on which earlier wordings are seen, and shown to readers or not."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from interviews.models import EarlierWording
from interviews.rewordings import rewordings
from newsroom.editing.admin import PublicationAdmin
from newsroom.editing.rights import may_publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from interviews.models import Exchange, Interview
    from interviews.rewordings import Rewording

MOST_LISTED = 200
"""Earlier wordings on one page, the newest."""


class ShownForm(forms.Form):
    shown = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": _(
                "One of these wordings is no longer here, or is no longer told to readers. "
                "Look at the list again, then save."
            )
        },
    )

    def __init__(self, interview: Interview, *args: Any) -> None:
        """Offer what readers are told of: to show anything else would tell nobody anything."""
        super().__init__(*args)
        told = EarlierWording.objects.told().filter(exchange__interview=interview)
        self.told = set(told.values_list("pk", flat=True))
        shown: Any = self.fields["shown"]
        shown.choices = [(pk, pk) for pk in self.told]

    @transaction.atomic
    def save(self) -> int:
        """Show what was chosen and nothing else; return how many these are."""
        chosen = set(self.cleaned_data["shown"])
        EarlierWording.objects.filter(pk__in=self.told - chosen).update(is_shown=False)
        return EarlierWording.objects.filter(pk__in=chosen).update(is_shown=True)


class TellsOfChanges(PublicationAdmin):
    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.wordings_view), self.route("wordings")
        return [path("<path:object_id>/earlier-wordings/", view, name=name), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        interview = kwargs.get("obj")
        context["has_earlier_wordings"] = interview and wordings_of(interview).exists()
        return super().render_change_form(request, context, *args, **kwargs)

    def wordings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        interview: Any = self.get_object(request, object_id)
        if interview is None:
            raise Http404
        if not self.has_view_or_change_permission(request, interview):
            raise PermissionDenied
        form = ShownForm(interview, *([request.POST] if request.method == "POST" else []))
        if not form.is_bound:
            return self.wordings_page(request, interview, form)
        if not self.may_show_wordings(request, interview):
            raise PermissionDenied
        if not form.is_valid():
            return self.wordings_page(request, interview, form)
        self.tell_shown(request, interview, form.save())
        return HttpResponseRedirect(request.path)

    def may_show_wordings(self, request: HttpRequest, interview: Interview) -> bool:
        """Whether the user may show them to readers: that is to publish what they said."""
        may_change = self.has_change_permission(request, interview)
        return may_change and may_publish(request.user, type(interview))

    def tell_shown(self, request: HttpRequest, interview: Interview, number: int) -> None:
        sentence = ngettext(
            "Readers are shown %d earlier wording.",
            "Readers are shown %d earlier wordings.",
            number,
        )
        self.message_user(request, sentence % number, messages.SUCCESS)
        self.log_change(request, interview, gettext("Earlier wordings shown: %d.") % number)

    def wordings_page(
        self, request: HttpRequest, interview: Interview, form: ShownForm
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Earlier wordings"),
            "subtitle": interview.label,
            "original": interview,
            "form": form,
            "told": form.told,
            "exchanges": list(by_exchange(interview)),
            "may_choose": self.may_show_wordings(request, interview),
        }
        name = "admin/interviews/interview/earlier_wordings.html"
        return TemplateResponse(request, name, context)


def wordings_of(interview: Interview) -> Any:
    return EarlierWording.objects.filter(exchange__interview=interview)


def by_exchange(interview: Interview) -> Iterator[tuple[Exchange, list[Rewording]]]:
    """Return the newest wordings, each with what replaced it, in the order of the interview."""
    newest = wordings_of(interview).select_related("exchange")[:MOST_LISTED]
    in_order = sorted(newest, key=attrgetter("exchange.position", "exchange.pk"))
    for exchange, group in groupby(in_order, attrgetter("exchange")):
        yield exchange, list(rewordings(exchange, group))
