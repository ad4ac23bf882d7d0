"""
The page behind a preview link: for people without an account, as readers will see it.

It must never be kept by a cache, whose copy would outlive the link, nor be found by a search
engine, and the sites that it links to must not learn its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.template.response import TemplateResponse
from django.urls import get_script_prefix, resolve, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from newsroom.editing.models import PreviewLink

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from newsroom.publication.models import Publication
    from newsroom.publication.views import PublicationDetail

HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show what is saved now of the publication to whoever has the link.

    A link that no longer works is gone (410); one that was never made is not found (404), in
    the same words.
    """
    # Whoever asks sees the same: the page of a reader, without a session.
    request.user = AnonymousUser()
    link = PreviewLink.objects.of_token(token)
    response = shown(request, link) if link and link.works else None
    if response is None:
        template, status = "publication/preview_over.html", 410 if link else 404
        response = TemplateResponse(request, template, status=status)
    for name, value in HEADERS.items():
        response.headers[name] = value
    add_never_cache_headers(response)
    return response


def shown(request: HttpRequest, link: PreviewLink) -> HttpResponse | None:
    """Answer with the publication's own page; None where there is none any more."""
    kind: Any = link.content_type.model_class()
    if kind is None:  # a desk that the site has no more
        return None
    desk = page_of(kind)
    view: Any = desk(template_name="publication/preview.html")
    view.setup(request)
    stored = kind._default_manager.filter(pk=link.object_id)
    publication = view.with_all_shown(stored).first()
    if publication is None:
        return None
    if request.method == "GET":
        count(link)
    told = view.get_context_data(publication=publication, preview=link, page=desk.template_name)
    response: HttpResponse = view.render_to_response(told)
    return response


def page_of(kind: type[Publication]) -> type[PublicationDetail]:
    """Return the view with which its desk shows a publication of this kind."""
    address = reverse(f"{kind.desk()}:detail", args=["2024", "04", "24", "any"])
    found: Any = resolve(f"/{address.removeprefix(get_script_prefix())}").func
    view: type[PublicationDetail] = found.view_class
    return view


def count(link: PreviewLink) -> None:
    """Count a view in the base itself, so that of two at once neither is lost."""
    found = PreviewLink.objects.filter(pk=link.pk)
    found.update(views=F("views") + 1, viewed_at=timezone.now())
