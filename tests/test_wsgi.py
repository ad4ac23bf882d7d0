"""What stands in front of the site, as its settings say."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from newsroom import wsgi


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECURE_PROXY_SSL_HEADER", None, []),
        ("SECURE_PROXY_SSL_HEADER", ("HTTP_X_SCHEME", "https"), ["HTTP_X_SCHEME"]),
        ("USE_X_FORWARDED_HOST", True, ["HTTP_X_FORWARDED_HOST"]),
        ("USE_X_FORWARDED_PORT", True, ["HTTP_X_FORWARDED_PORT"]),
    ],
)
def test_pages_are_told_apart_by_what_a_proxy_is_trusted_to_say(
    settings: Any, name: str, value: object, expected: list[str]
) -> None:
    setattr(settings, name, value)

    assert list(wsgi.trusted_headers()) == expected


def test_the_desk_previews_and_static_files_are_never_kept() -> None:
    own = wsgi.application.requests.own_paths

    for address in (reverse("admin:index"), reverse("session"), "/static/publication/site.css"):
        assert address.startswith(own)
    assert any(path == "/preview/" for path in own)
