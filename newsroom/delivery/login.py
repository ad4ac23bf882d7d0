"""Whom a failed login is counted against: django-axes asks both."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

LONGEST_NAME = 150
"""Characters of a user's name in Django; the record of attempts has no room for a novel."""


def name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    return str((credentials or request.POST).get("username") or "")[:LONGEST_NAME]


def address(request: HttpRequest) -> str | None:
    """Return where the request comes from; of a proxy's list, the last is its own word."""
    passed_on = settings.SECURE_PROXY_SSL_HEADER and request.META.get("HTTP_X_FORWARDED_FOR")
    try:
        return str(ip_address((passed_on or "").rpartition(",")[2].strip()))
    except ValueError:
        return request.META.get("REMOTE_ADDR")
