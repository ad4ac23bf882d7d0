"""Where no page for every reader lives."""

from __future__ import annotations

from django.conf import settings
from django.urls import get_script_prefix


def own_paths() -> tuple[str, ...]:
    """Return the beginnings of the paths of what is written to, and of the static files."""
    static_files = f"/{settings.STATIC_URL.removeprefix(get_script_prefix())}"
    return (*settings.NEWSROOM_WRITING_PATHS, static_files)
