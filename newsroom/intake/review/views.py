"""The room "Add from a document": a text is given, looked at, corrected and saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from newsroom.intake.review import saving
from newsroom.intake.review.answers import answered, corrected, wish_of
from newsroom.intake.review.carried import MangledError, is_too_long, loads
from newsroom.intake.review.corrections import NoSuchPlaceError
from newsroom.intake.review.forms import DocumentForm
from newsroom.intake.review.page import NOWHERE, Fault, Page
from newsroom.intake.review.rights import may_add_anything
from newsroom.intake.source import Refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from newsroom.intake.documents import Document
    from newsroom.intake.review.answers import Wish

PLACE = re.compile(r"[0-9]{1,7}")
TITLE = _("Add from a document")


class Room(View):
    """What is open to whoever may add a publication of any kind."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_add_anything(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Start(Room, FormView):
    """Where a text is pasted or a file chosen."""

    form_class = DocumentForm
    template_name = "admin/intake/start.html"

    def form_valid(self, form: DocumentForm) -> HttpResponse:
        return show(Page(self.request, form.document))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = {**admin.site.each_context(self.request), "title": TITLE}
        return super().get_context_data(**about, **kwargs)


class Review(Room):
    """Where it is looked at and corrected; the form carries all of it along."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("from_a_document:start")

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            carried = loads(request.POST.get("document", ""))
        except MangledError:
            return start_again(request)
        try:
            wish = wish_of(request.POST.get("do", "show"))
            document = corrected(answered(carried, request.POST), wish)
        except NoSuchPlaceError:
            return show(Page(request, carried), [not_there()])
        if is_too_long(document):
            return show(Page(request, carried), [no_room()])
        if wish.name in {"save", "publish"}:
            return self.save(document, publish=wish.name == "publish")
        return show(Page(request, document, opened(document, wish, request)))

    def save(self, document: Document, *, publish: bool) -> HttpResponse:
        page = Page(self.request, document)
        if faults := saving.faults(page, self.request.POST):
            return show(page, faults)
        try:
            stored = saving.save(page)
        except Refusal as refusal:
            return show(page, [saving.fault_of(refusal, page)])
        return saving.leave(page, stored, publish=publish and page.can_be_published)


def opened(document: Document, wish: Wish, request: HttpRequest) -> int:
    """Return the place of the paragraph that shows all its controls."""
    if wish.name == "open" and wish.places:
        return wish.places[0]
    still_open = PLACE.fullmatch(request.POST.get("open", ""))
    return int(still_open[0]) if wish.name == "show" and still_open else NOWHERE


def not_there() -> Fault:
    return Fault(gettext("That is not possible at this place; nothing was changed."), "review")


def no_room() -> Fault:
    return Fault(gettext("The document has as many paragraphs as one page can show."), "review")


def start_again(request: HttpRequest) -> HttpResponse:
    form = DocumentForm({})
    form.full_clean()
    form.errors.clear()
    sentence = _("The page did not come back as it was sent: paste the text again.")
    form.add_error(None, sentence)
    about = {**admin.site.each_context(request), "title": TITLE, "form": form}
    return TemplateResponse(request, "admin/intake/start.html", about)


def show(page: Page, faults: list[Fault] | None = None) -> HttpResponse:
    about = {
        **admin.site.each_context(page.request),
        "title": TITLE,
        "page": page,
        "faults": faults or [],
    }
    return TemplateResponse(page.request, "admin/intake/review.html", about)
