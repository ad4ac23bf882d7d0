"""
What is typed and not saved yet is kept in the editor's own browser, and nowhere else.

The scripts kept*.js keep a copy of each form, named by a random number that the form carries
along. Here it is remembered which of them are stored, so that every page of the desk can tell
the browser to let them go; the browser does not guess it from having sent a form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsroom.editing.saving import SavesInOneAct

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from newsroom.publication.models import Publication

FIELD = "kept"
"""The field of a form that names the copy which the browser keeps of it."""

STORED = "stored_copies"
"""Where the session remembers those that are stored; admin/base_site.html tells them."""

MOST_REMEMBERED = 30
NAME = re.compile(r"[0-9a-f]{32}")


def is_stored(request: HttpRequest) -> None:
    """Remember that what this form brought is stored, by whatever way, and needs no copy now."""
    copy = request.POST.get(FIELD, "")
    if NAME.fullmatch(copy):
        remembered = [it for it in request.session.get(STORED, []) if it != copy]
        request.session[STORED] = [*remembered, copy][-MOST_REMEMBERED:]


class KeepsWhatIsTyped(SavesInOneAct):
    """Django asks for these answers only once a form has been saved."""

    def response_add(
        self, request: HttpRequest, obj: Publication, post_url_continue: str | None = None
    ) -> HttpResponse:
        is_stored(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        is_stored(request)
        return super().response_change(request, obj)
