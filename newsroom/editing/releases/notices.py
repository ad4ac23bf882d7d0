"""The page on which the desk changes what readers find of something already withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from newsroom.editing.releases import publish_log, withdrawing
from newsroom.editing.releases.actions import ReleaseActions
from newsroom.editing.releases.withdrawing import WithdrawForm
from newsroom.publication.models import State

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from newsroom.publication.models import Publication, Withdrawal


class ChangesNotices(ReleaseActions):
    """To mend a word of the reason, nothing has to be published again."""

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.notice_view), self.route("withdrawal")
        return [path("<path:object_id>/withdrawal/", view, name=name), *super().get_urls()]

    def notice_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        publication: Any = self.get_object(request, object_id)
        withdrawal = withdrawing.of(publication) if publication else None
        if withdrawal is None or publication.state == State.PUBLIC:
            raise Http404
        if not self.has_publish_permission(request, publication):
            raise PermissionDenied
        stored = {name: getattr(withdrawal, name) for name in ("way", "reason", "elsewhere")}
        data = request.POST if request.method == "POST" else None
        form = WithdrawForm(data, initial=stored, taken=(publication,))
        if not (form.is_bound and form.is_valid()):
            return self.notice_page(request, publication, withdrawal, form)
        self.change_notice(request, publication, form.cleaned_data)
        return HttpResponseRedirect(reverse(f"admin:{self.route('change')}", args=[publication.pk]))

    @transaction.atomic
    def change_notice(
        self, request: HttpRequest, publication: Publication, told: dict[str, Any]
    ) -> None:
        withdrawal = withdrawing.change(publication, told)
        note = withdrawing.in_sentences(withdrawal)
        publish_log.note(publication, publish_log.Act.NOTICE_CHANGED, request.user, note=note)
        self.log_change(request, publication, note)
        done = _("Readers find from now on what you have chosen.")
        self.message_user(request, done, messages.SUCCESS)

    def notice_page(
        self,
        request: HttpRequest,
        publication: Publication,
        withdrawal: Withdrawal,
        form: WithdrawForm,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What readers find"),
            "subtitle": publication.label,
            "original": publication,
            "form": form,
            "present": withdrawing.in_sentences(withdrawal),
        }
        return TemplateResponse(request, "admin/editing/withdrawal.html", context)
