"""What is answered to everybody alike may be kept and passed on, and says so itself."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.cache import patch_cache_control

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

STATUSES = {200, 301, 302, 410}
"""What stays true until something is written. That nothing is here (404) is not worth keeping."""


def declared_public(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """
    Return the answer, which is the same for everybody, with `Cache-Control: public`.

    This is RFC 9111, 5.2.2.9. How long it may be kept is said where it leaves the house, because
    only there it is known when the next publication is released. It may say less itself: its
    `max-age` is how long it stays right although nothing is written. Whoever is signed in, and
    whatever has said otherwise or sets a cookie, is left alone.
    """
    if is_anybody(request) and may_be_public(response):
        if "Cache-Control" in response.headers:
            patch_cache_control(response, public=True)
        else:
            response.headers["Cache-Control"] = "public"
    return response


class ForEveryone:
    """A view that answers everybody alike."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return declared_public(request, response)


def for_everyone(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Make of a function a view that answers everybody alike."""

    @wraps(view)
    def declaring(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return declared_public(request, view(request, *args, **kwargs))

    return declaring


def is_anybody(request: HttpRequest) -> bool:
    told = request.META
    is_known = settings.SESSION_COOKIE_NAME in told.get("HTTP_COOKIE", "")
    return request.method in {"GET", "HEAD"} and not is_known and "HTTP_AUTHORIZATION" not in told


def may_be_public(response: HttpResponseBase) -> bool:
    told = response.headers.get("Cache-Control", "")
    refused = "private" in told or "no-" in told or "*" in response.headers.get("Vary", "")
    return response.status_code in STATUSES and not refused and not response.cookies
