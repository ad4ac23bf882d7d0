"""The pages on which a review is asked for and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.editing.releases import reviewing
from newsroom.editing.releases.actions import ReleaseActions
from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication

LONGEST_NOTE = 5000

WRITING_BOX = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})


class AskForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=WRITING_BOX,
        help_text=_("What to look at, and until when. Only the desk reads it; it may stay empty."),
    )


class SendBackForm(forms.Form):
    note = forms.CharField(
        label=_("What is to be changed"),
        max_length=LONGEST_NOTE,
        widget=WRITING_BOX,
        help_text=_("Whoever asked reads this beside the form. Readers do not see it."),
        error_messages={"required": _("Say what is to be changed.")},
    )


class Reviews(ReleaseActions):
    """Buttons as those of a release: each saves the form first, then shows its page."""

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("review", self.ask_view, "review"),
            ("send-back", self.send_back_view, "send_back"),
        ]
        return [
            *(
                path(
                    f"<path:object_id>/{name}/",
                    self.admin_site.admin_view(view),
                    name=self.route(route),
                )
                for name, view, route in pages
            ),
            *super().get_urls(),
        ]

    def response_release(self, request: HttpRequest, obj: Publication) -> HttpResponse | None:
        wish = request.POST.get("release", "")
        route = {"review": "review", "send-back": "send_back"}.get(wish)
        if route is None or not self.has_change_permission(request, obj):
            return super().response_release(request, obj)
        return self.lead_on(request, obj, route)

    def ask_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication = self.draft(request, object_id)
        if not self.has_change_permission(request, publication):
            raise PermissionDenied
        form = AskForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            return self.answered(request, publication, self.ask(request, publication, form))
        title, button = _("Ask for review"), _("Ask for review")
        explained = _("Whoever may publish sees on the first page of the desk that it waits.")
        return self.review_page(request, publication, form, (title, button, explained))

    def send_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication = self.draft(request, object_id)
        if not self.has_publish_permission(request, publication):
            raise PermissionDenied
        form = SendBackForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            return self.answered(request, publication, self.send_back(request, publication, form))
        title, button = _("Send back"), _("Send back")
        explained = _("It stays a draft and no longer waits for review.")
        return self.review_page(request, publication, form, (title, button, explained))

    def draft(self, request: HttpRequest, object_id: str) -> Any:
        publication: Any = self.get_object(request, object_id)
        if publication is None:
            raise Http404
        return publication

    @transaction.atomic
    def ask(self, request: HttpRequest, publication: Publication, form: forms.Form) -> Any:
        if self.held(publication).state != State.DRAFT:
            return None
        reviewing.ask(publication, request.user, form.cleaned_data["note"])
        self.log_change(request, publication, str(_("Asked for review.")))
        return _("Your text is saved, and those who may publish are asked to review it.")

    @transaction.atomic
    def send_back(self, request: HttpRequest, publication: Publication, form: forms.Form) -> Any:
        self.held(publication)
        if not reviewing.send_back(publication, request.user, form.cleaned_data["note"]):
            return None
        self.log_change(request, publication, str(_("Sent back.")))
        return _("It is sent back, with your note.")

    def held(self, publication: Publication) -> Publication:
        """Return the publication as it is stored, held until the transaction ends."""
        found = self.model._default_manager.select_for_update().filter(pk=publication.pk).first()
        if found is None:
            raise Http404
        return found  # type: ignore[no-any-return]

    def answered(
        self, request: HttpRequest, publication: Publication, done: Any
    ) -> HttpResponseRedirect:
        nothing = _("Nothing was done: the state of the publication is another one by now.")
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, done or nothing, level)
        back = reverse(f"admin:{self.route('change')}", args=[publication.pk])
        return HttpResponseRedirect(back)

    def review_page(
        self, request: HttpRequest, publication: Publication, form: forms.Form, words: Any
    ) -> HttpResponse:
        title, button, explained = words
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "subtitle": publication.label,
            "original": publication,
            "form": form,
            "button": button,
            "explained": explained,
            "review": reviewing.of(publication),
        }
        return TemplateResponse(request, "admin/editing/review.html", context)
