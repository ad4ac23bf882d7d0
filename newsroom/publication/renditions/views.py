"""A publication in other forms, each at the address of its page with a suffix."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from newsroom.publication.markup import plain
from newsroom.publication.models import Withdrawal
from newsroom.publication.moment import in_words
from newsroom.publication.renditions.addresses import origin_of, rendition_address, whole
from newsroom.publication.renditions.markdown import as_markdown, literal
from newsroom.publication.renditions.ninjs import as_ninjs
from newsroom.publication.views import PublicationDetail, moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.urls import URLPattern

    from newsroom.publication.models import Publication


class Form(NamedTuple):
    """A form in which publications are handed out."""

    suffix: str
    content_type: str
    write: Callable[[Publication, str], str]
    write_withdrawn: Callable[[str], tuple[str, str]]
    """Returns, for the sentence that says so, what is answered instead and its media type."""


def ninjs(publication: Publication, origin: str) -> str:
    return json.dumps(as_ninjs(publication, origin), ensure_ascii=False, indent=1)


def problem(sentence: str) -> tuple[str, str]:
    """Return why there is nothing (https://www.rfc-editor.org/rfc/rfc9457)."""
    told = {"title": "Gone", "status": 410, "detail": sentence}
    return json.dumps(told, ensure_ascii=False, indent=1), "application/problem+json"


def as_paragraph(sentence: str) -> tuple[str, str]:
    return f"{literal(sentence)}\n", MARKDOWN


MARKDOWN = "text/markdown; charset=utf-8"

FORMS = (
    Form("json", "application/json", ninjs, problem),
    Form("md", MARKDOWN, as_markdown, as_paragraph),
)


class PublicationRendition(PublicationDetail):
    """
    One publication in one form.

    It is looked up as its page is: what has no page for the one who asks has no rendition. The
    page is named as the canonical one (RFC 8288, RFC 6596), so that search engines show that.
    """

    models = ()
    namespace = ""
    form = FORMS[0]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        publication = self.get_publication(kwargs["slug"])
        address = self.address_of(publication)
        if unquote(address) != request.path:
            return moved(request, address)
        origin = origin_of(request)
        told = self.form.write(publication, origin)
        response = HttpResponse(told, content_type=self.form.content_type)
        page = whole(origin, publication.get_absolute_url())
        response.headers["Link"] = f'<{page}>; rel="canonical"'
        if not publication.is_public:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def address_of(self, publication: Publication) -> str:
        return rendition_address(publication, self.form.suffix)

    def told_withdrawn(self, withdrawal: Withdrawal) -> HttpResponse:
        """Say so by the status first: a machine reads that, and need not know any words."""
        told, content_type = self.form.write_withdrawn(in_one_line(withdrawal))
        return HttpResponse(told, content_type=content_type, status=410)


def in_one_line(withdrawal: Withdrawal) -> str:
    """Return what became of the publication, and why if readers are told."""
    if withdrawal.way == Withdrawal.Way.GONE:
        return _("What was here is gone.")
    moment = in_words(withdrawal.withdrawn_at)
    said = _("“%(label)s” was withdrawn on %(moment)s.")
    sentence = said % {"label": withdrawal.label, "moment": moment}
    return f"{sentence} {plain(withdrawal.reason)}".strip()


def rendition_paths(day: str, detail_view: type[PublicationDetail]) -> list[URLPattern]:
    """Return the routes of the renditions beside those of the publication's page."""
    of = {name: getattr(detail_view, name) for name in ("models", "namespace", "shown_with")}
    return [
        path(f"{day}<name:slug>.{form.suffix}", PublicationRendition.as_view(form=form, **of))
        for form in FORMS
    ]
