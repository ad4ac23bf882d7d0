"""
Django's handler of requests, as far as a page that everybody may see needs it.

Django announces the beginning and the end of each request by signals, so that somebody looks
after the connections to the bases. Whoever makes a page has those of a seat, which are looked
after there (see `makers`); to announce it would take longer than to find the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest, get_script_name
from django.urls import set_script_prefix
from django.utils.functional import cached_property

from newsroom.delivery.page_cache.asking import HOST, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from django.core.handlers.wsgi import WSGIHandler


class PageRequest(WSGIRequest):
    """A request whose scheme and host are looked up once: for the key of its page, as a rule."""

    @cached_property
    def scheme(self) -> str | None:
        told: str | None = self.environ.get(SCHEME) or super().scheme
        return told

    def get_host(self) -> str:
        """Return the host; raises DisallowedHost where it is none of this site."""
        return self.checked_host

    @cached_property
    def checked_host(self) -> str:
        told: str = self.environ.get(HOST) or super().get_host()
        return told


class PageHandler:
    """A WSGI application (PEP 3333) that answers as the site does, with its middleware."""

    def __init__(self, site: WSGIHandler) -> None:
        self.site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        set_script_prefix(get_script_name(environ))
        request = PageRequest(environ)
        response: Any = self.site.get_response(request)
        headers: list[tuple[str, str]] = [*response.headers._store.values()]  # noqa: SLF001
        headers += [("Set-Cookie", it.OutputString()) for it in response.cookies.values()]
        start_response(f"{response.status_code} {response.reason_phrase}", headers)
        if response.streaming:
            return response  # type: ignore[no-any-return]
        request.close()
        return [response.content]
