"""The headers that every answer carries: pages, errors, redirects and static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.middleware.security import SecurityMiddleware

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


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

    def process_request(self, request: HttpRequest) -> None:
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        super().process_response(request, response)
        for name, value in self.ours.items():
            response.headers.setdefault(name, value)
        return response
