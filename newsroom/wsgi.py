"""The application that granian, or any other WSGI server, runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.templatetags.static import static

from newsroom.delivery.makers import AT_ONCE, Makers, at_a_seat
from newsroom.delivery.own_paths import own_paths
from newsroom.delivery.page_cache import PageCache, Requests, Terms
from newsroom.delivery.page_handler import PageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.publication.edition import Edition

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def edition() -> Edition:
    """Return the present edition; this may be all that is asked of the base for hours."""
    from newsroom.publication.edition import current  # noqa: PLC0415 - models come with Django

    close_old_connections()
    return current()


def trusted_headers() -> Iterator[str]:
    """Give the headers in which Django believes a proxy how a reader asked."""
    if settings.SECURE_PROXY_SSL_HEADER:
        yield settings.SECURE_PROXY_SSL_HEADER[0]
    if settings.USE_X_FORWARDED_HOST:
        yield "HTTP_X_FORWARDED_HOST"
    if settings.USE_X_FORWARDED_PORT:
        yield "HTTP_X_FORWARDED_PORT"


site = get_wsgi_application()

application = PageCache(
    site,
    Requests(
        parameters=settings.NEWSROOM_PARAMETERS,
        ignored=settings.NEWSROOM_IGNORED_PARAMETERS,
        own_paths=own_paths(),
        session_cookie=settings.SESSION_COOKIE_NAME,
        proxy_headers=tuple(trusted_headers()),
    ),
    at_a_seat(edition),
    Terms(
        room=settings.NEWSROOM_PAGE_CACHE * 1024 * 1024,
        max_age=settings.NEWSROOM_MAX_AGE,
        stale_if_error=settings.NEWSROOM_STALE_IF_ERROR,
        asked_every=settings.NEWSROOM_NOTICED_WITHIN / 1000,
    ),
    maker=Makers(PageHandler(site), AT_ONCE[connection.vendor]),
)

# Every page names the stylesheet: without the collected files there would be nothing but errors.
try:
    static("publication/site.css")
except ValueError as error:
    raise ImproperlyConfigured(
        "The static files are not collected yet: run python3 manage.py collectstatic."
    ) from error
