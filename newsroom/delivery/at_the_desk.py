"""
Middleware that the desk needs, and that lets readers pass by.

A reader asks for a page that writes nothing, without the cookie of a session. Such a request has
no session, no user and no messages, and it costs as much to find that out by the usual way as to
answer it. Whoever has the cookie, even of a session that has ended, goes the usual way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def is_reader(request: HttpRequest) -> bool:
    """Whether nobody can be signed in who asks, and nothing is written where they ask."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.META.get("HTTP_COOKIE", "")
        and not request.path_info.startswith(settings.NEWSROOM_WRITING_PATHS)
    )


class AtTheDesk:
    """Lets readers pass by the middleware to which it is added."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_reader(request):
            return self.pass_by(request)
        response: HttpResponse = super().__call__(request)  # type: ignore[misc]
        return response

    def pass_by(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response


class Sessions(AtTheDesk, SessionMiddleware):
    pass


class Users(AtTheDesk, AuthenticationMiddleware):
    def pass_by(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        return super().pass_by(request)


class Messages(AtTheDesk, MessageMiddleware):
    pass
