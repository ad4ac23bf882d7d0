"""Accessibility, good practice and findability as Lighthouse rates them, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interviews.models import Interview

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.machine]


def test_lighthouse_finds_nothing_to_better(
    live_server: LiveServer,
    source_content: None,
    lighthouse: Callable[[str], dict[str, float]],
) -> None:
    interview = Interview.objects.get().get_absolute_url()
    for address in ("/", "/news/", "/archive/", interview, f"{interview}q3/", "/search/"):
        rated = lighthouse(f"{live_server.url}{address}")
        assert set(rated) == {"accessibility", "best-practices", "seo"}
        assert set(rated.values()) == {1}, (address, rated)
