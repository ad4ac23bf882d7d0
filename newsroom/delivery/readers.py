"""
Readers pass by the middleware that only the desk needs.

A reader asks for a page that writes nothing, without the cookie of a session. Such a request has
no session, no user and no messages, and to find that out by the usual way costs as much as a good
part of the page. Whoever has the cookie, even of a session that has ended, goes the usual way.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from newsroom.delivery.own_paths import own_paths
from newsroom.delivery.snapshot import AnswersAsOfOneMoment

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]


ENDINGS = ("/", ".rss", ".atom", ".json", ".md", ".xml", ".txt")
"""How addresses of readers end: of pages, feeds, other forms of a publication, sitemaps."""


class ReadersPassBy:
    """
    Lets readers pass by everything between here and `AnswersAsOfOneMoment`.

    What they need of all that is done here: their Host is looked at, and the answer tells its
    length. Who is to be led to HTTPS, or asks without a stroke at the end, goes the usual way;
    and who asks for a file that is none does after all, because there may be a page of that name.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.usual_way, self.short_way = get_response, way_to_the_page(get_response)
        self.others, self.cookie = own_paths(), settings.SESSION_COOKIE_NAME
        self.needs_https = settings.SECURE_SSL_REDIRECT

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_reader(request) or (self.needs_https and not request.is_secure()):
            return self.usual_way(request)
        request.get_host()  # raises DisallowedHost, which is answered with 400
        request.user = AnonymousUser()
        response = self.short_way(request)
        if response.status_code == HTTPStatus.NOT_FOUND and not request.path_info.endswith("/"):
            return self.usual_way(request)
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    def is_reader(self, request: HttpRequest) -> bool:
        """Whether nobody can be signed in who asks for a page, and nothing is written there."""
        path = request.path_info
        return (
            request.method in {"GET", "HEAD"}
            and path.endswith(ENDINGS)
            and not path.startswith(self.others)
            and self.cookie not in request.META.get("HTTP_COOKIE", "")
        )


def way_to_the_page(get_response: Any) -> GetResponse:
    """Return the last of the ways that middleware leads on by; each has wrapped its next."""
    way: Any = get_response
    while not isinstance(way.__wrapped__, AnswersAsOfOneMoment):
        way = way.__wrapped__.get_response
    return way  # type: ignore[no-any-return]
