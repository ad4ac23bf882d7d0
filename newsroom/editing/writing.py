"""The tools with which texts are written: a toolbar, a preview, and pasting that keeps the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.publication.markup import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString

LONGEST_PREVIEWED = 200_000
"""Characters of a text that is rendered for a preview; the longest body known has a tenth."""


class Writing(AdminTextareaWidget):
    """
    A textarea that is one without scripts, and with them has a toolbar above it.

    The page must hold the templates of `admin/editing/widgets/_writing.html` once.
    """

    class Media:
        css = {"all": ("editing/writing.css",)}
        js = (
            "editing/vendor/turndown-7.2.5.js",
            "editing/lines.js",
            "editing/emphasis.js",
            "editing/addresses.js",
            "editing/links.js",
            "editing/clipped.js",
            "editing/word_lists.js",
            "editing/washing.js",
            "editing/smoothing.js",
            "editing/escaping.js",
            "editing/pasting.js",
            "editing/linking.js",
            "editing/previewing.js",
            "editing/placing.js",
            "editing/writing.js",
        )

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-writing": "", **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Leave room for the toolbar: a textarea that is moved on the page forgets its undo."""
        textarea = super().render(name, value, attrs, renderer)
        return format_html('<div class="writing">{}</div>', textarea)


WRITING: dict[type[models.Field], dict[str, Any]] = {models.TextField: {"widget": Writing}}
"""The overrides with which the long texts of a form or of its rows are written so."""


def help_for_leads() -> SafeString:
    """Return what to write; how to mark it is said only to whom the toolbar does not serve."""
    return format_html(
        "{} <noscript>{}</noscript>",
        _("The first paragraph: what happened, who, where. An empty line starts a new paragraph."),
        _("*Asterisks* emphasise; [words](https://…) make a link."),
    )


class WrittenWithTools(admin.ModelAdmin):
    """The desk's forms with these tools, and the address that renders a text for a preview."""

    formfield_overrides = WRITING

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.as_read_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_as_read"
        return [path("as-read/", view, name=name), *super().get_urls()]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "lead":
            field.help_text = help_for_leads()
        return field

    def as_read_view(self, request: HttpRequest) -> HttpResponse:
        """
        Answer a POST of `text` with JSON: `html`, the text as readers will see it, or `wrong`.

        Nothing is stored, here or on the way (`Cache-Control: no-store`).
        """
        if not (self.has_add_permission(request) or self.has_view_or_change_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        text = request.POST.get("text", "")
        if len(text) > LONGEST_PREVIEWED:
            return JsonResponse({"wrong": too_long()}, status=413)
        return JsonResponse({"html": render(text)})


def too_long() -> str:
    sentence = gettext("Only texts of up to %(most)d characters are shown here; save this one.")
    return sentence % {"most": LONGEST_PREVIEWED}
