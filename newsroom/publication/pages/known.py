"""What the templates may call with constants, and that is known when they are compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, to_locale
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def translated(message: str) -> Markup:
    """Return the words in the reader's language; like the templates, they may hold HTML."""
    return Markup(gettext(message))  # noqa: S704 - a translation is as trusted as the template


def site(name: str) -> str:
    """Return the site's name, tagline or footer."""
    told: str = settings.NEWSROOM_SITE[name]
    return told


def language() -> str:
    return get_language() or ""


def direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def open_graph_locale() -> str:
    """Return language and territory (en_GB); nothing where the language is told without one."""
    locale = to_locale(get_language() or "")
    return locale if "_" in locale else ""


KNOWN: dict[str, Callable[..., Any]] = {
    "_": translated,
    "url": reverse,
    "static": static,
    "site": site,
    "language": language,
    "direction": direction,
    "open_graph_locale": open_graph_locale,
}
"""By the names that templates have for them; each depends on its arguments and surroundings."""
