"""The headers that every answer carries: pages, errors, redirects and static files."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def policy(directives: dict[str, list[str]]) -> str:
    """Return the value of a Content-Security-Policy header (W3C CSP Level 3)."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


class SecurityHeaders(SecurityMiddleware):
    """
    Add every security header, Django's own included, to every answer.

    It stands outermost: an answer made before Django's SecurityMiddleware has its turn
    (a refused Host, say) would otherwise leave without them. Redirecting to HTTPS stays
    with SecurityMiddleware itself. The policy is written in the form of Django 6
    (SECURE_CSP), whose own middleware takes over that part after the upgrade.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.ours = {
            "Content-Security-Policy": policy(settings.SECURE_CSP),
            **settings.NEWSROOM_HEADERS,
        }
        self.stored = {
            is_secure: self.as_stored(is_secure=is_secure) for is_secure in (False, True)
        }

    def as_stored(self, *, is_secure: bool) -> dict[str, tuple[str, str]]:
        """Return the headers for requests that came by HTTPS or did not, as Django stores them."""
        request: Any = SimpleNamespace(is_secure=lambda: is_secure)
        answer = super().process_response(request, HttpResponse())
        for name, value in self.ours.items():
            answer.headers.setdefault(name, value)
        stored: dict[str, tuple[str, str]] = answer.headers._store  # noqa: SLF001
        del stored["content-type"]
        return stored

    def process_request(self, request: HttpRequest) -> None:
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # One by one, as Django adds them, they cost more than to find the page among a million.
        told, ours = response.headers, self.stored[request.is_secure()]
        told._store = {**ours, **told._store}  # noqa: SLF001
        return response
